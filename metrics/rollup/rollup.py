"""Roll-up: all figures of a range counted anew, month by month. The same rows as the refresher writes."""

import datetime

from django.db import connection, transaction

from metrics.rollup import locks, statements

SPAN = """
SELECT least((SELECT min(day) FROM portal_event), (SELECT min(day) FROM metrics_dailyfigure)),
       greatest((SELECT max(day) FROM portal_event), (SELECT max(day) FROM metrics_dailyfigure))"""


def roll_up(begin=None, end=None):
    """Count the days from `begin` up to, not including, `end` anew (without them: all); returns rows changed.

    A transaction per month: other months go on side by side, and a refresher in between.
    """
    if begin is None or end is None:
        first, last = _span()
        begin, end = begin or first, end or (last and last + datetime.timedelta(days=1))
    changed = 0
    for month_begin, month_end in months(begin, end):
        with transaction.atomic(), connection.cursor() as cursor:
            locks.rolling_up(month_begin)
            cursor.execute(*statements.of_range(month_begin, month_end))
            changed += cursor.fetchone()[0]
            cursor.execute(*statements.of_month(month_begin))
    return changed


def months(begin, end):
    """The range cut at the first of each month: [(begin, end), …]; nothing where there is no range."""
    while begin and end and begin < end:
        following = (begin.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
        yield begin, min(following, end)
        begin = following


def _span():
    with connection.cursor() as cursor:
        cursor.execute(SPAN)
        return cursor.fetchone()
