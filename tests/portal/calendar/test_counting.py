"""Due dates: every day of 23 years against the slow calendar, the traps of 2022, and what a limit tells."""

import datetime

import pytest

from portal.calendar.counting import COURT_ZONE, StartNeedsTime, due
from portal.calendar.daytable import DayTable, published_days
from portal.calendar.rules import find

from . import slow

FIRST, LAST = datetime.date(2004, 1, 1), datetime.date(2026, 12, 31)
EVERY_DAY = [FIRST + n * slow.DAY for n in range((LAST - FIRST).days + 1)]
DAYS = published_days()


def on(text):
    return datetime.date.fromisoformat(text)


def at(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=COURT_ZONE)


@pytest.mark.parametrize(
    ("unit", "amounts", "slowly"),
    [
        ("calendar_day", (1, 7, 15, 30), slow.calendar_days),
        ("working_day", (1, 3, 15), slow.working_days),
        ("month", (1, 6), slow.months),
        ("year", (1, 2), lambda start, years: slow.months(start, 12 * years)),
    ],
)
def test_every_day_from_2004_to_2026_ends_where_the_slow_calendar_ends(unit, amounts, slowly):
    wrong = [
        (start, amount)
        for amount in amounts
        for start in EVERY_DAY
        if due((amount, unit), start, days=DAYS).due != slowly(start, amount)
    ]
    assert len(EVERY_DAY) == 8401
    assert wrong == []


def test_48_hours_from_every_day_run_through_rest_days():
    for n, day in enumerate(EVERY_DAY):
        start = datetime.datetime.combine(day, datetime.time(n % 24, n % 60))
        assert due((48, "hour"), start, days=DAYS).due.replace(tzinfo=None) == slow.hours(start, 48), start


def test_30_office_minutes_from_every_day_and_every_time_of_day():
    office = slow.OfficeMinutes(FIRST, LAST + 20 * slow.DAY)
    for n, day in enumerate(EVERY_DAY):
        start = datetime.datetime.combine(day, datetime.time(n * 7 % 24, n * 11 % 60))
        assert due((30, "office_minute"), start, days=DAYS).due.replace(tzinfo=None) == office.after(
            start, 30
        ), start


def test_published_check_30_days_from_1_april_2024_passes_labour_day():
    answer = due((30, "calendar_day"), on("2024-04-01"), days=DAYS)
    assert answer.due == on("2024-05-06")
    assert not answer.provisional
    passed = [step.day for step in answer.steps if step.kind == "skipped"]
    assert passed == [on(f"2024-05-0{day}") for day in range(1, 6)]


