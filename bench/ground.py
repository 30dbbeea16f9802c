"""What every benchmark stands on: servers of its own, a made-up history, alternated timing, one way to report."""

import argparse
import contextlib
import datetime
import json
import os
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent

LOAD = """
INSERT INTO portal_event (court_id, day, at, subject_kind, subject_id, reference, verb, source, target, since, facts,
                          note, process, recorded_at)
SELECT court.id, day, day + interval '10 hours', kind, n, 'B-' || n, verb, 'submitted', verb, day + interval '9 hours',
       facts, '', 'bench', day + interval '10 hours'
FROM generate_series(%(start)s, %(start)s + %(rows)s - 1) AS n
CROSS JOIN LATERAL (SELECT %(first)s::date + ((n - %(start)s) / %(per_day)s)::integer AS day) AS days
JOIN bench_step ON bench_step.position = n %% 2520
JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS position, count(*) OVER () AS all_courts FROM portal_court) AS court
  ON court.position = (n::bigint * 7919 + n / 2520) %% court.all_courts"""

# Every combination of what a step may say, once; 2520 = 7 · 8 · 9 · 5.
STEPS = """
CREATE UNLOGGED TABLE IF NOT EXISTS bench_step AS
SELECT n AS position, kind, verb,
       jsonb_build_object('case_type', CASE WHEN n % 7 = 0 THEN '执' ELSE '民初' END, 'channel', 'window',
                          'cause', '9.4.103', 'cause_version', '2020', 'cause_name', '民间借贷纠纷',
                          'mediated', n % 5 = 0, 'assisting_court', NULL)
       || CASE verb WHEN 'accept' THEN jsonb_build_object('first', true)
                    WHEN 'succeed' THEN jsonb_build_object('days', n % 31)
                    WHEN 'rate' THEN jsonb_build_object('grade', n % 5 + 1)
                    ELSE jsonb_build_object('in_time', n % 9 > 0) END AS facts
FROM generate_series(0, 2519) AS n
CROSS JOIN LATERAL (SELECT (ARRAY['mediation','filing','mediation','filing','filing','rating','filing','filing'])[n % 8 + 1],
    (ARRAY['accept','docket','succeed','submit','accept','rate','refer','close'])[n % 8 + 1]) AS step (kind, verb)"""

SUBJECTS = "CREATE INDEX event_subject ON portal_event (subject_kind, subject_id)"


@contextlib.contextmanager
def ground(courts=0):
    """Servers in a folder of their own, migrated; `courts` basic courts under an intermediate one."""
    sys.path.insert(0, str(HOME))
    for name in ("DATABASE_URL", "REDIS_URL"):
        os.environ.pop(name, None)
    os.environ["SONGTING_HOME"] = tempfile.mkdtemp(prefix="songting-bench-")
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    from portal.embedded import folder, remove, servers

    home = folder()
    try:
        with servers():
            import django

            django.setup()
            from django.core.management import call_command

            call_command("migrate", verbosity=0)
            make_courts(courts)
            yield
            from django.db import connections

            connections.close_all()
    finally:
        remove(home)


def make_courts(count, top=True):
    """So many courts, one of them an intermediate one unless there is one already."""
    from portal.courts.models import Court

    if not count:
        return
    if top:
        Court.objects.create(name="某中级法院", short_name="某中院", level=Court.Level.INTERMEDIATE)
    intermediate, already = Court.objects.get(level=Court.Level.INTERMEDIATE), Court.objects.count()
    Court.objects.bulk_create(
        Court(name=f"第{n}基层法院", short_name=f"第{n}院", level=Court.Level.BASIC, superior=intermediate)
        for n in range(already, already + count - top)
    )


def history(rows, first, per_day, start=1):
    """So many events from the day `first` on, `per_day` a day spread over all courts; no marks, statistics fresh.

    Returns the day after the last. The index of subjects is made afterwards and triggers rest, as in any bulk load.
    """
    days = -(-rows // per_day)
    execute(
        "SELECT portal_event_make_partition((%s::date + make_interval(months => n))::date)"
        " FROM generate_series(0, %s) AS n",
        [first, days // 28 + 1],
    )
    execute(STEPS)
    execute("DROP INDEX event_subject")
    execute("SET session_replication_role = replica")
    execute(LOAD, {"rows": rows, "first": first, "per_day": per_day, "start": start})
    execute("RESET session_replication_role")
    execute(SUBJECTS)
    execute("VACUUM ANALYZE portal_event")
    return first + datetime.timedelta(days=days)


def execute(sql, params=None):
    """Rows of a statement, or None where it gives none."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else None


def timed(function):
    """Seconds one call takes."""
    begun = time.perf_counter()
    function()
    return time.perf_counter() - begun


def alternated(*functions, rounds=7, warm=1):
    """Least seconds of each function, run A B A B …: a slow moment of the machine hits all alike and counts for none."""
    for _ in range(warm):
        for function in functions:
            function()
    times = [[] for _ in functions]
    for _ in range(rounds):
        for function, taken in zip(functions, times, strict=True):
            taken.append(timed(function))
    return [min(taken) for taken in times]


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def options(name, **defaults):
    """The command line of a benchmark: its sizes, each with a default for a minute; `--full` for more."""
    parser = argparse.ArgumentParser(prog=f"python -m bench {name}")
    parser.add_argument("--full", action="store_true", help="many more rows")
    for option, value in defaults.items():
        parser.add_argument(f"--{option}", type=type(value), default=value)
    return parser.parse_args(sys.argv[2:])


def report(name, rows):
    """A table and the same as JSON. Rows: (what, measured, bar or "")."""
    width = max(len(what) for what, _measured, _bar in rows)
    print(f"\n{name}")
    for what, measured, bar in rows:
        print(f"  {what:<{width}}  {_shown(measured):>14}  {bar}")
    print(
        json.dumps(
            {"bench": name, "results": {what: measured for what, measured, _bar in rows}}, ensure_ascii=False
        )
    )


def _shown(value):
    return f"{value:.3g}" if isinstance(value, float) else str(value)
