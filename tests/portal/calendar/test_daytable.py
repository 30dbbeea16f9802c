"""The table of days: what is published, what staff lay over it, and what happens in years nobody announced."""

import datetime
import subprocess
import sys

import chinese_calendar
import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from portal.calendar.daytable import DayTable, published_days
from portal.calendar.loading import court_days
from portal.calendar.models import CourtDay
from portal.environment import Environment

PUBLISHED = published_days()


def on(text):
    return datetime.date.fromisoformat(text)


def test_every_published_day_is_as_the_announcements_say():
    day = datetime.date(2004, 1, 1)
    while day.year < 2027:
        assert PUBLISHED.is_workday(day) == chinese_calendar.is_workday(day), day
        assert PUBLISHED.known(day)
        day += datetime.timedelta(days=1)


@pytest.mark.parametrize(
    "made_up",
    ["2022-01-29", "2022-01-30", "2022-04-02", "2022-04-24", "2022-05-07", "2022-10-08", "2022-10-09"],
)
def test_the_weekend_days_made_up_in_2022_are_working_days(made_up):
    assert on(made_up).weekday() >= 5
    assert PUBLISHED.is_workday(on(made_up))


def test_years_outside_the_announcements_are_not_known():
    assert not PUBLISHED.known(on("2003-12-31"))
    assert not PUBLISHED.known(on("2027-01-01"))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2027-01-01", False), ("2027-05-01", False), ("2027-10-02", False), ("2028-05-02", False),
        ("2027-02-08", True), ("2027-06-19", False), ("2001-05-02", True),
    ],
)  # fmt: skip
def test_in_such_years_the_week_and_the_fixed_festivals_decide(day, works):
    assert PUBLISHED.is_workday(on(day)) is works


def test_reasons_in_the_readers_language():
    with translation.override("zh-hans"):
        assert PUBLISHED.reason(on("2022-05-02")) == "劳动节"
        assert PUBLISHED.reason(on("2022-05-14")) == "星期六"
        assert PUBLISHED.reason(on("2027-10-01")) == "国庆节"
    with translation.override("ko"):
        assert PUBLISHED.reason(on("2022-05-14")) == "토요일"


def test_the_next_working_day_may_be_the_day_itself():
    assert PUBLISHED.next_workday(on("2022-04-24")) == on("2022-04-24")
    assert PUBLISHED.next_workday(on("2022-04-30")) == on("2022-05-05")


def test_rows_laid_over_prevail_and_announced_ones_make_their_year_known():
    table = PUBLISHED.overlaid(
        [(on("2027-02-06"), True, "Spring Festival", True), (on("2026-11-24"), False, "停电", False)]
    )
    assert table.is_workday(on("2027-02-06"))
    assert table.known(on("2027-12-31")) and not table.known(on("2028-01-01"))
    assert not table.is_workday(on("2026-11-24")) and PUBLISHED.is_workday(on("2026-11-24"))
    assert table.reason(on("2026-11-24")) == "停电"


def test_in_an_announced_year_only_the_announcement_decides():
    table = PUBLISHED.overlaid([(on("2027-01-01"), False, "New Year's Day", True)])
    assert table.is_workday(on("2027-05-03")) and not table._fixed(on("2027-05-01"))


@given(st.dates(datetime.date(1992, 1, 1), datetime.date(2100, 12, 31)))
def test_a_working_day_is_never_more_than_ten_days_off(day):
    assert day <= PUBLISHED.next_workday(day) <= day + datetime.timedelta(days=10)


@given(st.dates(datetime.date(2027, 1, 1), datetime.date(2100, 12, 31)), st.booleans())
def test_one_row_changes_one_day(day, works):
    table = DayTable().overlaid([(day, works, "x", False)])
    assert table.is_workday(day) is works
    for other in (day - datetime.timedelta(days=1), day + datetime.timedelta(days=1)):
        assert table.is_workday(other) == DayTable().is_workday(other)


@pytest.mark.django_db
def test_the_table_in_force_sees_a_change_at_once(django_assert_num_queries):
    day = on("2027-02-06")
    assert not court_days().is_workday(day)
    row = CourtDay.objects.create(day=day, works=True, name="春节", announced=True)
    with django_assert_num_queries(1):
        table = court_days()
    assert table.is_workday(day) and table.known(day)
    row.delete()
    assert not court_days().is_workday(day) and not court_days().known(day)


@pytest.mark.django_db
def test_the_same_rows_give_the_same_table_object():
    CourtDay.objects.create(day=on("2027-02-06"), works=True, name="春节")
    assert court_days() is court_days()
    assert court_days().office_hours == settings.OFFICE_HOURS


def test_who_never_counts_days_never_loads_the_calendar():
    probe = "import sys, portal.calendar.counting, portal.calendar.loading as l; print('chinese_calendar' in sys.modules)"
    setup = "import django; django.setup(); "
    answer = subprocess.run([sys.executable, "-c", setup + probe], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"


@pytest.mark.parametrize(
    "text", ["17:00-08:30", "08:30-11:30,11:00-17:00", "08:30", "eight to five", "", "08:30-08:30"]
)
def test_impossible_office_hours_are_refused(text):
    with pytest.raises(ValueError):
        Environment.are_hours(text)


def test_office_hours_of_the_surroundings_are_read():
    hours = Environment.are_hours("09:00-12:00, 13:00-18:00")
    assert hours == ((datetime.time(9), datetime.time(12)), (datetime.time(13), datetime.time(18)))
