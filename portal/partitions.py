"""Month partitions of the event table, made ahead of time."""

import structlog
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from psycopg2.errors import LockNotAvailable

MONTHS_BACK, MONTHS_AHEAD = 24, 3
# While a month waits for a reader's lock, every new event waits behind it.
PATIENCE = "2s"
log = structlog.get_logger("songting")


def make_partitions(today=None, back=MONTHS_BACK, ahead=MONTHS_AHEAD):
    """Make the missing months around `today`, and those of rows that wait in the default partition.

    Returns how many were made. Safe to run twice and at the same time. A month whose locks are not to be had is left
    to the next run: months are made ahead, and until then the default partition takes its rows.
    """
    first = (today or timezone.localdate()).replace(day=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT date_trunc('month', day)::date FROM portal_event_default")
        months = {month for (month,) in cursor.fetchall()}
    months |= {_shifted(first, months=number) for number in range(-back, ahead + 1)}
    return sum(_made(month) for month in sorted(months))


def _made(month):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            # Two at a time would both find the month missing. Waiting here keeps nobody else waiting.
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('portal_event_make_partition'))")
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
            cursor.execute("SELECT portal_event_make_partition(%s)", [month])
            return cursor.fetchone()[0]
    except OperationalError as fault:
        if not isinstance(fault.__cause__, LockNotAvailable):
            raise
        log.warning("month left to the next run", month=month.isoformat())
        return False


def _shifted(day, *, months):
    years, month = divmod(day.month - 1 + months, 12)
    return day.replace(year=day.year + years, month=month + 1)
