"""Every morning: each court's diversion rate of yesterday, this week and this month, its place, the cases behind it."""

import datetime

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from metrics.rollup.refresh import refresh
from tests.metrics.events import diverted, docketed, happen

TEMPLATE = "metrics/dashboard/_home_panel.html"


def morning(day):
    return time_machine.travel(datetime.datetime.fromisoformat(f"{day}T09:00+08:00"), tick=False)


@pytest.fixture(autouse=True)
def language():
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def wednesday(db):
    """The fourth of March 2026, nine o'clock."""
    with morning("2026-03-04"):
        yield


@pytest.fixture
def cases(wednesday, helong, dunhua, intermediate):
    """和龙: yesterday 1/2, this week 2/3, this month 3/4; 敦化 only yesterday, 1/1; the intermediate court none."""
    happen(
        diverted(helong, "2026-03-03"), docketed(helong, "2026-03-03"), diverted(helong, "2026-03-02"),
        diverted(helong, "2026-03-01"), docketed(helong, "2026-02-25"), diverted(dunhua, "2026-03-03"),
        docketed(dunhua, "2026-02-26"), diverted(dunhua, "2026-02-26"),
    )  # fmt: skip
    refresh()


def panel(client, person, address="/", language="zh-hans"):
    client.force_login(person)
    page = client.get(address, headers={"accept-language": language})
    assert page.status_code == 200
    (shown,) = [one["context"] for one in page.context["panels"] if one["template"] == TEMPLATE]
    return shown, page.content.decode()


def figures(shown):
    return {row.name: [tuple(cell.figure) for cell in row.cells] for row in shown["rows"]}


def windows(shown):
    return [(column.word, column.window.begin.isoformat()) for column, _address in shown["columns"]]


def test_the_division_sees_six_courts_in_order_and_the_sum(client, division, cases, helong, dunhua, district):
    shown, html = panel(client, division)
    assert [row.name for row in shown["rows"]] == [
        *(court.brief for court in sorted(district.values(), key=lambda court: (court.level, court.pk))), "",
    ]  # fmt: skip
    assert windows(shown) == [
        ("昨日", "2026-03-03"), ("本周", "2026-03-02"), ("本月", "2026-03-01"),
    ]  # fmt: skip
    told = figures(shown)
    assert told["和龙林院"] == [(1, 2), (2, 3), (3, 4)] and told["敦化林院"] == [(1, 1)] * 3
    assert told[""] == [(2, 3), (3, 4), (4, 5)] and told["汪清林院"] == [(0, 0)] * 3
    assert "66.67%" in html and "目标 60.00%" in html


def test_places_and_what_became_of_them(client, division, cases):
    shown, _html = panel(client, division)
    rows = {row.name: row for row in shown["rows"]}
    assert [(cell.place, cell.moved) for cell in rows["和龙林院"].cells] == [(2, -1), (2, -1), (2, 0)]
    assert [cell.place for cell in rows["敦化林院"].cells] == [1, 1, 1]
    assert {cell.place for name in ("汪清林院", "延边林区中院", "") for cell in rows[name].cells} == {None}


def test_each_number_leads_to_exactly_its_cases(client, division, cases):
    shown, _html = panel(client, division)
    for row in shown["rows"]:
        for cell in row.cells:
            for address, number in zip((cell.numerator, cell.denominator), cell.figure, strict=True):
                assert bool(address) == bool(number)
                if address:
                    assert len(client.get(address).context["rows"]) == number


def test_a_basic_court_sees_its_own_line_and_the_district_s(client, watcher, cases):
    shown, html = panel(client, watcher)
    assert figures(shown) == {"和龙林院": [(1, 2), (2, 3), (3, 4)], "": [(2, 3), (3, 4), (4, 5)]}
    assert {cell.denominator for cell in shown["rows"][-1].cells} == {""}
    assert "敦化" not in html and "Dunhua" not in html
    assert len(client.get(shown["rows"][0].cells[0].denominator).context["rows"]) == 2


