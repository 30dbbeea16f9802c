"""G7 Rankings are continuous: how long after its commit a filing is visible, and what the refresher costs.

A writer commits at a steady rate; the refresher runs at every tick, in a process of its own. Its cost is the
processor time of that process and of its server process.
"""

import datetime
import multiprocessing
import os
import statistics
import time

from bench.ground import execute, ground, options, percentile, report

TICK = 1.0
CLOCK = os.sysconf("SC_CLK_TCK")


def main():
    size = options("continuous", seconds=12.0, courts=350)
    seconds = size.seconds * (4 if size.full else 1)
    with ground(courts=size.courts):
        from metrics.rollup.refresh import refresh

        execute("SELECT portal_event_make_partition(current_date)")
        refresh()
        slow = run(rate=60, batch=1, seconds=seconds)
        fast = run(rate=3000, batch=100, seconds=seconds)
        idle = run(rate=0, batch=1, seconds=seconds / 2)
    report("continuous", [
        ("60 filings a second: commit to visible beyond the tick, p95 s", percentile(slow["delays"], 0.95) - TICK, "≤ 0.3"),
        ("60 filings a second: commit to visible, median s", statistics.median(slow["delays"]), ""),
        ("60 filings a second: refresher, share of a core", slow["share"], "≤ 0.10"),
        ("3,000 filings a second: reached", fast["rate"], ""),
        ("3,000 filings a second: refresher, share of a core", fast["share"], "≤ 0.20"),
        ("nothing happens: refresher, share of a core", idle["share"], ""),
        ("nothing happens: bytes of log written a tick", idle["bytes"], "0"),
    ])  # fmt: skip


def run(rate, batch, seconds):
    """Write for so many seconds while the refresher ticks; {"delays", "share", "rate", "bytes"}."""
    from django.db import connection

    connection.close()  # a forked process must not talk through ours
    processes = multiprocessing.get_context("fork")
    ours, theirs = processes.Pipe()
    stop = processes.Event()
    refresher = processes.Process(target=tick, args=(theirs, stop))
    refresher.start()
    ours.recv()
    before = execute("SELECT pg_current_wal_insert_lsn()")[0][0]
    marked = write(rate, batch, seconds)
    stop.set()
    seen, spent, lasted, ticks = ours.recv()
    refresher.join()
    written = execute("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), %s)", [before])[0][0]
    delays = [
        next((moment for moment, count in seen if count >= number), time.time()) - at for at, number in marked
    ]
    reached = marked[-1][1] / seconds if marked else 0
    return {
        "delays": delays,
        "share": spent / lasted,
        "rate": reached,
        "bytes": int(written / ticks) if not rate else 0,
    }


def write(rate, batch, seconds):
    """Commit so many filings a second; [(moment of commit, filings committed so far)]."""
    marked, count, begun = [], 0, time.time()
    if not rate:
        time.sleep(seconds)
        return marked
    while time.time() - begun < seconds:
        execute(
            "INSERT INTO portal_event (court_id, day, at, subject_kind, subject_id, reference, verb, source, target, facts,"
            " note, process) SELECT id, current_date, now(), 'filing', 1, '', 'docket', '', '',"
            """ '{"case_type": "民初", "mediated": false, "in_time": true}', '', 'bench' FROM portal_court"""
            " ORDER BY random() LIMIT %s",
            [batch],
        )
        count += batch
        marked.append((time.time(), count))
        time.sleep(max(0, begun + count / rate - time.time()))
    return marked


def tick(pipe, stop):
    """Refresh at every tick; tell when how many filings were visible, and the processor seconds spent."""
    from metrics.rollup.refresh import refresh

    base = visible()
    server = execute("SELECT pg_backend_pid()")[0][0]
    seen, ticks = [], 0
    spent, begun = cpu(os.getpid()) + cpu(server), time.time()
    pipe.send("ready")
    while not stop.is_set():
        time.sleep(max(0, begun + (ticks + 1) * TICK - time.time()))
        refresh()
        ticks += 1
        seen.append((time.time(), visible() - base))
    lasted = time.time() - begun
    spent = cpu(os.getpid()) + cpu(server) - spent
    refresh()
    seen.append((time.time(), visible() - base))
    pipe.send((seen, spent, lasted, ticks))


def visible():
    return execute("SELECT coalesce(sum(numerator), 0) FROM metrics_dailyfigure WHERE indicator = 'litigation_intake'"
                   " AND day = %s", [datetime.date.today()])[0][0]  # fmt: skip


def cpu(pid):
    """Processor seconds of a process so far."""
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / CLOCK
