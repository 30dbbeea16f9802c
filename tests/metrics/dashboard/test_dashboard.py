"""The division reads figures here; a basic court reads its own."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from metrics.registers.cells import harmless
from metrics.rollup.refresh import refresh
from portal.events import Event
from tests.metrics.dashboard.conftest import DAY

ADDRESS = f"/dashboard/?period=week&on={DAY}"


def test_the_division_sees_every_court_with_its_place(client, division, week):
    client.force_login(division)
    page = client.get(ADDRESS)
    assert page.status_code == 200
    rows = {row.name: row for row in page.context["courts"]["rows"]}
    assert (rows["和龙林院"].place, rows["和龙林院"].figure) == (1, (3, 5))
    assert (rows["敦化林院"].place, rows["敦化林院"].figure) == (2, (1, 2))
    assert rows["汪清林院"].place is None
    assert page.context["courts"]["district"].figure == (4, 7)
    assert "60.00%" in page.content.decode()


def test_a_basic_court_sees_its_own_line_and_its_place(client, watcher, week):
    client.force_login(watcher)
    page = client.get(ADDRESS)
    assert [row.name for row in page.context["courts"]["rows"]] == ["和龙林院"]
    assert page.context["courts"]["rows"][0].place == 1
    assert "敦化" not in page.content.decode()


def test_another_court_may_not_be_known(client, watcher, dunhua, week):
    client.force_login(watcher)
    assert client.get(f"{ADDRESS}&court={dunhua.pk}").status_code == 404
    assert client.get(f"/dashboard/cases/?court={dunhua.pk}&on={DAY}").status_code == 404
    assert client.get(f"/dashboard/export.csv?court={dunhua.pk}").status_code == 404


@pytest.mark.parametrize(
    "path", ["/dashboard/", "/dashboard/board/", "/dashboard/cases/", "/dashboard/export.csv"]
)
def test_mediators_and_litigants_have_no_business_here(client, mediator_person, litigant, path):
    for person in (mediator_person, litigant):
        client.force_login(person)
        assert client.get(path).status_code == 403


def test_the_cases_behind_a_figure_are_as_many_as_it_counts(client, division, helong, week):
    client.force_login(division)
    for part, counted in (("denominator", 5), ("numerator", 3)):
        page = client.get(f"/dashboard/cases/?period=week&on={DAY}&court={helong.pk}&part={part}")
        assert len(page.context["rows"]) == counted


def test_cases_are_paged_by_key(client, division, happen, helong):
    happen(helong, "docket", 70)
    refresh()
    client.force_login(division)
    first = client.get(f"/dashboard/cases/?period=day&on={DAY}")
    second = client.get("/dashboard/cases/" + first.context["more"])
    seen = [event.id for event in [*first.context["rows"], *second.context["rows"]]]
    assert len(seen) == len(set(seen)) == 70
    assert not second.context["more"]


def test_an_earlier_state_stays_visible_after_a_correction(client, division, helong, week):
    moment = timezone.now()
    Event.objects.filter(court=helong, verb="accept").retract()
    refresh()
    client.force_login(division)
    now = client.get(f"{ADDRESS}&court={helong.pk}").context["targets"][0].figure
    then = client.get(f"{ADDRESS}&court={helong.pk}&as_of={moment.isoformat()}".replace("+", "%2B"))
    assert (now, then.context["targets"][0].figure) == ((0, 2), (3, 5))


@pytest.mark.parametrize(
    "nonsense", ["period=fortnight", "on=2026-02-31", "indicator=x", "as_of=never", "on=9999-12-31"]
)
def test_nonsense_in_the_address_falls_back(client, division, district, nonsense):
    client.force_login(division)
    assert client.get(f"/dashboard/?{nonsense}").status_code == 200


def test_statements_do_not_grow_with_the_data(client, division, happen, district, week):
    client.force_login(division)

    def statements():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(ADDRESS).status_code == 200
        return len(captured)

    few = statements()
    for court in district.values():
        for back in range(60):
            happen(court, "docket", 2, day=DAY - datetime.timedelta(days=back))
    refresh()
    assert statements() == few <= 40


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_text_like_a_formula_is_harmless(text):
    assert harmless(text) == f"'{text}"
    assert harmless("和龙") == "和龙"
