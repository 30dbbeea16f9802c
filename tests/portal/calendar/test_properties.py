"""What holds of every due date, whatever the day and the amount."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from portal.calendar.counting import due
from portal.calendar.daytable import published_days
from portal.calendar.limits import BY_DAY, ROLLING, Unit
from portal.calendar.rules import every_limit

DAYS = published_days()
ONE_DAY = datetime.timedelta(days=1)

starts = st.dates(datetime.date(2004, 1, 1), datetime.date(2035, 12, 31))
moments = st.datetimes(datetime.datetime(2004, 1, 1), datetime.datetime(2035, 12, 31))
amounts = st.integers(1, 60)
by_day = st.sampled_from(sorted(BY_DAY))
by_moment = st.sampled_from([Unit.HOUR, Unit.OFFICE_MINUTE])


@given(starts, amounts, by_day)
def test_a_later_event_is_never_due_earlier(start, amount, unit):
    assert due((amount, unit), start, days=DAYS).due <= due((amount, unit), start + ONE_DAY, days=DAYS).due


@given(moments, st.integers(0, 100_000), amounts, by_moment)
def test_a_later_moment_is_never_due_earlier(start, seconds, amount, unit):
    later = start + datetime.timedelta(seconds=seconds)
    assert due((amount, unit), start, days=DAYS).due <= due((amount, unit), later, days=DAYS).due


@given(starts, amounts, by_day)
def test_a_longer_limit_is_never_due_earlier(start, amount, unit):
    assert start < due((amount, unit), start, days=DAYS).due <= due((amount + 1, unit), start, days=DAYS).due


@given(starts, amounts, by_day)
def test_the_last_day_is_a_working_day(start, amount, unit):
    assert DAYS.is_workday(due((amount, unit), start, days=DAYS).due)


@given(starts, amounts, st.sampled_from(sorted(ROLLING)))
def test_the_days_passed_over_are_all_rest_days_up_to_the_due_date(start, amount, unit):
    answer = due((amount, unit), start, days=DAYS)
    passed = [step.day for step in answer.steps if step.kind == "skipped"]
    assert all(not DAYS.is_workday(day) for day in passed)
    assert passed == [answer.due - n * ONE_DAY for n in range(len(passed), 0, -1)]
    assert bool(passed) == any(step.kind == "last" for step in answer.steps)


@given(starts, amounts)
def test_working_days_and_days_passed_over_make_up_the_whole_time(start, amount):
    answer = due((amount, "working_day"), start, days=DAYS)
    passed = [step.day for step in answer.steps if step.kind == "skipped"]
    assert amount + len(passed) == (answer.due - start).days
    assert len(set(passed)) == len(passed)


@given(moments, amounts)
def test_office_minutes_end_within_office_hours(start, amount):
    end = due((amount, "office_minute"), start, days=DAYS).due
    assert DAYS.is_workday(end.date())
    assert any(opens < end.time() <= closes for opens, closes in DAYS.office_hours)


@given(moments, amounts)
def test_hours_end_on_the_full_hour(start, amount):
    end = due((amount, "hour"), start, days=DAYS).due.replace(tzinfo=None)
    assert (end.minute, end.second, end.microsecond) == (0, 0, 0)
    assert datetime.timedelta(hours=amount) < end - start <= datetime.timedelta(hours=amount + 1)


@given(moments, st.sampled_from(every_limit()), st.booleans())
def test_every_rule_explains_itself_on_every_day(start, limit, extended):
    answer = due(limit, start, days=DAYS, extended=extended)
    assert all(step.text and "%(" not in step.text for step in answer.steps)
    assert str(answer.article)
    results = [step.day for step in answer.steps if step.kind in ("result", "result_moment")]
    assert results == ([answer.due] if limit.is_duration else [])
    assert answer.provisional == any(step.kind == "provisional" for step in answer.steps)


@given(starts, amounts, st.lists(st.tuples(starts, st.integers(0, 40)), max_size=3))
def test_a_pause_never_shortens(start, amount, pauses):
    periods = [(begin, begin + length * ONE_DAY) for begin, length in pauses]
    plain = due((amount, "calendar_day"), start, days=DAYS).due
    assert due((amount, "calendar_day"), start, days=DAYS, pauses=periods).due >= plain
