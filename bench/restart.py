"""G12 Restart and catch-up: the first ranking after a restart, missed days, every task twice.

The server is restarted before each, and the system's file cache is emptied where that is allowed.
"""

import contextlib
import datetime
from pathlib import Path

from bench.ground import execute, ground, history, options, report, timed

FIRST = datetime.date(2025, 1, 1)
DAYS = 730  # of history
MISSED = 10


def main():
    size = options("restart", rows=250_000, courts=350)
    rows = size.rows * 40 if size.full else size.rows
    with ground(courts=size.courts):
        from metrics.ranking.windows import Window
        from metrics.rollup.rollup import roll_up

        end = history(rows, FIRST, rows // DAYS)
        roll_up()
        execute("VACUUM ANALYZE")
        execute("CHECKPOINT")
        month, page, events = Window.of("month", end - datetime.timedelta(days=90)), [], []
        for _ in range(3):
            restart()
            page.append(timed(lambda: ranking(month)))
            restart()
            events.append(timed(lambda: raw(month)))
        one, many, twice = catching_up(end)
    report("restart", [
        ("first ranking after a restart, ms", min(page) * 1000, ""),
        ("raw statement after a restart, ms", min(events) * 1000, ""),
        (f"ranking ÷ raw statement at {rows:,} events", min(page) / min(events), "≤ 0.1 at 10^7"),
        ("one missed day, ms", one * 1000, ""),
        (f"{MISSED} missed days ÷ {MISSED} × one", many / MISSED / one, "≤ 1.2"),
        ("rows written by every task run again", twice, "0"),
    ])  # fmt: skip


def restart():
    """Stop and start the server as it was; what connections and caches knew is gone."""
    from django.db import connection

    from portal.embedded import folder, postgres

    connection.close()
    postgres.control(folder(), "restart", "-m", "fast")
    with contextlib.suppress(OSError):
        Path("/proc/sys/vm/drop_caches").write_text("3")
    execute("SELECT 1")


def ranking(window):
    from metrics.ranking.standings import standings

    assert standings("diversion", window).lines[0].moved is not None


def raw(window):
    """The same counted from the events: the month, the one before, the year before, and the places."""
    windows = (window, window.previous(), window.year_ago())
    spans = " OR ".join(f"day >= '{one.begin}' AND day < '{one.end}'" for one in windows)
    counts = ", ".join(
        f"count(*) FILTER (WHERE day >= '{one.begin}' AND day < '{one.end}' AND verb = 'accept') AS n{number},"
        f" count(*) FILTER (WHERE day >= '{one.begin}' AND day < '{one.end}') AS d{number}"
        for number, one in enumerate(windows)
    )
    execute(f"""
        SELECT counted.*, rank() OVER (ORDER BY n0::numeric / nullif(d0, 0) DESC NULLS LAST) FROM (
            SELECT court_id, {counts} FROM portal_event
            WHERE retracted_at IS NULL AND ({spans})
              AND ((verb = 'accept' AND facts @> '{{"first": true}}')
                   OR (verb IN ('docket', 'docket_on_expiry') AND facts @> '{{"case_type": "民初", "mediated": false}}'))
            GROUP BY court_id) AS counted""")


def catching_up(end):
    """Seconds of one missed day's count, of ten, and the rows written by a second run of every job."""
    from metrics.indicators.definition import rule_digest
    from metrics.ranking.models import Ranking, Standing
    from metrics.rollup import jobs
    from metrics.rollup.models import ChangedDay, Run

    ChangedDay.objects.all().delete()
    base = end - datetime.timedelta(days=40)
    Run.objects.create(job="daily_count", day=base, outcome="done", started_at=datetime.datetime.now(datetime.UTC),
                       report={"rules": rule_digest()})  # fmt: skip
    one = [timed(lambda n=n: jobs.daily_count(base + datetime.timedelta(days=n + 1))) for n in (1, 2, 3)]
    many = timed(lambda: jobs.daily_count(base + datetime.timedelta(days=4 + MISSED)))
    last = base + datetime.timedelta(days=4 + MISSED)
    deeds = [lambda: jobs.daily_count(last), lambda: jobs.weekly_urge(last), lambda: jobs.monthly_dispatch(last),
             jobs.refresh_figures]  # fmt: skip
    for deed in deeds:
        deed()
    before = [model.objects.count() for model in (Ranking, Standing, Run)]
    for deed in deeds:
        deed()
    after = [model.objects.count() for model in (Ranking, Standing, Run)]
    return sum(one) / len(one), many, sum(after) - sum(before)
