"""Workers go at moments nobody chose, again and again; what they were at is done once."""

import random
import time

from metrics.registers import importing, workflow
from metrics.registers.models import IMPORT
from portal.events import ChangedCourtDay
from tests.portal.killing.deeds import RESUME, S, confirmed, rounds_until, state_of, uploaded
from tests.portal.killing.truth import Register, all_is_right
from tests.processes import children_of, kill, until

REFRESH = "metrics.rollup.tasks.refresh_figures"


def at_work(installation, batch):
    """Ring, and whether somebody is busy with the import just now. This look holds the row itself for a moment, and a
    worker rung in that moment passes it over: so every look rings anew."""
    installation.ring(RESUME)
    return state_of(batch) in batch.WAITING and not importing.abandoned()


def test_killed_at_every_step_of_an_import_and_of_the_count_after_it(installation):
    register, dice = Register(2016, 1200), random.Random(11)
    batch = uploaded(register)
    worker = installation.worker()
    until(installation.is_heard)
    for state, done in ((S.UPLOADED, S.CHECKED), (S.APPLYING, S.APPLIED)):
        if state == S.APPLYING:
            batch.refresh_from_db()
            workflow.confirm(batch, by=IMPORT)
        for _time in range(3):
            until(lambda end=done: at_work(installation, batch) or state_of(batch) == end)
            time.sleep(dice.uniform(0, 0.2))
            kill(*children_of(worker))
        rounds_until(installation, batch, done)
    marks = ChangedCourtDay.objects.count()
    assert marks > 100
    for _time in range(4):
        installation.ring(REFRESH)
        time.sleep(dice.uniform(0, 0.15))
        kill(*children_of(worker))
    installation.ring(REFRESH)
    until(lambda: not ChangedCourtDay.objects.exists())
    all_is_right(installation, register)


def test_gone_altogether_and_another_comes(installation):
    """The first process only: its children must not go on without it."""
    register = Register(2015, 1200)
    batch = confirmed(register)
    worker = installation.worker()
    until(installation.is_heard)
    children = children_of(worker)
    until(lambda: at_work(installation, batch))
    kill(worker.pid)
    until(lambda: not set(children) & set(installation.processes()))
    installation.worker()
    until(installation.is_heard)
    rounds_until(installation, batch, S.APPLIED)
    all_is_right(installation, register)