@pytest.mark.parametrize(
    ("start", "amount", "unit", "end"),
    [
        ("2022-04-17", 7, "calendar_day", "2022-04-24"),  # a make-up Sunday works: no roll
        ("2022-04-22", 1, "working_day", "2022-04-24"),
        ("2022-01-22", 7, "calendar_day", "2022-01-29"),  # make-up Saturday before Spring Festival
        (
            "2022-01-28",
            3,
            "working_day",
            "2022-02-07",
        ),  # 29 and 30 January work, then the festival until the 6th
        ("2022-01-24", 7, "calendar_day", "2022-02-07"),
        ("2022-09-24", 7, "calendar_day", "2022-10-08"),  # 1 October rolls to the make-up Saturday
        ("2022-09-30", 2, "working_day", "2022-10-09"),  # both make-up days after National Day count
        ("2022-10-09", 1, "working_day", "2022-10-10"),
        ("2022-04-02", 1, "working_day", "2022-04-06"),  # the made-up Saturday, then Tomb-sweeping Day
        ("2022-04-30", 7, "calendar_day", "2022-05-07"),
        ("2021-12-31", 1, "working_day", "2022-01-04"),
    ],
)
def test_traps_of_2022(start, amount, unit, end):
    assert due((amount, unit), on(start), days=DAYS).due == on(end)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2022-08-31", 6, "2023-02-28"),
        ("2022-10-31", 1, "2022-11-30"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2022-11-30", 3, "2023-02-28"),
        ("2023-02-28", 1, "2023-03-28"),  # the corresponding day, not the month's end
    ],
)
def test_a_month_ends_on_the_corresponding_day_or_the_months_last(start, months, end):
    assert due((months, "month"), on(start), days=DAYS).due == on(end)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2022-04-29T10:20", "2022-05-01T11:00"),  # from the next full hour, into Labour Day
        ("2022-04-29T10:00", "2022-05-01T11:00"),
        ("2022-04-29T23:59", "2022-05-02T00:00"),
    ],
)
def test_hours_begin_with_the_next_hour_and_never_roll(start, end):
    assert due(find("preservation_urgent"), at(start), days=DAYS).due == at(end)


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2022-04-12T09:00", 30, "2022-04-12T09:30"),
        ("2022-04-12T11:20", 30, "2022-04-12T13:50"),  # across lunch
        ("2022-04-12T11:00", 30, "2022-04-12T11:30"),  # ends as the office closes
        ("2022-04-12T12:10", 30, "2022-04-12T14:00"),  # received at lunch
        ("2022-04-12T03:00", 30, "2022-04-12T09:00"),  # before opening
        ("2022-04-12T16:50", 30, "2022-04-13T08:50"),  # overnight
        ("2022-04-29T16:50", 30, "2022-05-05T08:50"),  # over Labour Day
        ("2022-04-22T16:50", 30, "2022-04-24T08:50"),  # Saturday rests, the make-up Sunday works
        ("2022-04-12T09:00:30", 30, "2022-04-12T09:30:30"),
        ("2022-04-12T09:00", 390, "2022-04-13T09:00"),  # one whole office day
    ],
)
def test_office_minutes_run_only_while_the_office_is_open(start, minutes, end):
    assert due((minutes, "office_minute"), at(start), days=DAYS).due == at(end)


def test_office_hours_are_those_of_the_table():
    nights = DayTable(DAYS.exceptions, DAYS.years, ((datetime.time(20), datetime.time(22)),))
    assert due((130, "office_minute"), at("2022-04-12T09:00"), days=nights).due == at("2022-04-13T20:10")


def test_a_moment_abroad_counts_from_the_courts_day():
    late_evening_in_london = datetime.datetime(2022, 4, 11, 22, 0, tzinfo=datetime.UTC)
    assert due((1, "calendar_day"), late_evening_in_london, days=DAYS).due == on("2022-04-13")


def test_hours_need_the_time_of_day():
    with pytest.raises(StartNeedsTime):
        due((48, "hour"), on("2022-04-12"), days=DAYS)


def test_ten_seconds_are_ten_seconds():
    assert due(find("hotline_answer"), at("2022-04-12T16:59:55"), days=DAYS).due == at("2022-04-12T17:00:05")


def test_the_longest_extension_is_counted_in_one():
    limit = find("confirmation_decision")
    assert due(limit, on("2022-04-01"), days=DAYS).due == on("2022-04-18")  # the 16th rests
    assert due(limit, on("2022-04-01"), days=DAYS, extended=True).due == on("2022-04-26")
    # Six and six months from the 31st are a year, not half a year from the 28th.
    assert due(find("trial_ordinary"), on("2022-08-31"), days=DAYS, extended=True).due == on("2023-08-31")


def test_a_rule_without_extension_is_not_extended():
    limit = find("filing_decision")
    assert (
        due(limit, on("2022-04-12"), days=DAYS, extended=True).due
        == due(limit, on("2022-04-12"), days=DAYS).due
    )


def test_paused_days_are_not_counted():
    limit, start = find("mediation_period"), on("2022-06-01")
    assert due(limit, start, days=DAYS).due == on("2022-07-01")
    answer = due(limit, start, days=DAYS, pauses=[(on("2022-06-10"), on("2022-06-20"))])
    assert answer.due == on("2022-07-11")
    assert [step.day for step in answer.steps if step.kind == "paused"] == [
        on(f"2022-06-{d}") for d in range(10, 20)
    ]


