"""What the last urge and the last dispatch said reaches the people of the courts named, on their home page and on paper."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from metrics.rollup import jobs
from metrics.rollup.home import urges_panel
from metrics.rollup.models import Run
from portal.courts.models import Court
from tests.language import foreign
from tests.metrics.events import diverted, docketed, happen

MONDAY = datetime.date(2026, 3, 9)
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def urged(helong, dunhua):
    """Last week 和龙 led one of four disputes to mediation, and took in one case more than the year before."""
    happen(docketed(helong, "2025-03-05"), docketed(helong, "2025-03-05"))
    happen(diverted(helong, "2026-03-04"), *(docketed(helong, "2026-03-04") for _ in range(3)))
    happen(diverted(dunhua, "2026-03-04"))
    jobs.weekly_urge(MONDAY)
    return Run.objects.get()


def text(client, person, url="/"):
    client.force_login(person)
    return " ".join(client.get(url, headers=ENGLISH).content.decode().split())


def page_of(run):
    return reverse("rollup:urge", args=[run.pk])


@pytest.mark.parametrize(
    "role", ["clerk", "filing_judge", "judge", "duty_leader", "watcher", "administrator"]
)
def test_the_people_of_a_court_named_read_it_at_home(client, person_at, helong, urged, role):
    home = text(client, person_at(helong, role))
    assert "Weekly urge · 2026-03-02 – 2026-03-08" in home
    assert "25.00% (1/4)" in home and "4 cases short" in home and "(Target 60%)" in home
    assert "2 cases too many" in home and "below last year&#x27;s 2" in home
    asked = f"period=week&amp;on=2026-03-08&amp;court={helong.pk}&amp;indicator="
    assert f"/dashboard/?{asked}diversion_a" in home and f"{asked}litigation_intake" in home
    assert page_of(urged) in home and "Dunhua" not in home


def test_the_figures_linked_are_those_of_that_window_and_court(client, watcher, helong, urged):
    client.force_login(watcher)
    (urge,) = _urges(client, watcher)
    ((_court, lacks),) = urge.named
    choice = client.get(lacks[0].address).context["choice"]
    assert (choice.window, choice.court, choice.indicator.code) == (urge.window, helong, "diversion_a")


def _urges(client, person):
    """Those on the person's home page."""
    client.force_login(person)
    panels = {panel["template"]: panel["context"] for panel in client.get("/").context["panels"]}
    return panels["metrics/rollup/_home_panel.html"]["urges"]


def _under(html, heading):
    """The places named in the section with this heading."""
    _before, section = html.split(f">{heading}</h2>")
    return re.findall(r"(Dunhua|Wangqing|Hunchun|Baihe|Helong)", section.split("</section>")[0])


def test_a_court_that_lacks_nothing_is_told_so(client, person_at, dunhua, urged):
    home = text(client, person_at(dunhua, "watcher"))
    assert "No target was missed." in home and "cases short" not in home
    assert page_of(urged) not in home


def test_courts_without_data_are_not_told_that_they_missed_nothing(
    client, division, person_at, urged, district
):
    wangqing = district["汪清林院"]
    Court.objects.filter(pk=wangqing.pk).update(closed_from=datetime.date(2026, 1, 1))
    (at_home,) = _urges(client, division)
    assert [court.short_name for court in at_home.unnamed] == ["敦化林院"]
    assert [court.short_name for court in at_home.without_data] == ["汪清林院", "珲春林院", "白河林院"]
    every = text(client, division, page_of(urged))
    assert _under(every, "No target was missed.") == ["Dunhua"]
    assert _under(every, "No data in this period.") == ["Wangqing", "Hunchun", "Baihe"]
    own = text(client, person_at(wangqing, "watcher"))
    assert "No data in this period." in own and "No target was missed." not in own


def test_a_run_from_before_it_wrote_down_the_courts_counted(client, division, urged):
    del urged.report["counted"]
    urged.save()
    (at_home,) = _urges(client, division)
    assert len(at_home.unnamed) == 4 and at_home.without_data == []


def test_the_division_sees_every_court_named(client, division, urged):
    home = text(client, division)
    assert "1 court missed a target" in home and "4 cases short" in home and page_of(urged) in home
    assert "Dunhua" in home and "No target was missed." in home


