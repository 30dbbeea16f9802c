"""Reading figures: every period equals the sum of its days, however it is put together; drills list what was counted."""

import datetime
import random
from fractions import Fraction
from statistics import median as plain_median

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from metrics.indicators.declarations import INDICATORS, indicator
from metrics.ranking.cases import drill, page
from metrics.ranking.compare import YearOnYear
from metrics.ranking.figures import figures, figures_of_windows, total
from metrics.ranking.models import Period
from metrics.ranking.rates import FigureValue, nothing
from metrics.ranking.series import median, series, series_together
from metrics.ranking.windows import Window, windows_back
from metrics.rollup.models import DailyFigure
from metrics.rollup.refresh import refresh
from portal.events import Event
from tests.metrics.events import diverted, docketed, ended, event, happen, rated

FIRST, DAYS = datetime.date(2025, 11, 20), 200
MAKERS = (
    lambda court, day, dice: diverted(court, day),
    lambda court, day, dice: docketed(
        court, day, dice.choice(["民初", "执", "行初"]), mediated=dice.random() < 0.3
    ),
    lambda court, day, dice: ended(court, day, dice.randrange(40), success=dice.random() < 0.6),
    lambda court, day, dice: rated(court, day, dice.randrange(1, 6)),
    lambda court, day, dice: event(court, day, "filing", "enter_mediation", in_time=dice.random() < 0.9),
)


@pytest.fixture
def half_a_year(district):
    """Half a year over two year ends' worth of months, at random but the same each time."""
    dice, courts = random.Random(3), list(district.values())
    happen(*(
        dice.choice(MAKERS)(dice.choice(courts), FIRST + datetime.timedelta(days=dice.randrange(DAYS)), dice)
        for _ in range(900)
    ))  # fmt: skip
    refresh()
    return courts


def by_days(code, window):
    """The window's figures added up day by day from the stored days: the slow way."""
    sums = {}
    for row in DailyFigure.objects.filter(indicator=code, day__gte=window.begin, day__lt=window.end):
        figure = FigureValue(row.numerator, row.denominator)
        sums[row.court_id] = sums[row.court_id] + figure if row.court_id in sums else figure
    return sums


@pytest.mark.parametrize("period", Period.values)
@pytest.mark.parametrize("code", ["diversion_a", "diversion_b", "mediation_days", "litigation_intake"])
def test_every_period_is_the_sum_of_its_days(half_a_year, period, code):
    for offset in range(0, DAYS, 13):
        window = Window.of(period, FIRST + datetime.timedelta(days=offset))
        assert figures(code, window) == by_days(code, window)
        assert figures(code, window, as_of=timezone.now()) == by_days(code, window)


@pytest.mark.parametrize(
    ("period", "count"), [("day", 60), ("week", 26), ("month", 6), ("quarter", 2), ("year", 2)]
)
def test_a_series_is_its_windows_side_by_side(half_a_year, period, count):
    windows = windows_back(Window.of(period, FIRST + datetime.timedelta(days=DAYS - 1)), count)
    with CaptureQueriesContext(connection) as asked:
        lines = series("diversion", windows)
    assert len(asked) == 1
    for index, window in enumerate(windows):
        found = {court: line[index] for court, line in lines.items() if any(line[index])}
        assert found == figures("diversion", window)


def test_a_series_of_some_courts_and_of_nothing(half_a_year):
    windows = windows_back(Window.of("week", FIRST), 3)
    court = half_a_year[1]
    assert set(series("diversion", windows, courts=[court.pk])) <= {court.pk}
    assert series("diversion", windows_back(Window.of("week", datetime.date(2010, 1, 1)), 3)) == {}


def test_a_median_is_the_middle_of_the_single_values(half_a_year):
    window = Window.of("month", datetime.date(2026, 1, 1))
    found = median("mediation_days", window)
    values = {}
    for one in drill("mediation_days", [court.pk for court in half_a_year], window):
        values.setdefault(one.court_id, []).append(one.facts["days"])
        values.setdefault(None, []).append(one.facts["days"])
    assert found == {court: Fraction(plain_median(days)) for court, days in values.items()}


@pytest.mark.parametrize("part", ["numerator", "denominator"])
@pytest.mark.parametrize("code", [code for code in INDICATORS if code != "mediation_days"])
def test_a_drill_counts_what_the_figure_says(half_a_year, code, part):
    window = Window.of("quarter", datetime.date(2026, 1, 1))
    for court, figure in figures(code, window).items():
        wanted = figure.numerator if part == "numerator" or figure.denominator is None else figure.denominator
        assert drill(code, [court], window, part).count() == wanted


