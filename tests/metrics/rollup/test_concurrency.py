"""Real commits from many writers while the refresher runs and is killed: no change is lost or counted twice."""

import datetime
import random
import threading

import pytest
from django.db import OperationalError, connection

from metrics.rollup import jobs, statements
from metrics.rollup.models import DailyFigure, Run
from metrics.rollup.recount import recount
from metrics.rollup.refresh import refresh
from metrics.rollup.rollup import roll_up
from portal.events import ChangedCourtDay, Event
from tests.metrics.events import diverted, docketed, ended, happen

pytestmark = pytest.mark.django_db(transaction=True)

FIRST = datetime.date(2026, 3, 1)
DAYS = [FIRST + datetime.timedelta(days=n) for n in range(40)]


def in_threads(*functions):
    """Run each in a thread with a connection of its own; the first fault is raised here."""
    faults = []

    def run(function):
        try:
            function()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(function,)) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if faults:
        raise faults[0]


def write(courts, seed, steps=40):
    """File, correct, re-date and transfer at random, each step its own transaction."""
    dice, written = random.Random(seed), []
    for _ in range(steps):
        court, day = dice.choice(courts), dice.choice(DAYS)
        new = dice.choice([diverted(court, day), docketed(court, day), ended(court, day, dice.randrange(30))])
        if written and dice.random() < 0.4:
            Event.objects.filter(id=written.pop(dice.randrange(len(written)))).retract()
            if dice.random() < 0.5:
                continue
        written.append(happen(new)[0].id)


def test_eight_writers_and_a_refresher_that_is_killed(district, monkeypatch):
    courts, over = list(district.values()), threading.Event()
    kills = iter([True, False, False, True, False, True] + [False] * 10_000)
    whole = statements.of_listed

    def listed(court_ids, days):
        if next(kills):
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return whole(court_ids, days)

    monkeypatch.setattr(statements, "of_listed", listed)
    killed = []

    def keep_refreshing():
        while not over.is_set() or ChangedCourtDay.objects.exists():
            try:
                refresh(limit=25)
            except OperationalError:
                killed.append(1)
                connection.close()

    def keep_writing():
        try:
            in_threads(*(lambda seed=seed: write(courts, seed) for seed in range(8)))
        finally:
            over.set()

    in_threads(keep_writing, keep_refreshing, keep_refreshing)
    assert len(killed) == 3
    assert Event.objects.count() > 200
    assert recount(DAYS[0], DAYS[-1] + datetime.timedelta(days=1)) == []


def test_two_roll_ups_and_a_refresher_side_by_side(district):
    courts = list(district.values())
    happen(*(diverted(court, day) for court in courts for day in DAYS))
    in_threads(roll_up, roll_up, refresh)
    assert DailyFigure.objects.count() == 2 * len(courts) * len(DAYS)
    assert recount(DAYS[0], DAYS[-1] + datetime.timedelta(days=1)) == []


def test_a_job_started_twice_at_once_does_its_work_once(district):
    happen(*(diverted(court, day) for court in district.values() for day in DAYS))
    Run.objects.create(
        job=Run.Job.DAILY_COUNT, day=DAYS[0], outcome=Run.Outcome.DONE, started_at="2026-03-02T00:10+08:00"
    )
    done, today = [], DAYS[10]
    in_threads(*[lambda: done.extend(jobs.daily_count(today))] * 4)
    assert sorted(done) == DAYS[1:10]
    assert Run.objects.filter(job=Run.Job.DAILY_COUNT, outcome=Run.Outcome.DONE).count() == 10