@pytest.mark.parametrize("role", ["mediator", "operator"])
def test_whoever_reads_no_figures_is_not_told(client, person_at, helong, urged, role):
    person = person_at(helong, role)
    assert "Weekly urge" not in text(client, person)
    assert client.get(page_of(urged)).status_code == 404


def test_before_the_first_run_there_is_no_panel(rf, watcher):
    request = rf.get("/")
    request.user = watcher
    assert urges_panel(request) is None


def test_the_last_of_each_job_is_shown_and_none_that_failed(rf, watcher, urged):
    jobs.weekly_urge(MONDAY + datetime.timedelta(days=7))
    jobs.monthly_dispatch(MONDAY)
    Run.objects.create(
        job=Run.Job.MONTHLY_DISPATCH, day="2026-04-01", outcome=Run.Outcome.FAILED, started_at="2026-04-01T00:00Z"
    )  # fmt: skip
    request = rf.get("/")
    request.user = watcher
    with CaptureQueriesContext(connection) as asked:
        shown = [(urge.run.job, urge.run.day.isoformat()) for urge in urges_panel(request)["urges"]]
    assert shown == [(Run.Job.WEEKLY_URGE, "2026-03-16"), (Run.Job.MONTHLY_DISPATCH, "2026-03-01")]
    assert len(asked) == 3  # the person's roles, the courts, the runs


@pytest.mark.parametrize("path", ["home", "text"])
def test_statements_do_not_grow_with_courts(client, division, many_courts, path):
    client.force_login(division)
    counts = []
    for size, monday in ((5, MONDAY), (40, MONDAY + datetime.timedelta(days=7))):
        courts = many_courts(size)
        Court.objects.basic().update(superior=division.memberships.get().court)
        happen(*(docketed(court, monday - datetime.timedelta(days=1)) for court in courts))
        jobs.weekly_urge(monday)
        url = "/" if path == "home" else page_of(Run.objects.latest("day"))
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            page = client.get(url)
        assert page.content.decode().count(courts[-1].short_name if path == "home" else courts[-1].name)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_text_is_for_the_courts_in_it_and_the_division(
    client, watcher, division, person_at, dunhua, urged
):
    mine = text(client, watcher, page_of(urged))
    assert "Weekly urge · 2026-03-02 – 2026-03-08" in mine and "4 cases short" in mine
    assert "print-head" in mine and mine.count("data-row") == 2 and "Dunhua" not in mine
    every = text(client, division, page_of(urged))
    assert every.count("data-row") == 2 and "Dunhua" in every
    client.force_login(person_at(dunhua, "division"))
    assert client.get(page_of(urged)).status_code == 404


def test_litigants_and_visitors_get_no_text(client, litigant, urged):
    assert client.get(page_of(urged)).status_code == 302  # to the sign-in
    client.force_login(litigant)
    assert client.get(page_of(urged)).status_code == 404


def test_a_run_that_urges_nobody_has_no_text(client, division, urged):
    failed = Run.objects.create(
        job=Run.Job.WEEKLY_URGE, day="2026-03-16", outcome=Run.Outcome.FAILED, started_at="2026-03-16T00:00Z",
        report={"reason": "OSError"},
    )  # fmt: skip
    jobs.daily_count(MONDAY)
    client.force_login(division)
    for run in (failed, Run.objects.get(job=Run.Job.DAILY_COUNT)):
        assert client.get(page_of(run)).status_code == 404
    assert client.get("/urges/987654321/").status_code == 404


def test_a_run_from_before_the_target_was_written_down(client, watcher, urged):
    for entry in urged.report["below"]:
        del entry["target"], entry["then"]
    urged.report["below"][0]["indicator"] = "given_up_since"
    urged.save()
    assert "given_up_since" in text(client, watcher, page_of(urged))
    assert "given_up_since" in text(client, watcher)


@pytest.mark.parametrize("language", ["zh-hans", "ko", "en"])
def test_pages_speak_one_language(client, division, urged, language):
    client.force_login(division)
    client.cookies["django_language"] = language
    for url in (page_of(urged), reverse("rollup:runs")):
        assert foreign(client.get(url).content.decode(), language) == [], url