def test_a_drill_is_paged_by_key_without_gap_or_double(half_a_year):
    listed = drill(
        "diversion", [court.pk for court in half_a_year], Window.of("year", datetime.date(2026, 1, 1))
    )
    pages, after = [], None
    while True:
        with CaptureQueriesContext(connection) as asked:
            rows, after = page(listed, after, size=7)
        assert len(asked) == 1 and "OFFSET" not in asked[0]["sql"]
        pages += rows
        if after is None:
            break
    assert [one.id for one in pages] == list(listed.values_list("id", flat=True))
    assert [one.day for one in pages] == sorted((one.day for one in pages), reverse=True)


@pytest.mark.parametrize(
    "after", ["x", "2026-03-04", "2026-13-04.5", "2026-03-04.x", "2026-03-04." + "9" * 30]
)
def test_a_made_up_key_leads_to_the_beginning(helong, after):
    happen(diverted(helong, "2026-03-04"), docketed(helong, "2026-03-04"))
    rows, further = page(drill("diversion", [helong.pk], Window.of("year", datetime.date(2026, 1, 1))), after)
    assert (len(rows), further) == (2, None)


def test_as_of_a_moment_the_figure_is_what_it_was(helong):
    window = Window.of("week", datetime.date(2026, 3, 4))
    happen(diverted(helong, "2026-03-04"), docketed(helong, "2026-03-04"))
    refresh()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        then = cursor.fetchone()[0]
    Event.objects.filter(verb="accept").retract()
    happen(docketed(helong, "2026-03-05"))
    refresh()
    assert figures("diversion", window) == {helong.pk: (0, 2)}
    assert figures("diversion", window, as_of=then) == {helong.pk: (1, 2)}
    assert drill("diversion", [helong.pk], window, "numerator").count() == 0
    assert drill("diversion", [helong.pk], window, "numerator", as_of=then).count() == 1


def test_year_on_year_compares_the_same_part_of_the_year(helong, dunhua):
    happen(
        *(docketed(helong, day) for day in ("2025-03-01", "2025-03-10", "2025-03-11", "2025-03-30")),
        docketed(helong, "2026-03-05"),
        docketed(dunhua, "2026-03-10"),
        docketed(dunhua, "2026-03-11"),
    )
    refresh()
    told = year_on_year("litigation_intake", datetime.date(2026, 3, 10))
    assert (told[helong.pk].now, told[helong.pk].then) == ((1, None), (2, None))
    assert told[helong.pk].change == Fraction(-1, 2)
    assert told[dunhua.pk].change is None  # nothing last year to compare with


def year_on_year(code, today):
    """{court: YearOnYear} of March 2026 as far as it has come."""
    so_far, one = Window.of("month", datetime.date(2026, 3, 1)).so_far(today), indicator(code)
    now, then = (side[code] for side in figures_of_windows([one], [so_far, so_far.year_ago()]))
    none = nothing(one)
    return {
        court: YearOnYear(now.get(court, none), then.get(court, none)) for court in now.keys() | then.keys()
    }


def test_year_on_year_of_a_rate_is_a_difference(helong):
    happen(diverted(helong, "2025-03-02"), docketed(helong, "2025-03-02"), diverted(helong, "2026-03-02"))
    refresh()
    told = year_on_year("diversion_a", datetime.date(2026, 3, 31))
    assert told[helong.pk].change == Fraction(1, 2)


def test_statements_of_reading(half_a_year):
    expected = {"day": 1, "week": 1, "month": 1, "quarter": 1, "year": 1, "to_date": 2}
    for period, count in expected.items():
        with CaptureQueriesContext(connection) as asked:
            figures("diversion", Window.of(period, datetime.date(2026, 3, 15)))
        assert len(asked) == count, period


def test_the_sum_of_courts(half_a_year):
    window = Window.of("month", datetime.date(2026, 1, 1))
    found = figures("diversion", window)
    assert total(found).denominator == sum(figure.denominator for figure in found.values())
    assert total({}).rate is None


def test_several_lines_are_read_together(half_a_year, helong, dunhua):
    weeks, codes = (
        windows_back(Window.of("week", datetime.date(2026, 3, 15)), 12),
        ["diversion_a", "litigation_intake"],
    )
    with CaptureQueriesContext(connection) as asked:
        together = series_together([INDICATORS[code] for code in codes], weeks, [helong.pk, dunhua.pk])
    assert len(asked) == 1
    for code in codes:
        none = nothing(code)
        single = series(code, weeks, [helong.pk, dunhua.pk])
        assert together[code] == [
            none + total(dict(enumerate(week))) for week in zip(*single.values(), strict=True)
        ]


def test_windows_read_at_once_are_the_windows_read_alone(half_a_year):
    day = datetime.date(2026, 3, 15)
    windows = [Window.of(period, day) for period in Period.values] + [Window.of("month", day).year_ago()]
    with CaptureQueriesContext(connection) as asked:
        read = figures_of_windows(list(INDICATORS.values()), windows)
    assert len(asked) == 2
    assert read == [{code: figures(code, window) for code in INDICATORS} for window in windows]
