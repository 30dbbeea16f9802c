"""The page of runs: what each did, what failed, who is below target; for those who keep the house."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from metrics.indicators.declarations import INDICATORS
from metrics.rollup import jobs
from metrics.rollup.models import Run
from tests.metrics.events import diverted, docketed, happen

MONDAY = datetime.date(2026, 3, 9)


@pytest.fixture
def runs(helong):
    happen(diverted(helong, "2026-03-08"), docketed(helong, "2026-03-08"))
    jobs.daily_count(MONDAY)
    jobs.weekly_urge(MONDAY)
    Run.objects.create(
        job=Run.Job.MONTHLY_DISPATCH, day="2026-03-01", outcome=Run.Outcome.FAILED, started_at=timezone.now(),
        report={"reason": "OSError: disk full"},
    )  # fmt: skip


@pytest.mark.parametrize("who", ["division", "administrator"])
def test_keepers_see_what_was_done(client, request, runs, who):
    client.force_login(request.getfixturevalue(who))
    page = client.get(reverse("rollup:runs"), headers={"accept-language": "en"}).content.decode()
    assert "OSError: disk full" in page
    assert f"{len(INDICATORS)} rankings published" in page
    assert "1 case short" in page  # 1/2: one more makes 2/3
    assert page.count("data-row") == 3


def test_each_run_names_the_window_it_was_about(client, division, runs):
    """The dispatch of 1 March was about February, and says so even if it failed."""
    client.force_login(division)
    page = client.get(reverse("rollup:runs"), headers={"accept-language": "en"}).content.decode()
    heads = re.findall(r'<tr data-row>\s*<th scope="row"[^>]*>(.*?)</th>', page)
    heads = [re.sub("<[^>]+>", "", head) for head in heads]
    assert heads == ["February 2026", "2026-03-02 – 2026-03-08", "2026-03-08"]
    assert page.count(reverse("rollup:urge", args=[Run.objects.get(job=Run.Job.WEEKLY_URGE).pk])) == 1


@pytest.mark.parametrize("who", ["clerk", "filing_judge", "watcher", "litigant"])
def test_others_may_not(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("rollup:runs")).status_code == 403


@pytest.mark.parametrize(
    ("query", "rows"), [("job=weekly_urge", 1), ("failed=1", 1), ("job=nonsense", 3), ("after=x", 3)]
)
def test_filters(client, division, runs, query, rows):
    client.force_login(division)
    assert client.get(f"{reverse('rollup:runs')}?{query}").content.decode().count("data-row") == rows


def test_a_division_sees_only_its_own_courts_named(client, person_at, dunhua, runs):
    client.force_login(person_at(dunhua, "division"))
    assert (
        "case short"
        not in client.get(reverse("rollup:runs"), headers={"accept-language": "en"}).content.decode()
    )


def test_nothing_has_run(client, division):
    client.force_login(division)
    assert client.get(reverse("rollup:runs")).status_code == 200


def test_the_list_is_paged_and_its_statements_do_not_grow(client, division):
    client.force_login(division)
    client.get(reverse("rollup:runs"))
    counts = []
    for days in (range(5), range(5, 130)):
        Run.objects.bulk_create(
            Run(job=Run.Job.DAILY_COUNT, day=MONDAY - datetime.timedelta(days=day), started_at=timezone.now())
            for day in days
        )
        with CaptureQueriesContext(connection) as asked:
            page = client.get(reverse("rollup:runs")).content.decode()
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert page.count("data-row") == 50 and "after=" in page
