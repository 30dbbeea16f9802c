"""Periods: half-open, Monday to Sunday, statistical year by setting."""

import datetime
import itertools

import pytest
from django.test import override_settings
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from metrics.ranking.models import Period
from metrics.ranking.windows import Window, windows_back

DAYS = st.dates(datetime.date(2004, 1, 1), datetime.date(2040, 12, 31))
PERIODS = st.sampled_from(Period.values)
WHOLE = st.sampled_from([period for period in Period.values if period != Period.TO_DATE])


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("period", "on", "begin", "end"),
    [
        ("day", "2026-03-04", "2026-03-04", "2026-03-05"),
        ("week", "2026-03-08", "2026-03-02", "2026-03-09"),  # a Sunday belongs to the week that ends with it
        ("week", "2026-03-09", "2026-03-09", "2026-03-16"),
        ("week", "2026-01-01", "2025-12-29", "2026-01-05"),
        ("month", "2024-02-29", "2024-02-01", "2024-03-01"),
        ("quarter", "2026-03-31", "2026-01-01", "2026-04-01"),
        ("quarter", "2026-12-01", "2026-10-01", "2027-01-01"),
        ("year", "2026-12-31", "2026-01-01", "2027-01-01"),
        ("to_date", "2026-03-04", "2026-01-01", "2026-03-05"),
    ],
)
def test_where_a_period_begins_and_ends(period, on, begin, end):
    assert Window.of(period, day(on)) == Window(period, day(begin), day(end))


@pytest.mark.parametrize(
    ("period", "on", "begin", "end"),
    [
        ("year", "2026-11-30", "2025-12-01", "2026-12-01"),
        ("year", "2026-12-01", "2026-12-01", "2027-12-01"),
        ("quarter", "2027-02-28", "2026-12-01", "2027-03-01"),
        ("quarter", "2026-11-30", "2026-09-01", "2026-12-01"),
        ("to_date", "2026-01-02", "2025-12-01", "2026-01-03"),
    ],
)
@override_settings(STATISTICAL_YEAR_STARTS=12)
def test_a_statistical_year_from_december(period, on, begin, end):
    assert Window.of(period, day(on)) == Window(period, day(begin), day(end))


@pytest.mark.parametrize(
    ("period", "on", "begin", "end"),
    [
        ("day", "2024-02-29", "2023-02-28", "2023-03-01"),
        ("week", "2026-03-04", "2025-03-03", "2025-03-10"),  # Mondays both
        ("month", "2025-02-10", "2024-02-01", "2024-03-01"),
        ("month", "2024-02-10", "2023-02-01", "2023-03-01"),
        ("year", "2026-05-05", "2025-01-01", "2026-01-01"),
        ("to_date", "2024-02-29", "2023-01-01", "2023-03-01"),
        ("to_date", "2025-02-28", "2024-01-01", "2024-03-01"),  # both Februaries whole
    ],
)
def test_a_year_ago(period, on, begin, end):
    assert Window.of(period, day(on)).year_ago() == Window(period, day(begin), day(end))


def test_a_running_month_is_compared_with_the_same_part_of_last_years():
    march = Window.of("month", day("2026-03-10")).so_far(day("2026-03-10"))
    assert (march.end, march.year_ago().end) == (day("2026-03-11"), day("2025-03-11"))
    assert Window.of("month", day("2026-02-10")).so_far(day("2026-03-10")).end == day("2026-03-01")
    assert Window.of("month", day("2026-04-10")).so_far(day("2026-03-10")).last < day("2026-04-01")


@given(PERIODS, DAYS)
def test_a_day_lies_in_its_window(period, on):
    window = Window.of(period, on)
    assert on in window and window.end not in window and window.last in window


@given(WHOLE, DAYS)
def test_neighbours_touch_and_come_back(period, on):
    window = Window.of(period, on)
    assert window.previous().end == window.begin
    assert window.following().begin == window.end
    assert window.previous().following() == window == window.following().previous()


@given(DAYS)
def test_the_year_to_date_before_is_a_day_shorter_or_the_whole_last_year(on):
    before = Window.of("to_date", on).previous()
    assert before.end == on
    assert before.begin.year == (on - datetime.timedelta(days=1)).year


def test_windows_back_are_consecutive_and_end_here():
    windows = windows_back(Window.of("week", day("2026-03-04")), 26)
    assert len(windows) == 26 and windows[-1].begin == day("2026-03-02")
    assert all(one.end == other.begin for one, other in itertools.pairwise(windows))


def test_an_unknown_period_is_refused():
    with pytest.raises(ValueError, match="fortnight"):
        Window.of("fortnight", day("2026-03-04"))


@pytest.mark.parametrize("period", Period.values)
@pytest.mark.parametrize("language", ["zh-hans", "ko", "en"])
def test_every_period_has_a_name(period, language):
    with translation.override(language):
        assert "2026" in str(Window.of(period, day("2026-05-04")))


@pytest.mark.parametrize(("start", "name"), [(1, "2026"), (12, "2027")])
def test_a_statistical_year_bears_the_number_of_the_year_it_ends_in(start, name):
    with override_settings(STATISTICAL_YEAR_STARTS=start), translation.override("en"):
        assert name in str(Window.of("year", day("2026-12-15")))
        assert name in str(Window.of("quarter", day("2026-12-15")))
