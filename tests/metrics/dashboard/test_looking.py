"""Another time and another question: back in the record, forth in a running period, and nonsense in the address."""

import datetime
from fractions import Fraction

import pytest
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from metrics.indicators.declarations import INDICATORS
from metrics.ranking.figures import courts_counted
from metrics.ranking.publication import publish
from metrics.ranking.rates import FigureValue
from metrics.ranking.standings import standings
from metrics.ranking.windows import Window
from metrics.rollup.refresh import refresh
from portal.events import Event
from tests.metrics.dashboard.conftest import DAY

WEEK_AFTER = DAY + datetime.timedelta(days=7)


@pytest.fixture
def read(client, division):
    """read(what is asked): the dashboard's context, for the division."""
    client.force_login(division)

    def page(**asked):
        answer = client.get("/dashboard/", asked)
        assert answer.status_code == 200
        return answer.context

    return page


def figures_in(page, court):
    """The weeks of a court's line, without those in which nothing is."""
    lines = dict(zip(page["trends"]["courts"], page["trends"]["data"]["series"], strict=True))
    return [value for value in lines[court]["values"] if value]


# An earlier state of the record


def test_no_part_of_an_earlier_state_knows_what_came_later(read, happen, helong):
    happen(helong, "docket", 2)
    happen(helong, "docket", 3, day=WEEK_AFTER)
    refresh()
    then = read(period="month", on=DAY, indicator="litigation_intake", as_of=f"{DAY}T23:00:00+08:00")
    now = read(period="month", on=DAY, indicator="litigation_intake")
    assert (figures_in(then, helong), figures_in(now, helong)) == ([2], [2, 3])
    assert then["targets"][1].line[-1] == 2 and then["trends"]["data"]["labels"][-1] == "2026-03-02"
    assert [row.figure for row in then["courts"]["rows"] if row.figure.numerator] == [FigureValue(2, None)]
    assert then["waiting"] is None and {row.late for row in then["courts"]["rows"]} == {None}
    assert now["waiting"] is not None


def test_the_median_is_of_the_same_moment_as_the_mean(read, happen, helong):
    happen(helong, "succeed", 1, days=3)
    happen(helong, "succeed", 1, day=WEEK_AFTER, days=9)
    refresh()
    asked = {"period": "month", "on": DAY, "indicator": "mediation_days"}

    def told(page):
        (row,) = (one for one in page["all_figures"] if one.code == "mediation_days")
        return row.figure, row.median

    assert told(read(**asked)) == ((12, 2), 6)
    assert told(read(**asked, as_of=f"{DAY}T23:00:00+08:00")) == ((3, 1), 3)


def test_a_day_to_look_back_at_means_its_end(read, week):
    assert read(period="week", on=DAY, as_of=DAY)["targets"][0].figure == (4, 7)
    assert read(period="week", on=DAY, as_of=DAY - datetime.timedelta(days=1))["targets"][0].figure == (0, 0)


def test_the_day_that_begins_at_that_moment_is_not_compared_with_last_years(read, client, happen, helong):
    """At the end of the 4th three days of the week are over: last year's Thursday does not count."""
    last_year = DAY - datetime.timedelta(days=364)
    happen(helong, "docket", 2)
    happen(helong, "docket", 3, day=last_year)
    happen(helong, "docket", 5, day=last_year + datetime.timedelta(days=1))
    refresh()
    asked = {"period": "week", "on": DAY, "indicator": "litigation_intake", "as_of": DAY}
    page = read(**asked)
    assert (page["choice"].today, page["targets"][1].way.days_left) == (DAY, 4)
    assert page["targets"][1].then == (3, None)
    assert [row.then for row in page["courts"]["rows"] if row.figure.numerator] == [(3, None)]
    assert ",2,3,-0.3333" in client.get("/dashboard/export.csv", asked).content.decode()


def test_a_moment_still_to_come_is_the_present(read, week):
    assert read(period="week", on=DAY, as_of="2999-01-01")["choice"].as_of is None


# Periods before and after