def test_a_pause_after_the_end_or_before_the_start_changes_nothing():
    limit, start = find("mediation_period"), on("2022-06-01")
    outside = [(on("2022-05-01"), on("2022-06-02")), (on("2022-07-02"), on("2022-08-01"))]
    assert due(limit, start, days=DAYS, pauses=outside).due == on("2022-07-01")


def test_a_pause_reached_only_through_another_pause_counts_too():
    pauses = [(on("2022-06-10"), on("2022-06-20")), (on("2022-07-05"), on("2022-07-08"))]
    assert due((30, "calendar_day"), on("2022-06-01"), days=DAYS, pauses=pauses).due == on("2022-07-14")


def test_working_days_and_months_pause_as_well():
    pauses = [(on("2022-06-02"), on("2022-06-07"))]
    assert due((2, "working_day"), on("2022-06-01"), days=DAYS, pauses=pauses).due == on("2022-06-08")
    assert due((1, "month"), on("2022-06-01"), days=DAYS, pauses=pauses).due == on("2022-07-06")


def test_hours_cannot_be_paused():
    with pytest.raises(ValueError, match="paused"):
        due((48, "hour"), at("2022-06-01T09:00"), days=DAYS, pauses=[(on("2022-06-02"), on("2022-06-03"))])


@pytest.mark.parametrize(
    ("start", "amount", "unit", "provisional"),
    [
        ("2026-12-20", 7, "calendar_day", False),
        ("2026-12-28", 7, "calendar_day", True),
        ("2026-12-29", 2, "working_day", False),
        ("2026-12-30", 2, "working_day", True),
        ("2026-06-30", 1, "year", True),
        ("2003-12-30", 1, "calendar_day", True),
        ("2003-12-31", 1, "month", False),  # ends in 2004, which is known
    ],
)
def test_what_rests_on_a_year_not_announced_is_provisional(start, amount, unit, provisional):
    answer = due((amount, unit), on(start), days=DAYS)
    assert answer.provisional is provisional
    assert ("provisional" in {step.kind for step in answer.steps}) is provisional


def test_in_a_year_not_announced_weekends_and_fixed_festivals_rest():
    assert due((4, "calendar_day"), on("2026-12-28"), days=DAYS).due == on(
        "2027-01-04"
    )  # Friday 1 January rests
    assert due((1, "working_day"), on("2027-09-30"), days=DAYS).due == on("2027-10-04")
    assert not DAYS.is_workday(on("2029-05-02"))


@pytest.mark.parametrize(
    "code",
    [
        "filing_correction",
        "filing_restart_online",
        "filing_docket_on_expiry",
        "rating_revisit",
        "period_counting",
    ],
)
def test_a_rule_that_is_no_duration_explains_itself_instead(code):
    answer = due(find(code), on("2022-04-12"), days=DAYS)
    assert answer.due is None
    assert not answer.provisional
    assert {"note", "no_date", "article"} <= {step.kind for step in answer.steps}


def test_the_steps_of_a_plain_answer_in_order():
    answer = due(find("filing_decision"), on("2022-04-23"), days=DAYS)
    assert [step.kind for step in answer.steps] == [
        "start", "rule", "article", "last", *["skipped"] * 5, "result",
    ]  # fmt: skip
    assert answer.steps[-1].day == answer.due == on("2022-05-05")


@pytest.mark.parametrize(
    ("day", "number"),
    [("2024-01-01", "205"), ("2023-12-31", "201"), ("2022-01-01", "201"), ("2021-12-31", "201")],
)
def test_the_article_has_the_number_of_the_text_in_force_on_the_day(day, number):
    answer = due(find("confirmation_application"), on(day), days=DAYS)
    assert number in str(answer.article)
    assert ("older" in {step.kind for step in answer.steps}) is (day == "2021-12-31")
