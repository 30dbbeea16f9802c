"""The day table: staff see it, division and administrators at the head keep it, every change is on record."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal.audit.models import AuditEntry
from portal.calendar import workflow
from portal.calendar.daytable import Entry
from portal.calendar.loading import court_days
from portal.calendar.models import CourtDay

YEAR = "/calendar/"
DAY = datetime.date(2027, 2, 6)
CHANGE = {"day": "2027-02-06", "works": "1", "name": "春节", "source": "国办发明电〔2026〕7号"}


@pytest.fixture
def entered(division):
    return workflow.enter_day(DAY, works=True, name="Spring Festival", source="", by=division)


def test_staff_see_the_table(client, clerk):
    client.force_login(clerk)
    page = client.get(YEAR, {"year": "2022"})
    text = page.content.decode()
    assert page.status_code == 200
    assert 'datetime="2022-04-24"' in text
    assert page.context["page"].working_days == 249
    assert reverse("calendar:announce") not in text and reverse("calendar:enter_day") not in text


@time_machine.travel("2026-11-24 10:00 +08:00")
def test_without_a_year_it_is_this_year(client, clerk):
    client.force_login(clerk)
    assert client.get(YEAR).context["page"].year == 2026


def test_litigants_may_not_look_and_visitors_sign_in(client, litigant):
    assert client.get(YEAR).status_code == 302
    client.force_login(litigant)
    assert client.get(YEAR).status_code == 403
    assert client.get("/calendar/2022.csv").status_code == 403


@pytest.mark.parametrize("year", ["1991", "2101", "99999", "x", "", "²022"])
def test_no_such_year(client, clerk, year):
    client.force_login(clerk)
    assert client.get(YEAR, {"year": year}).status_code == 404


def test_an_unknown_year_says_it_is_provisional(client, clerk):
    client.force_login(clerk)
    page = client.get(YEAR, {"year": "2027"})
    assert not page.context["page"].known
    assert "notice--warn" in page.content.decode()
    assert "notice--warn" not in client.get(YEAR, {"year": "2026"}).content.decode()


@pytest.mark.parametrize("keeper", ["division", "administrator"])
def test_the_division_and_administrators_change_a_day(client, request, keeper):
    client.force_login(request.getfixturevalue(keeper))
    answer = client.post(reverse("calendar:enter_day"), CHANGE)
    assert answer["Location"] == "/calendar/?year=2027"
    row = CourtDay.objects.get()
    assert (row.day, row.works, row.name, row.announced) == (DAY, True, "Spring Festival", False)
    assert court_days().is_workday(DAY) and not court_days().known(DAY)
    assert AuditEntry.objects.get(action="enter_court_day").detail["now"].startswith("2027-02-06")


@pytest.fixture
def keeper_of_a_basic_court(person_at, helong):
    return person_at(helong, "administrator", "division")


def test_the_keepers_of_a_basic_court_see_the_table_of_all_courts_and_do_not_change_it(
    client, keeper_of_a_basic_court
):
    client.force_login(keeper_of_a_basic_court)
    page = client.get(YEAR).content.decode()
    assert reverse("calendar:announce") not in page and reverse("calendar:enter_day") not in page


@pytest.mark.parametrize(
    "other",
    [
        "clerk", "filing_judge", "judge", "mediator_person", "watcher", "litigant", "keeper_of_a_basic_court",
    ],
)  # fmt: skip
def test_others_may_not(client, request, other, entered):
    client.force_login(request.getfixturevalue(other))
    assert client.post(reverse("calendar:enter_day"), CHANGE).status_code == 403
    assert client.post(reverse("calendar:take_out_day", args=[DAY])).status_code == 403
    assert client.get(reverse("calendar:announce")).status_code == 403
    assert client.post(reverse("calendar:announce"), {"year": "2027"}).status_code == 403
    assert CourtDay.objects.get() == entered


def test_the_verbs_themselves_refuse_others(clerk, keeper_of_a_basic_court, entered):
    for other in (clerk, keeper_of_a_basic_court):
        with pytest.raises(PermissionDenied):
            workflow.enter_day(DAY, works=False, name="x", source="", by=other)
        with pytest.raises(PermissionDenied):
            workflow.take_out_day(entered, by=other)
        with pytest.raises(PermissionDenied):
            workflow.announce_year(2027, [], source="x", by=other)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"day": "6 February"}, "day"),
        ({"day": ""}, "day"),
        ({"day": "1900-01-01"}, "day"),
        ({"works": ""}, "works"),
        ({"works": "2"}, "works"),
        ({"name": ""}, "name"),
        ({"name": "长" * 41}, "name"),
        ({"source": "长" * 81}, "source"),
    ],
)
def test_a_day_that_cannot_be_read_is_not_entered(client, division, changed, field):
    client.force_login(division)
    page = client.post(reverse("calendar:enter_day"), {**CHANGE, **changed})
    assert page.status_code == 400
    assert list(page.context["form"].errors) == [field]
    assert not CourtDay.objects.exists()


def test_a_second_change_replaces_the_first_and_keeps_the_year_announced(division):
    workflow.announce_year(2027, [Entry(DAY, True, "Spring Festival")], source="7号", by=division)
    workflow.enter_day(DAY, works=False, name="停电", source="", by=division)
    row = CourtDay.objects.get()
    assert (row.works, row.announced) == (False, True)
    assert "+ Spring Festival" in AuditEntry.objects.get(action="enter_court_day").detail["before"]


def test_taking_out_gives_the_published_table_back(client, division, entered):
    client.force_login(division)
    assert client.post(reverse("calendar:take_out_day", args=[DAY])).status_code == 302
    assert not court_days().is_workday(DAY)
    assert AuditEntry.objects.filter(action="take_out_court_day").count() == 1
    assert client.post(reverse("calendar:take_out_day", args=[DAY])).status_code == 404


def test_an_address_with_an_impossible_day_is_not_found(client, division):
    client.force_login(division)
    assert client.post("/calendar/day/2027-02-30/take-out/").status_code == 404


def test_the_page_costs_the_same_with_one_row_and_with_many(client, division, django_assert_num_queries):
    client.force_login(division)
    client.get(YEAR, {"year": "2027"})
    # session, person, roles, the day table, what was entered of this year, whether the court is at the head
    with django_assert_num_queries(6) as one:
        client.get(YEAR, {"year": "2027"})
    workflow.announce_year(
        2027,
        [Entry(DAY + datetime.timedelta(days=n), n > 20, "x") for n in range(40)],
        source="7号",
        by=division,
    )
    with django_assert_num_queries(len(one)):
        client.get(YEAR, {"year": "2027"})
