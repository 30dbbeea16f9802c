"""G12 Restart and catch-up: the first ranking after a restart, missed days, every task twice.

The server is restarted before each, and the system's file cache is emptied where that is allowed.
"""

import contextlib
import datetime
import subprocess
from pathlib import Path

from bench.ground import execute, ground, history, options, report, timed

FIRST = datetime.date(2026, 1, 1)
PER_DAY = 4000
MISSED = 10


def main():
    size = options("restart", rows=250_000, courts=350)
    rows = size.rows * 8 if size.full else size.rows
    with ground(courts=size.courts):
        from metrics.rollup.rollup import roll_up

        end = history(rows, FIRST, PER_DAY)
        roll_up()
        execute("VACUUM ANALYZE")
        execute("CHECKPOINT")
        page, raw = [], []
        for _ in range(3):
            restart()
            page.append(timed(lambda: ranking(FIRST)))
            restart()
            raw.append(timed(lambda: raw_month(FIRST)))
        one, many, twice = catching_up(end)
    report("restart", [
        ("first ranking after a restart, ms", min(page) * 1000, ""),
        ("raw statement after a restart, ms", min(raw) * 1000, ""),
        ("ranking ÷ raw statement", min(page) / min(raw), "≤ 0.1 at 10^7"),
        ("one missed day, ms", one * 1000, ""),
        (f"{MISSED} missed days ÷ {MISSED} × one", many / MISSED / one, "≤ 1.2"),
        ("rows written by every task run again", twice, "0"),
    ])  # fmt: skip


def restart():
    """Stop and start the server as it was; what connections and caches knew is gone."""
    from django.db import connection

    from portal import embedded

    connection.close()
    home = embedded.folder()
    subprocess.run(
        [embedded._binaries(home) / "bin/pg_ctl", "-D", embedded.data_folder(home), "-w", "-s", "-m", "fast",
         "-l", embedded.data_folder(home) / "server.log", "restart"],
        stdout=subprocess.DEVNULL, check=True, **embedded._environment(), **embedded._account(),
    )  # fmt: skip
    with contextlib.suppress(OSError):
        Path("/proc/sys/vm/drop_caches").write_text("3")
    execute("SELECT 1")


def ranking(day):
    from metrics.ranking.standings import standings
    from metrics.ranking.windows import Window

    return standings("diversion", Window.of("month", day))


def raw_month(day):
    """The same month and the one before counted from the events."""
    execute(
        """
        SELECT court_id, n, d, rank() OVER (ORDER BY n::numeric / nullif(d, 0) DESC NULLS LAST) FROM (
            SELECT court_id, count(*) FILTER (WHERE verb = 'accept') AS n, count(*) AS d
            FROM portal_event
            WHERE retracted_at IS NULL AND day >= %s AND day < %s
              AND ((verb = 'accept' AND facts @> '{"first": true}')
                   OR (verb IN ('docket', 'docket_on_expiry') AND facts @> '{"case_type": "民初", "mediated": false}'))
            GROUP BY court_id) AS counted""",
        [day, day + datetime.timedelta(days=31)],
    )


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
