"""What people and systems write for a day, a time, an amount."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from portal.calendar.limits import Unit
from portal.calendar.reading import MOST, read_amount, read_start, read_time

DAY = datetime.date(2026, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01", "2026-3-1", "2026/3/1", "2026/03/01", "2026.3.1", "20260301", " 2026-03-01 ",
        "2026年3月1日", "2026 年 3 月 1 日", "2026年3月1号", "２０２６年３月１日", "２０２６-０３-０１", "２０２６／３／１",
        "2026년 3월 1일", "2026년3월1일",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text):
    assert read_start(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01T10:20", "2026-03-01 10:20", "2026-03-01T10:20:00", "2026/3/1 10:20", "20260301T10:20",
        "2026年3月1日10:20", "2026年3月1日 10时20分", "2026年3月1日10点20分", "２０２６年３月１日１０：２０",
        "2026년 3월 1일 10시 20분", "2026-03-01T10:20:00.123",
    ],
)  # fmt: skip
def test_a_moment_is_read_however_it_is_written(text):
    assert read_start(text) == datetime.datetime(2026, 3, 1, 10, 20)


@pytest.mark.parametrize("zone", ["+08:00", " 08:00", "+0800"])
def test_a_zone_is_read_even_with_the_plus_an_address_swallows(zone):
    moment = read_start(f"2026-03-01T10:20:00{zone}")
    assert moment == datetime.datetime(2026, 3, 1, 2, 20, tzinfo=datetime.UTC)
    assert read_start("2026-03-01T02:20Z") == moment


@pytest.mark.parametrize(
    "text",
    ["", "明天", "2026-02-30", "2026-13-01", "26-03-01", "01/03/2026", "2026-03", "2026-03-01T25:00", "2026-03-01T",
     "2026-03-01T10:20+99:99", "2026-03-01; drop", "99999999", "2026-03-01" * 50, "2026/3-1"],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_an_example(text):
    with pytest.raises(ValidationError) as refusal:
        read_start(text)
    assert refusal.value.code == "start_unreadable"
    assert "2022-04-12" in refusal.value.messages[0]


@pytest.mark.parametrize("text", ["1991-12-31", "2101-01-01", "0001-01-01", "9999-12-31"])
def test_a_day_outside_the_range_is_refused(text):
    with pytest.raises(ValidationError) as refusal:
        read_start(text)
    assert refusal.value.code == "start_out_of_range"


@given(st.datetimes(datetime.datetime(1992, 1, 1), datetime.datetime(2100, 12, 31)))
def test_every_iso_day_and_moment_is_read_back(moment):
    whole = moment.replace(microsecond=0)
    assert read_start(whole.isoformat()) == whole
    assert read_start(whole.date().isoformat()) == whole.date()


@pytest.mark.parametrize(
    "text", ["10:20", "１０：２０", "10时20分", "10点20分", "10:20:00", "10시20분", " 10:20 "]
)
def test_a_time_is_read(text):
    assert read_time(text) == datetime.time(10, 20)


@pytest.mark.parametrize("text", ["", "25:00", "10", "ten", "10:60"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(ValidationError) as refusal:
        read_time(text)
    assert refusal.value.code == "time_unreadable"


@pytest.mark.parametrize("text", ["15", "１５", " 15 ", "15天", "15日", "15 日", "15个工作日", "15일", "015"])
def test_an_amount_is_read(text):
    assert read_amount(text, Unit.CALENDAR_DAY) == 15


def test_an_amount_may_have_separators():
    assert read_amount("1,000", Unit.CALENDAR_DAY) == read_amount("１，０００", Unit.CALENDAR_DAY) == 1000


@pytest.mark.parametrize("text", ["", "-1", "1.5", "abc", "十五", "1e3", "10万", "1,5", "NaN"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValidationError) as refusal:
        read_amount(text, Unit.CALENDAR_DAY)
    assert refusal.value.code in ("amount_unreadable", "amount_out_of_range")
    assert "3650" in refusal.value.messages[0]


@pytest.mark.parametrize("unit", MOST)
def test_amounts_have_bounds(unit):
    assert read_amount(str(MOST[unit]), unit) == MOST[unit]
    for text in ("0", str(MOST[unit] + 1), "9" * 5000):
        with pytest.raises(ValidationError) as refusal:
            read_amount(text, unit)
        assert refusal.value.code == "amount_out_of_range"
