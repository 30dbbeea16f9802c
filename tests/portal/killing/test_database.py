"""The database goes as in a power cut, or is told to stop at once, in the middle of what writes figures."""

import random
import signal
import time
from contextlib import contextmanager

import psycopg2
import pytest
from django.db import connection

from metrics.registers import importing
from metrics.rollup import locks
from metrics.rollup.models import MonthlyFigure
from metrics.rollup.rollup import roll_up
from portal.events import ChangedCourtDay
from tests.portal.killing.deeds import RESUME, S, confirmed, rounds_until, state_of, waiting
from tests.portal.killing.truth import Register, all_is_right
from tests.portal.killing.writers import Writers, entering
from tests.processes import until

POWER_CUT, STOP_AT_ONCE = signal.SIGKILL, signal.SIGQUIT
WRITERS = 3


@contextmanager
def holding(installation, statement, *words):
    """A session of its own keeps what the statement locks until the database goes."""
    session = psycopg2.connect(installation.addresses["DATABASE_URL"])
    session.cursor().execute(statement, words)
    yield
    session.close()


def cut(installation, way, writers):
    """End the database and start it again; back when the writers write again."""
    connection.close()
    installation.end_database(way)
    installation.start_servers()
    before = len(writers.acknowledged)
    until(lambda: len(writers.acknowledged) > before + WRITERS)


@pytest.mark.parametrize("way, year, at", [
    (POWER_CUT, 2019, "metrics_registerrevision"), (STOP_AT_ONCE, 2020, "portal_event"),
], ids=["power cut", "immediate stop"])  # fmt: skip
def test_gone_while_an_import_is_applied_and_filings_come_in(installation, clerk, court, way, year, at):
    register = Register(year, 200)
    batch = confirmed(register)
    installation.worker()
    until(installation.is_heard)
    with Writers(*[entering(clerk, court)] * WRITERS) as writers:
        until(lambda: len(writers.acknowledged) > WRITERS)
        with holding(installation, f"LOCK TABLE {at} IN SHARE MODE"):
            installation.ring(RESUME)
            # Where events are locked the writers, too, stand in the middle of a filing.
            until(lambda: waiting(at) == (1 + WRITERS if at == "portal_event" else 1))
            cut(installation, way, writers)
        assert state_of(batch) == S.APPLYING
        rounds_until(installation, batch, S.APPLIED)
    writers.are_kept()
    all_is_right(installation, register)


def test_gone_at_moments_nobody_chose(installation, clerk, court):
    register, dice = Register(2021, 800), random.Random(21)
    batch = confirmed(register)
    installation.worker()
    until(installation.is_heard)
    with Writers(*[entering(clerk, court)] * WRITERS) as writers:
        for way in (POWER_CUT, STOP_AT_ONCE):
            installation.ring(RESUME)
            time.sleep(dice.uniform(0, 0.8))
            cut(installation, way, writers)
        rounds_until(installation, batch, S.APPLIED)
    writers.are_kept()
    all_is_right(installation, register)


def test_gone_in_the_middle_of_a_roll_up(installation, clerk, court):
    """Months that are counted stay; for the others the change log still names what is to be counted."""
    register = Register(2018, 200)
    importing.apply(confirmed(register).pk)
    june = (locks.MONTHS, 2018 * 12 + 6)
    with Writers(*[entering(clerk, court)] * WRITERS) as writers:
        with holding(installation, "SELECT pg_advisory_xact_lock(%s, %s)", *june):
            counting = installation.manage("roll_up", "--all")
            until(waiting)
            cut(installation, POWER_CUT, writers)
        assert counting.wait(10) != 0
    told = MonthlyFigure.objects.filter(month__year=2018).values_list("month__month", flat=True)
    assert set(told) == {1, 2, 3, 4, 5} and ChangedCourtDay.objects.exists()
    writers.are_kept()
    all_is_right(installation, register)
    assert roll_up() == 0