@pytest.mark.parametrize(
    "period, on, earlier, later",
    [
        ("day", "2026-03-04", "2026-03-03", "2026-03-05"),
        ("week", "2026-03-04", "2026-03-01", "2026-03-11"),
        ("month", "2026-02-20", "2026-01-31", "2026-03-11"),
        ("quarter", "2026-03-04", "2025-12-31", None),
        ("year", "2026-03-04", "2025-12-31", None),
        ("to_date", "2026-03-04", "2026-03-03", "2026-03-05"),
    ],
)
def test_one_step_leads_to_the_neighbouring_period(read, week, period, on, earlier, later):
    with travel("2026-03-11 12:00+08:00", tick=False):
        choice = read(period=period, on=on)["choice"]
        before, after = choice.earlier, choice.later
    assert f"on={earlier}" in before
    assert f"on={later}" in after if later else after == ""


def test_after_the_running_period_there_is_none(read, week):
    for period in ("day", "week", "month", "to_date"):
        assert read(period=period)["choice"].later == ""


def test_the_full_screen_of_today_goes_on_with_the_days(read, week):
    assert "on=" not in read(period="week")["choice"].board
    assert f"on={DAY}" in read(period="week", on=DAY)["choice"].board


def test_a_line_ends_with_the_running_week(read, happen, helong):
    happen(helong, "docket", 2)
    refresh()
    with travel("2026-03-11 12:00+08:00", tick=False):
        labels = read(period="year", indicator="litigation_intake")["trends"]["data"]["labels"]
    assert (len(labels), labels[-1]) == (26, "2026-03-09")


# Against last year


def test_nought_of_last_year_is_a_figure_where_something_was_on_record(read, happen, helong):
    last_year = DAY - datetime.timedelta(days=364)
    happen(helong, "docket", 4)
    happen(helong, "docket", 1, day=last_year, case_type="执")
    refresh()
    litigation, enforcement = read(period="week", on=DAY, court=helong.pk)["targets"][1:3]
    assert (litigation.then, "4" in litigation.gap) == ((0, None), True)
    assert enforcement.then == (1, None) and "1" in enforcement.gap


def test_without_any_record_of_last_year_nothing_is_compared(read, happen, helong):
    happen(helong, "docket", 4)
    refresh()
    page = read(period="week", on=DAY, court=helong.pk, indicator="litigation_intake")
    assert page["targets"][1].then is None
    assert [row.then for row in page["courts"]["rows"] if row.chosen] == [None]


@pytest.mark.parametrize("moment", [None, f"{WEEK_AFTER}"])
def test_nought_of_last_year_is_a_figure_only_of_the_courts_then_on_record(
    read, client, happen, helong, dunhua, moment
):
    """The district was on record by one court; beside the other there is nothing, and no nought either."""
    happen(helong, "docket", 1, day=DAY - datetime.timedelta(days=371), case_type="执")
    for court in (helong, dunhua):
        happen(court, "docket", 2)
    refresh()
    asked = {"period": "week", "on": DAY, "indicator": "litigation_intake"} | (
        {"as_of": moment} if moment else {}
    )
    courts = read(**asked)["courts"]
    told = {row.name: (row.then, row.change) for row in courts["rows"] if row.figure.numerator}
    assert told == {helong.brief: ((0, None), None), dunhua.brief: (None, None)}
    assert courts["district"].then == (0, None)
    lines = client.get("/dashboard/export.csv", asked).content.decode("utf-8-sig").splitlines()
    assert f"{helong.name},2,0," in lines and f"{dunhua.name},2,," in lines and "全辖区合计,4,0," in lines


@pytest.mark.parametrize("period", ["day", "week", "month", "quarter", "year", "to_date"])
def test_the_courts_on_record_are_the_same_in_every_reading(happen, helong, dunhua, district, period):
    """From the sums kept, from the events as on record at a moment, and as who misses a target is decided."""
    happen(helong, "docket", 1, day=DAY - datetime.timedelta(days=366))
    happen(dunhua, "succeed", 1, day=DAY - datetime.timedelta(days=380), days=3)
    happen(district["汪清林院"], "accept", 1, day=DAY - datetime.timedelta(days=900), first=True)
    refresh()
    window = Window.of(period, DAY)
    kept = standings("litigation_intake", window, today=DAY).recorded
    then = standings("litigation_intake", window, as_of=timezone.now(), today=DAY).recorded
    assert kept == then == courts_counted(window.year_ago().and_before())
    assert helong.pk in kept and district["汪清林院"].pk not in kept


