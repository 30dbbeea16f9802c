"""Month partitions of the event table, made ahead of time."""

from django.db import connection, transaction
from django.utils import timezone

MONTHS_BACK, MONTHS_AHEAD = 24, 3


def make_partitions(today=None, back=MONTHS_BACK, ahead=MONTHS_AHEAD):
    """Make the missing months around `today`, and those of rows that wait in the default partition.

    Returns how many were made. Safe to run twice and at the same time.
    """
    first = (today or timezone.localdate()).replace(day=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT date_trunc('month', day)::date FROM portal_event_default")
        months = {month for (month,) in cursor.fetchall()}
        months |= {_shifted(first, months=number) for number in range(-back, ahead + 1)}
        made = 0
        for month in sorted(months):
            with transaction.atomic():
                # Two at a time would both find the month missing.
                cursor.execute("SELECT pg_advisory_xact_lock(hashtext('portal_event_make_partition'))")
                cursor.execute("SELECT portal_event_make_partition(%s)", [month])
                made += cursor.fetchone()[0]
    return made


def _shifted(day, *, months):
    years, month = divmod(day.month - 1 + months, 12)
    return day.replace(year=day.year + years, month=month + 1)
