"""G11 Statement counts do not grow with courts: every job and page of the figures at 10 and at 3,500."""

import datetime

from bench.dashboard import signed_in
from bench.ground import execute, ground, history, make_courts, options, report

DAY = datetime.date(2026, 3, 1)  # a Sunday


def main():
    size = options("statements", courts=3500)
    with ground(courts=10):
        client = signed_in()
        few = counts(client, DAY, 10)
        make_courts(size.courts - 10, top=False)
        many = counts(client, DAY + datetime.timedelta(days=91), size.courts)
    report("statements", [(what, f"{few[what]} / {many[what]}", "the same") for what in few])
    if few != many:
        print("  Some counts differ.")


def counts(client, sunday, courts):
    """{job or page: statements}. Each finds one changed day of every court; the day is the last of its week and month."""
    from metrics.indicators.declarations import INDICATORS
    from metrics.ranking.publication import publish
    from metrics.ranking.standings import standings
    from metrics.ranking.windows import Window
    from metrics.rollup import jobs
    from metrics.rollup.models import Run
    from metrics.rollup.refresh import refresh
    from metrics.rollup.rollup import roll_up

    history(courts * 20, sunday, courts * 20, start=courts)
    client.get("/runs/")  # the district's name is then known
    Run.objects.all().delete()
    monday = sunday + datetime.timedelta(days=1)
    mark(sunday)
    counted = {
        "refresh": number(refresh),
        "roll_up of a month": number(lambda: roll_up(*month(sunday))),
        "standings": number(lambda: standings("diversion", Window.of("month", sunday))),
        "publish": number(lambda: publish(Window.of("month", sunday), INDICATORS.values())),
        "daily count": number(lambda: jobs.daily_count(monday)),
        "weekly urge": number(lambda: jobs.weekly_urge(monday)),
        "monthly dispatch": number(lambda: jobs.monthly_dispatch(month(sunday)[1])),
    }
    for address in ("/bench/ranking/", f"/dashboard/?on={sunday}", "/runs/"):
        counted[address.partition("?")[0]] = number(lambda address=address: client.get(address))
    return counted


def month(day):
    first = day.replace(day=1)
    return first, (first + datetime.timedelta(days=32)).replace(day=1)


def mark(day):
    execute(
        "INSERT INTO portal_changedcourtday (court_id, day, marked_at) SELECT id, %s, now() FROM portal_court",
        [day],
    )


def number(deed):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        deed()
    return len(asked)