def test_a_count_stands_beside_last_years_at_every_court(read, happen, helong, dunhua):
    last_year = DAY - datetime.timedelta(days=364)
    for court, now, then in ((helong, 3, 2), (dunhua, 1, 4)):
        happen(court, "docket", now)
        happen(court, "docket", then, day=last_year)
    refresh()
    rows = read(period="week", on=DAY, indicator="litigation_intake")["courts"]["rows"]
    told = {
        row.name: (row.figure.numerator, row.then.numerator, row.change)
        for row in rows
        if row.figure.numerator
    }
    assert told == {helong.brief: (3, 2, 0.5), dunhua.brief: (1, 4, -0.75)}


# What the rest must bring


def test_a_running_period_says_what_the_rest_must_bring(read, happen, helong):
    happen(helong, "accept", 2, first=True)
    happen(helong, "docket", 2)
    refresh()
    with travel("2026-03-04 12:00+08:00", tick=False):
        target = read(period="week", court=helong.pk)["targets"][0]
    # Four cases in three days; in the other four 5⅓ are to be expected, so 60 % of 9 are wanted, less the two there are.
    assert (target.way.days_left, target.way.expected, target.way.needed) == (4, 5, Fraction(34, 50))
    assert "68%" in target.outlook


def test_reading_b_has_no_outlook(read, happen, helong, settings):
    """What is led to mediation is no part of what is docketed: how much of that is to come says nothing of it."""
    settings.DIVERSION_READING = "B"
    happen(helong, "accept", 2, first=True)
    happen(helong, "docket", 4)
    refresh()
    with travel("2026-03-04 12:00+08:00", tick=False):
        target = read(period="week", court=helong.pk)["targets"][0]
    assert (target.code, target.figure, target.way, target.outlook) == ("diversion_b", (2, 4), None, "")


def test_a_past_period_has_no_outlook(read, week):
    assert {target.outlook for target in read(period="week", on=DAY)["targets"]} == {""}


def test_a_court_is_told_what_the_next_place_takes(client, watcher, read, week, happen, helong, dunhua):
    page = read(period="week", on=DAY, court=dunhua.pk)
    assert page["courts"]["next"] == (1, 1)  # 2/3 is more than 3/5
    assert read(period="week", on=DAY, court=helong.pk)["courts"]["next"] is None
    assert read(period="week", on=DAY)["courts"]["next"] is None


def test_the_next_place_is_one_that_somebody_has(read, week, happen, helong, dunhua, district):
    """Two courts share the first place, so there is no second: the third is told what the first takes."""
    happen(district["汪清林院"], "accept", 3, first=True)
    happen(district["汪清林院"], "docket", 2)
    refresh()
    page = read(period="week", on=DAY, court=dunhua.pk)
    assert sorted(row.place for row in page["courts"]["rows"] if row.place) == [1, 1, 3]
    assert page["courts"]["next"] == (1, 1)


def test_with_ranking_off_nobody_is_told_of_places(read, week, dunhua, settings):
    settings.RANKING = False
    assert read(period="week", on=DAY, court=dunhua.pk)["courts"]["next"] is None


# Nonsense


@pytest.mark.parametrize(
    "nonsense",
    [
        "on=0001-01-01", "on=0001-06-01&period=month", "on=0001-01-05&period=to_date", "on=9999-12-31",
        "as_of=9999-12-31T23:59:59-12:00", "as_of=0001-01-01T00:00:00%2B08:00", "as_of=9999-12-31", "as_of=0001-01-01",
        "as_of=1900-01-01T00:00:00%2B23:59", "as_of=2026-03-04T12:00:00-23:59", "as_of=1900-01-01",
        "after=abc", "after=2026-11-01", "after=9999-99-99.1", "after=2026-03-04.99999999999999999999999",
    ],
)  # fmt: skip
@pytest.mark.parametrize("page", ["home", "board", "cases", "export"])
def test_an_address_nobody_gave_falls_back(client, division, week, page, nonsense):
    client.force_login(division)
    address = reverse(f"dashboard:{page}", args=["csv"] if page == "export" else [])
    assert client.get(f"{address}?{nonsense}").status_code == 200


# What was published


def test_a_correction_after_publication_is_said_until_the_next_version(read, week, helong):
    window = Window.of("week", DAY)
    publish(window, INDICATORS.values())
    assert not read(period="week", on=DAY)["corrected"]
    Event.objects.filter(court=helong, verb="accept").retract()
    refresh()
    assert read(period="week", on=DAY)["corrected"]
    assert not read(period="week", on=DAY, as_of=DAY)["corrected"]
    publish(window, INDICATORS.values())
    assert not read(period="week", on=DAY)["corrected"]
