"""Who may write figures at a time. Locks of PostgreSQL: a killed holder leaves none behind."""

from django.db import connection

FIGURES, MONTHS, PUBLICATION, JOBS = 0x50_47, 0x50_48, 0x50_49, 0x50_4A


# For this transaction: room to compare in memory, and no compiling of statements that run for milliseconds.
ROOM = "set_config('work_mem', '64MB', true), set_config('jit', 'off', true)"


def refreshing():
    """One refresher at a time, until the transaction ends: newer figures are never overwritten with older ones."""
    _lock(f"{ROOM}, pg_advisory_xact_lock(%s)", FIGURES)


def rolling_up(month):
    """Several months may be rolled up side by side, but none while a refresher writes."""
    shared = f"{ROOM}, pg_advisory_xact_lock_shared(%s), pg_advisory_xact_lock(%s, %s)"
    _lock(shared, FIGURES, MONTHS, month.year * 12 + month.month)


def publishing():
    """One publication at a time, until the transaction ends; asked again in the same transaction it is held already."""
    _lock("pg_advisory_xact_lock(%s)", PUBLICATION)


def running(job):
    """One run of a job at a time, until the transaction ends."""
    _lock("pg_advisory_xact_lock(%s, hashtext(%s))", JOBS, job)


def _lock(call, *keys):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {call}", keys)
