"""One cell at a time: what people and systems write."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.registers import cells
from metrics.registers.columns import column_of
from metrics.registers.faults import CellFault

TODAY = datetime.date(2026, 9, 1)
FIRST_OF_MARCH = datetime.date(2026, 3, 1)


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-01", "2026/3/1", "2026.3.1", "2026年3月1日", "2026 年 3 月 1 日", "20260301", 20260301, 20260301.0,
        "２０２６年３月１日", " 2026-3-01　", "2026-03-01 14:30:00", "2026-03-01T08:00:00.000",
        datetime.date(2026, 3, 1), datetime.datetime(2026, 3, 1, 14, 30),
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(written):
    assert cells.day(written, TODAY) == FIRST_OF_MARCH


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2026-02-30", "not_a_date"), ("昨天", "not_a_date"), ("2026-3", "not_a_date"), ("26-03-01", "not_a_date"),
        (46082, "not_a_date"), (datetime.time(8, 30), "not_a_date"), (True, "not_a_date"), ("2026-03-01 下午", "not_a_date"),
        (1234567890123456, "not_a_date"), (1e300, "not_a_date"), ("2026-03-01" + " " * 40 + "下午", "not_a_date"),
        ("2026-09-02", "in_future"), ("0206-03-01", "too_early"), ("1949-09-30", "too_early"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_its_reason(written, code):
    with pytest.raises(CellFault) as refused:
        cells.day(written, TODAY)
    assert refused.value.code == code


def test_only_what_may_be_a_day_is_remembered():
    before = cells._found_day.cache_info().currsize
    for number in range(50):
        with pytest.raises(CellFault, match="not_a_date"):
            cells.day(f"{number:041}", TODAY)
    assert cells._found_day.cache_info().currsize == before


def test_today_is_not_in_the_future():
    assert cells.day("2026-09-01", TODAY) == TODAY


@given(st.dates(min_value=cells.EARLIEST, max_value=TODAY))
def test_every_day_is_read_back_in_every_form(day):
    forms = (
        f"{day:%Y-%m-%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
    )
    assert {cells.day(form, TODAY) for form in forms} == {day}


@pytest.mark.parametrize(
    ("written", "yuan"),
    [
        ("12345.67", "12345.67"), (12345.67, "12345.67"), (100, "100.00"), ("10万", "100000.00"), ("1.5 万元", "15000.00"),
        ("１００，０００", "100000.00"), ("1,234,567.8", "1234567.80"), ("￥500元", "500.00"), ("0.3亿", "30000000.00"),
        (0.1 + 0.2, "0.30"), ("0", "0.00"), (1e10, "10000000000.00"), ("三万五千元整", "35000.00"),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_people_write_it(written, yuan):
    assert cells.amount(written) == Decimal(yuan) and str(cells.amount(written)) == yuan


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("十来万", "not_an_amount"), ("约5000", "not_an_amount"), ("5000美元", "not_an_amount"), ("1.2.3", "not_an_amount"),
        (True, "not_an_amount"), (TODAY, "not_an_amount"), ("1.234", "amount_too_fine"), ("-1", "negative_amount"), (-0.5, "negative_amount"),
        ("99999999999999", "amount_too_large"), (1e30, "amount_too_large"), ("nan", "not_an_amount"),
        (float("inf"), "not_an_amount"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused_with_its_reason(written, code):
    with pytest.raises(CellFault) as refused:
        cells.amount(written)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (None, ""), ("　张三  ", "张三"), ("张三\n李四", "张三\n李四"), (20260001, "20260001"), (20260001.0, "20260001"),
        (1.5, "1.5"), (10**15 - 1, "999999999999999"), (999999999999999.0, "999999999999999"), (FIRST_OF_MARCH, "2026-03-01"), (datetime.datetime(2026, 3, 1), "2026-03-01"),
        (datetime.datetime(2026, 3, 1, 8, 5), "2026-03-01 08:05:00"), ("=1+1", "=1+1"), ("'=1+1", "=1+1"), ("'张三", "'张三"),
    ],
)  # fmt: skip
def test_text_is_trimmed_and_numbers_are_written_out(written, text):
    assert cells.text(written) == text


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("张" * 32_768, "too_long"), ("张\x00三", "control_characters"), ("\x1b[31m", "control_characters"),
        (10**15, "digits_lost"), (2026220000001234567, "digits_lost"), (2.02622000000123e18, "digits_lost"), (-1e15, "digits_lost"),
    ],
)  # fmt: skip
def test_unreadable_text_is_refused(written, code):
    with pytest.raises(CellFault) as refused:
        cells.text(written)
    assert refused.value.code == code


def test_the_longest_cell_of_a_workbook_is_read():
    assert cells.text("张" * 32_767) == "张" * 32_767


@given(st.text(alphabet="=+-@'a张 \t", max_size=6))
def test_an_export_is_harmless_and_read_back_as_it_was(written):
    kept = cells.text(written)
    exported = cells.harmless(kept)
    assert not exported.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cells.text(exported) == kept


@pytest.mark.parametrize(("written", "grade"), [(5, 5), ("５", 5), (1.0, 1), (" 3 ", 3)])
def test_a_grade_is_a_number_from_one_to_five(written, grade):
    assert cells.grade(written) == grade


@pytest.mark.parametrize("written", [0, 6, 4.5, "满意", True])
def test_anything_else_is_no_grade(written):
    with pytest.raises(CellFault, match="not_a_grade"):
        cells.grade(written)


@pytest.mark.parametrize(
    "heading",
    [
        "收案日期",
        "received_on",
        " Received_On ",
        "收案 日期",
        "收案日期 [received_on]",
        "收案日期（received_on）",
        "收案\n日期",
    ],
)
def test_a_heading_is_known_in_either_language(heading):
    assert column_of(heading) == "received_on"


def test_an_unknown_heading_is_no_column():
    assert column_of("备注") is None and column_of("") is None
