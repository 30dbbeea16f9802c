"""G3 No change is lost or counted twice: eight writers, a refresher that is killed again and again, then a recount.

Writers file, correct, re-date and transfer at random, each step its own commit.
"""

import datetime
import multiprocessing
import os
import random
import signal
import time

from bench.ground import execute, ground, options, report

FIRST = datetime.date(2026, 3, 1)


def main():
    size = options("writers", steps=12_000, courts=50, days=60)
    steps = size.steps * (10 if size.full else 1)
    with ground(courts=size.courts):
        from django.db import connection

        from metrics.rollup.recount import recount
        from metrics.rollup.refresh import refresh

        execute("SELECT portal_event_make_partition((%s::date + make_interval(months => n))::date)"
                " FROM generate_series(0, 3) AS n", [FIRST])  # fmt: skip
        courts = [row[0] for row in execute("SELECT id FROM portal_court")]
        connection.close()
        processes = multiprocessing.get_context("fork")
        writers = [processes.Process(target=write, args=(courts, size.days, steps // 8, n)) for n in range(8)]
        begun = time.perf_counter()
        for writer in writers:
            writer.start()
        killed = keep_refreshing(processes, writers)
        taken = time.perf_counter() - begun
        refresh()
        differing = recount(FIRST, FIRST + datetime.timedelta(days=size.days))
        events, retracted = execute("SELECT count(*), count(retracted_at) FROM portal_event")[0]
    report("writers", [
        ("events written", events, ""),
        ("of these corrected later", retracted, ""),
        ("commits a second", steps / taken, ""),
        ("refreshers killed", killed, ""),
        ("court-days that differ from a recount", len({(one.court_id, one.day) for one in differing}), "0"),
    ])  # fmt: skip


def write(courts, days, steps, seed):
    from metrics.rollup.rollup import months  # noqa: F401 - the child loads the models before its clock runs
    from portal.events import Event

    dice, written = random.Random(seed), []
    for _ in range(steps):
        if written and dice.random() < 0.3:
            Event.objects.filter(id=written.pop(dice.randrange(len(written)))).retract()
            continue
        verb, kind, facts = dice.choice([
            ("accept", "mediation", {"first": True}),
            ("docket", "filing", {"case_type": "民初", "mediated": False, "in_time": dice.random() < 0.9}),
            ("succeed", "mediation", {"days": dice.randrange(40)}),
        ])  # fmt: skip
        day = FIRST + datetime.timedelta(days=dice.randrange(days))
        event = Event.objects.create(
            court_id=dice.choice(courts), day=day, at=datetime.datetime.now(datetime.UTC), subject_kind=kind,
            subject_id=1, verb=verb, process="bench", facts=facts,
        )  # fmt: skip
        written.append(event.id)


def keep_refreshing(processes, writers):
    """Refresh while the writers write; every refresher but the last dies by SIGKILL. Returns how many did."""
    killed = 0
    while any(writer.is_alive() for writer in writers):
        refresher = processes.Process(target=refresh_for_ever)
        refresher.start()
        time.sleep(random.uniform(0.3, 1.2))
        os.kill(refresher.pid, signal.SIGKILL)
        refresher.join()
        killed += 1
    for writer in writers:
        writer.join()
        if writer.exitcode:
            raise SystemExit("a writer failed")
    return killed


def refresh_for_ever():
    from metrics.rollup.refresh import refresh

    while True:
        refresh()