def test_who_serves_two_courts_sees_both(client, watcher, cases, dunhua):
    watcher.memberships.create(court=dunhua, role="watcher")
    assert list(figures(panel(client, watcher)[0])) == ["敦化林院", "和龙林院", ""]


@pytest.mark.parametrize(("day", "words"), [
    ("2026-03-09", ["昨日", "本周", "上周", "本月"]),  # a Monday
    ("2026-04-01", ["昨日", "本周", "本月", "上月"]),
    ("2026-06-01", ["昨日", "本周", "上周", "本月", "上月"]),
    ("2026-03-10", ["昨日", "本周", "本月"]),
])  # fmt: skip
def test_while_a_week_or_month_is_young_the_last_one_stands_beside_it(client, division, district, day, words):
    with morning(day):
        assert [word for word, _begin in windows(panel(client, division)[0])] == words


def test_the_last_week_is_the_whole_one(client, division, cases):
    with morning("2026-03-09"):
        shown, _html = panel(client, division)
        assert figures(shown)["和龙林院"] == [(0, 0), (0, 0), (2, 3), (3, 4)]
        last = shown["rows"][-1].cells[2]
        assert len(client.get(last.denominator).context["rows"]) == last.figure.denominator == 4


@pytest.mark.parametrize(("reading", "figure"), [("A", (2, 3)), ("B", (2, 1))])
def test_the_reading_in_force_is_named_with_its_article(client, division, cases, reading, figure):
    with override_settings(DIVERSION_READING=reading):
        shown, html = panel(client, division, language="en")
        assert f"Diversion rate (reading {reading})" in html and "Policy No. 21 of 2022" in html
        assert str(shown["indicator"].definition) in html
        assert figures(shown)["Helong Forest Area Basic Court"][1] == figure


def test_the_moment_the_figures_are_of(client, division, cases):
    shown, html = panel(client, division, language="en")
    assert f"Figures as of {timezone.localtime(shown['as_of']):%Y-%m-%d %H:%M}." in html


def test_without_ranking_nobody_has_a_place(client, division, cases):
    with override_settings(RANKING=False):
        shown, html = panel(client, division)
        assert {cell.place for row in shown["rows"] for cell in row.cells} == {None}
        assert 'class="place"' not in html


@pytest.mark.parametrize(
    "asked", ["court=999", "court=x", "period=year&on=2020-01-01", "indicator=favourable", "as_of=2020-01-01"]
)
def test_questions_to_the_dashboard_are_none_to_the_home_page(client, division, watcher, cases, asked):
    for person in (division, watcher):
        assert panel(client, person, f"/?{asked}")[0]["rows"] == panel(client, person)[0]["rows"]


def test_mediators_and_litigants_have_no_figures(client, mediator_person, litigant, cases):
    for person in (mediator_person, litigant):
        client.force_login(person)
        shown = client.get("/").context["panels"]
        assert TEMPLATE not in [one["template"] for one in shown]


@pytest.mark.parametrize("day", ["2026-03-04", "2026-06-01"])
def test_the_panel_takes_three_statements_whatever_the_day_and_the_data(
    client, division, district, rf, day, django_assert_num_queries
):
    from metrics.dashboard.home import figures_panel

    request = rf.get("/")
    request.user = division
    with morning(day):
        for _round in range(2):
            division.standing()  # every page asks for it
            with django_assert_num_queries(3):
                figures_panel(request)
            happen(*(docketed(court, "2026-02-27") for court in district.values() for _case in range(20)))
            refresh()


def test_the_home_page_costs_the_same_with_more_data(client, division, district, cases, helong):
    def statements():
        panel(client, division)
        with CaptureQueriesContext(connection) as asked:
            panel(client, division)
        return len(asked)

    before = statements()
    happen(*(diverted(court, "2026-03-02") for court in district.values() for _case in range(5)))
    refresh()
    assert statements() == before
