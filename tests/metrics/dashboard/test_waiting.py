"""What needs a person: due first, counted per court, and only of courts whose figures the reader may read."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from filing.intake.models import Filing
from mediation.models import Mediation, MediationOrganisation
from metrics.rollup.models import Run
from portal.people.models import Membership

ADDRESS = "/dashboard/"
MORNING = datetime.datetime(2026, 3, 4, 1, tzinfo=datetime.UTC)  # nine o'clock at the court


@pytest.fixture
def undecided(db):
    """undecided(court, *days): one filing for each, so many days past its limit (negative: still to come)."""

    def make(court, *days):
        today = timezone.localdate()
        return [
            Filing.objects.create(
                court=court,
                reference=f"收{court.pk}-{number}-{past}",
                cause_version="2020",
                cause_code="9.4.103",
                cause_name="民间借贷纠纷",
                claim="返还借款",
                decide_by=today - datetime.timedelta(days=past),
            )
            for number, past in enumerate(days)
        ]

    return make


def read(client, person):
    client.force_login(person)
    return client.get(ADDRESS).context


def test_the_latest_stand_first_and_every_court_has_its_count(client, division, undecided, helong, dunhua):
    undecided(helong, 3, 9, 0, -4)
    undecided(dunhua, 5)
    page = read(client, division)
    assert [(one.court, one.reference) for one in page["waiting"].filings] == [
        (helong, f"收{helong.pk}-1-9"),
        (dunhua, f"收{dunhua.pk}-0-5"),
        (helong, f"收{helong.pk}-0-3"),
    ]
    assert {row.name: row.late for row in page["courts"]["rows"] if row.late} == {
        helong.brief: 2,
        dunhua.brief: 1,
    }


def test_a_list_is_short_and_the_count_is_whole(client, division, undecided, helong):
    undecided(helong, *range(1, 9))
    page = read(client, division)
    assert len(page["waiting"].filings) == 5
    assert {row.late for row in page["courts"]["rows"]} == {0, 8}


def test_late_mediations_count_with_late_filings(client, division, undecided, helong, dunhua):
    organisation = MediationOrganisation.objects.create(name="和龙市人民调解委员会", kind="people")
    undecided(helong, 4)
    today = timezone.localdate()
    for court, past in ((helong, 2), (helong, -3), (dunhua, 1)):
        (filing,) = undecided(court, -20 - past)
        Mediation.objects.create(
            filing=filing,
            court=court,
            organisation=organisation,
            state="under_way",
            due_on=today - datetime.timedelta(days=past),
        )
    page = read(client, division)
    late = {row.name: row.late for row in page["courts"]["rows"] if row.late}
    assert late == {helong.brief: 2, dunhua.brief: 1}
    assert [(one.court, (today - one.due).days) for one in page["waiting"].mediations] == [
        (helong, 2), (dunhua, 1), (helong, -3),
    ]  # fmt: skip


def test_a_basic_court_sees_its_own(client, watcher, undecided, helong, dunhua):
    undecided(helong, 2)
    undecided(dunhua, 2)
    assert [one.court for one in read(client, watcher)["waiting"].filings] == [helong]


def test_where_somebody_only_mediates_he_reads_nothing(client, watcher, undecided, helong, dunhua):
    Membership.objects.create(person=watcher, court=dunhua, role="mediator")
    undecided(dunhua, 2)
    page = read(client, watcher)
    assert page["choice"].courts == (helong,)
    assert page["waiting"].filings == []
    assert client.get(f"{ADDRESS}?court={dunhua.pk}").status_code == 404


def test_the_next_day_is_another_day(client, division, undecided, helong):
    with time_machine.travel(MORNING, tick=False) as clock:
        undecided(helong, 0)
        assert read(client, division)["waiting"].filings == []
        clock.shift(datetime.timedelta(days=1))
        assert len(read(client, division)["waiting"].filings) == 1


def test_failed_runs_are_for_the_division(client, division, watcher, helong):
    Run.objects.create(job="daily_count", day="2026-03-04", started_at=timezone.now(), outcome="failed")
    assert [run.job for run in read(client, division)["failed_runs"]] == ["daily_count"]
    assert list(read(client, watcher)["failed_runs"]) == []


def test_the_home_page_of_who_has_no_desk_shows_it(client, division, clerk, undecided, helong):
    (late,) = undecided(helong, 3)
    client.force_login(division)
    assert late.reference in client.get("/").content.decode()
    client.force_login(clerk)
    assert "metrics/dashboard/_home_waiting.html" not in [
        shown["template"] for shown in client.get("/").context["panels"]
    ]


def test_the_page_takes_thirteen_statements(client, division, undecided, helong):
    undecided(helong, 1, 2, 3)
    read(client, division)  # the district's name is then known
    with CaptureQueriesContext(connection) as asked:
        client.get(ADDRESS)
    assert len(asked) == 13, [one["sql"][:80] for one in asked]
