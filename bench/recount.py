"""G8 The full recount is linear and splits: against the bare GROUP BY, twice the rows, two workers by month.

One process each: a statement that writes never gets parallel workers, so its yardstick gets none either.
"""

import datetime
import threading

from bench.ground import alternated, execute, ground, history, options, report, timed

FIRST = datetime.date(2026, 1, 1)


def main():
    size = options("recount", rows=100_000, courts=60)
    rows = size.rows * 16 if size.full else size.rows
    with ground(courts=size.courts):
        from metrics.rollup.rollup import roll_up

        half = FIRST + datetime.timedelta(days=59)
        end = history(rows * 2, FIRST, rows // 59)
        whole = timed(roll_up)
        execute("VACUUM ANALYZE")
        execute("SET max_parallel_workers_per_gather = 0")
        bare, again, first_half = alternated(
            lambda: grouped(FIRST, end), roll_up, lambda: roll_up(FIRST, half), rounds=5
        )
        one, two = alternated(
            lambda: rebuild(1, FIRST, half, end), lambda: rebuild(2, FIRST, half, end), rounds=3
        )
    report("recount", [
        ("events", rows * 2, ""),
        ("the bare GROUP BY, s", bare, ""),
        ("recount that finds nothing to change, s", again, ""),
        ("recount from nothing, s", whole, ""),
        ("recount ÷ bare GROUP BY", again / bare, "≤ 1.2"),
        ("twice the rows ÷ once", again / first_half, "≈ 2"),
        ("one worker ÷ two workers by month", one / two, "≥ 1.8"),
    ])  # fmt: skip


def grouped(begin, end):
    """All aggregates of all court-days, counted and thrown away."""
    from metrics.rollup.statements import rules

    fixed = rules()
    execute(
        f"WITH counted AS MATERIALIZED (SELECT court_id, day, {fixed.aggregates} FROM portal_event"
        " WHERE retracted_at IS NULL AND day >= %s AND day < %s GROUP BY court_id, day) SELECT count(*) FROM counted",
        [*fixed.params, begin, end],
    )


def rebuild(workers, begin, half, end):
    """Roll both halves up, one after the other or side by side."""
    from django.db import connection

    from metrics.rollup.rollup import roll_up

    def work(first, past):
        roll_up(first, past)
        connection.close()

    spans = [(begin, half), (half, end)]
    if workers == 1:
        for span in spans:
            work(*span)
        return
    threads = [threading.Thread(target=work, args=span) for span in spans]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
