"""The division reads figures here; a basic court reads its own."""

import csv
import datetime
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from metrics.registers.cells import harmless
from metrics.rollup.refresh import refresh
from portal.events import Event

DAY = datetime.date(2026, 3, 4)  # a Wednesday
ADDRESS = f"/dashboard/?period=week&on={DAY}"


@pytest.fixture
def happen(db):
    """happen(court, verb, n, **facts): n events of one verb on DAY."""
    kinds = {"accept": "mediation", "docket": "filing"}

    def write(court, verb, times=1, day=DAY, **facts):
        at = timezone.make_aware(datetime.datetime.combine(day, datetime.time(10)))
        facts = {"case_type": "民初", "mediated": False, "cause_name": "民间借贷纠纷", **facts}
        Event.objects.bulk_create(
            Event(
                court=court,
                day=day,
                at=at,
                subject_kind=kinds[verb],
                subject_id=number + 1,
                verb=verb,
                facts=facts,
                reference=f"收{verb}{number}",
                process="test",
                recorded_at=at,
            )
            for number in range(times)
        )

    return write


@pytest.fixture
def week(happen, helong, dunhua):
    """和龙 3/5, 敦化 1/2 by reading A."""
    happen(helong, "accept", 3, first=True)
    happen(helong, "docket", 2)
    happen(helong, "docket", 4, case_type="执")
    happen(dunhua, "accept", 1, first=True)
    happen(dunhua, "docket", 1)
    refresh()


def test_the_division_sees_every_court_with_its_place(client, division, week):
    client.force_login(division)
    page = client.get(ADDRESS)
    assert page.status_code == 200
    rows = {row["line"].court.short_name: row["line"] for row in page.context["courts"]["rows"]}
    assert (rows["和龙林院"].place, rows["和龙林院"].figure) == (1, (3, 5))
    assert (rows["敦化林院"].place, rows["敦化林院"].figure) == (2, (1, 2))
    assert rows["汪清林院"].place is None
    assert page.context["courts"]["district"].figure == (4, 7)
    assert "60.00%" in page.content.decode()


def test_a_basic_court_sees_its_own_line_and_its_place(client, watcher, week):
    client.force_login(watcher)
    page = client.get(ADDRESS)
    assert [row["line"].court.short_name for row in page.context["courts"]["rows"]] == ["和龙林院"]
    assert page.context["courts"]["rows"][0]["line"].place == 1
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
    now = client.get(f"{ADDRESS}&court={helong.pk}").context["targets"][0]["figure"]
    then = client.get(f"{ADDRESS}&court={helong.pk}&as_of={moment.isoformat()}".replace("+", "%2B"))
    assert (now, then.context["targets"][0]["figure"]) == ((0, 2), (3, 5))


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


def test_export_opens_right_in_excel(client, division, week):
    client.force_login(division)
    text = client.get(f"/dashboard/export.csv?period=week&on={DAY}").content.decode("utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert ["1", "和龙林区基层法院", "3", "5", "0.6000", ""] in rows
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(f"/dashboard/export.xlsx?period=week&on={DAY}").content)
    )
    assert (1, "和龙林区基层法院", 3, 5, "0.6000") in [
        row[:5] for row in book.active.iter_rows(values_only=True)
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_text_like_a_formula_is_harmless(text):
    assert harmless(text) == f"'{text}"
    assert harmless("和龙") == "和龙"
