"""Refresh: what the change log names is counted again, and nothing else. Cost follows the changes, not the history."""

from django.db import connection, transaction

from metrics.rollup import locks, statements
from portal.fetching import fetched

BATCH = 20_000  # marks drained in one transaction

# By place, for the log has no index: it is drained from its beginning and never searched.
DRAIN = """
WITH gone AS (
    DELETE FROM portal_changedcourtday
    WHERE ctid = ANY (ARRAY(SELECT ctid FROM portal_changedcourtday LIMIT %s)) RETURNING court_id, day)
SELECT court_id, day, count(*) FROM gone GROUP BY 1, 2"""


def refresh(limit=None):
    """Drain the change log (at most `limit` marks) and bring the figures up to it; returns rows changed.

    Marks vanish in the transaction that writes their figures: killed in between, both are as before.
    """
    changed = drained = 0
    while limit is None or drained < limit:
        size = BATCH if limit is None else min(BATCH, limit - drained)
        with transaction.atomic():
            locks.refreshing()
            marks, rows = _drain(size)
        changed += rows
        drained += marks
        if marks < size:
            break
    return changed


def _drain(size):
    with connection.cursor() as cursor:
        cursor.execute(DRAIN, [size])
        touched = cursor.fetchall()
        if not touched:
            return 0, 0
        court_ids, days = [court for court, _day, _times in touched], [day for _court, day, _times in touched]
        cursor.execute(*statements.of_listed(court_ids, days))
        written, *lessened = cursor.fetchone()
        if lessened[0]:
            cursor.execute(statements.NO_EMPTY_MONTHS, lessened)
    return sum(times for _court, _day, times in touched), written


def figures_as_of():
    """The moment up to which every recorded event is in the figures: now, or the oldest change still waiting."""
    sql = "SELECT coalesce(min(marked_at), statement_timestamp()) FROM portal_changedcourtday"
    return fetched(sql, ())[0][0]
