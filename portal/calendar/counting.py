"""When a limit ends. Pure: values in, a value out; every answer explains itself.

民诉法 85: the day or hour of the event is not counted; a last day at rest moves to the first working day after.
"""

import calendar
import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import pgettext_lazy

from portal.calendar import law, steps
from portal.calendar.daytable import ONE_DAY
from portal.calendar.law import Citation
from portal.calendar.limits import Length, Limit, Unit
from portal.calendar.steps import Step

COURT_ZONE = ZoneInfo("Asia/Shanghai")
ONE_HOUR = datetime.timedelta(hours=1)


class StartNeedsTime(ValueError):
    """The limit runs by the hour or minute and only a day was given."""


@dataclass(frozen=True)
class Due:
    """The answer: a date, or a moment for hours and minutes, or None if the rule is no duration."""

    due: datetime.date | None
    provisional: bool
    article: Citation
    steps: tuple

    @property
    def in_words(self):
        """The day or moment as the steps write it."""
        return steps.shown_day(self.due)


def due(limit, start, *, days, extended=False, pauses=()):
    """When `limit` (a Limit, or an (amount, unit) pair) ends if its event was on `start`.

    `start`: date, or datetime (naive ones are the court's time); StartNeedsTime if a moment is needed.
    `days`: a DayTable. `extended`: with the longest extension the rule names.
    `pauses`: half-open (begin, end) dates not counted; only for limits by day, ValueError for others.
    """
    limit = limit if isinstance(limit, Limit) else plain(*limit)
    moment = _court_time(start) if isinstance(start, datetime.datetime) else None
    day = moment.date() if moment else start
    article = Citation(limit.articles, day)
    if not limit.is_duration:
        return Due(None, False, article, (*_rule(limit, False), Step(steps.NO_DATE), *_basis(article)))
    if not limit.needs_time:
        return _by_day(limit, day, days, article, extended and limit.extension is not None, pauses)
    if moment is None:
        raise StartNeedsTime
    if pauses:
        raise ValueError("only limits counted by day can be paused")
    return _by_moment(limit, moment, days, article)


def plain(amount, unit):
    """A period without a rule of its own, under the general articles on periods."""
    articles = {
        Unit.HOUR: (law.Article(law.CIVIL_PROCEDURE, "85"), law.Article(law.INTERPRETATION, "125")),
        Unit.OFFICE_MINUTE: (),
        Unit.SECOND: (),
    }
    length = Length(amount, Unit(unit))
    return Limit(
        code="", topic="", name=pgettext_lazy("without a rule", "Period"), length=length,
        articles=articles.get(length.unit, (law.Article(law.CIVIL_PROCEDURE, "85"),)),
    )  # fmt: skip


def _by_day(limit, day, days, article, extended, pauses):
    length = limit.length
    if extended:
        length = Length(length.amount + limit.extension.amount, length.unit)
    told = [
        Step(steps.START, day, {"event": limit.event or pgettext_lazy("event of a limit", "Start")}),
        *_rule(limit, extended),
        *_basis(article),
    ]
    if length.unit == Unit.WORKING_DAY:
        last, passed, looked_at = _count_working_days(day, length.amount, days, pauses)
    else:
        bare, paused = _move_past_pauses(day, _bare_end(day, length), pauses)
        last, rolled = _roll(bare, days)
        passed, looked_at = paused + rolled, [bare, last]
    return _answer(last, looked_at, [*told, *passed, Step(steps.RESULT, last)], article, days)


def _bare_end(day, length):
    """The last day before pauses and rest days are looked at."""
    if length.unit == Unit.CALENDAR_DAY:
        return day + length.amount * ONE_DAY
    return _same_day_later(day, length.amount * (12 if length.unit == Unit.YEAR else 1))


def _move_past_pauses(day, last, pauses):
    """One day later for each day after `day` that is paused."""
    passed = []
    while pauses and day < last:
        day += ONE_DAY
        if _paused(day, pauses):
            passed.append(Step(steps.PAUSED, day))
            last += ONE_DAY
    return last, passed


def _count_working_days(day, amount, days, pauses):
    passed, seen = [], []
    while amount:
        day += ONE_DAY
        seen.append(day)
        if _paused(day, pauses):
            passed.append(Step(steps.PAUSED, day))
        elif days.is_workday(day):
            amount -= 1
        else:
            passed.append(Step(steps.SKIPPED, day, {"reason": days.reason(day)}))
    return day, passed, seen


def _roll(last, days):
    """The first working day from the last day on, with every rest day between."""
    if days.is_workday(last):
        return last, []
    passed = [Step(steps.LAST, last)]
    while not days.is_workday(last):
        passed.append(Step(steps.SKIPPED, last, {"reason": days.reason(last)}))
        last += ONE_DAY
    return last, passed


def _same_day_later(day, months):
    """The corresponding day so many months on, or that month's last day if it has none such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _by_moment(limit, moment, days, article):
    length, event, seen = limit.length, limit.event or pgettext_lazy("event of a limit", "Start"), []
    told = [*_rule(limit, False), *_basis(article)]
    if length.unit == Unit.HOUR:
        # 解释 125: counting begins with the hour after the one in which it happened.
        first = moment.replace(minute=0, second=0, microsecond=0) + ONE_HOUR
        end = first + length.amount * ONE_HOUR
        told.insert(0, Step(steps.START_HOUR, moment, {"event": event, "first": first}))
    elif length.unit == Unit.SECOND:
        end = moment + datetime.timedelta(seconds=length.amount)
        told.insert(0, Step(steps.START_OFFICE, moment, {"event": event, "first": moment}))
    else:
        first, end, passed, seen = _in_office_time(moment, datetime.timedelta(minutes=length.amount), days)
        told.insert(0, Step(steps.START_OFFICE, moment, {"event": event, "first": first}))
        told += passed
    told.append(Step(steps.RESULT_MOMENT, end))
    return _answer(end, seen, told, article, days)


def _in_office_time(moment, left, days):
    """First counted moment, end, what was passed over, days looked at."""
    first, closed_since, passed, seen, day = None, moment, [], [], moment.date()
    while True:
        seen.append(day)
        if not days.is_workday(day):
            passed.append(Step(steps.SKIPPED, day, {"reason": days.reason(day)}))
        for opens, closes in days.office_hours if days.is_workday(day) else ():
            begin = max(moment, datetime.datetime.combine(day, opens, COURT_ZONE))
            end = datetime.datetime.combine(day, closes, COURT_ZONE)
            if begin >= end:
                continue
            if begin > closed_since:
                passed.append(Step(steps.CLOSED, closed_since, {"until": begin}))
            first = first or begin
            if begin + left <= end:
                return first, begin + left, passed, seen
            left -= end - begin
            closed_since = end
        day += ONE_DAY


def _answer(end, looked_at, told, article, days):
    unknown = sorted({day.year for day in looked_at if not days.known(day)})
    told += [Step(steps.PROVISIONAL, None, {"year": year}) for year in unknown]
    return Due(end, bool(unknown), article, tuple(told))


def _rule(limit, extended):
    if limit.length:
        rule = [Step(steps.RULE, None, {"name": limit.name, "length": limit.length})]
    else:
        rule = [Step(steps.NAME, None, {"name": limit.name})]
    if extended:
        rule.append(Step(steps.EXTENSION, None, {"length": limit.extension}))
    elif limit.extension:
        rule.append(Step(steps.EXTENDABLE, None, {"length": limit.extension}))
    notes = (limit.extended_by, limit.pause, limit.note)
    return rule + [Step(steps.NOTE, None, {"note": note}) for note in notes if note]


def _basis(article):
    if not article:
        return []
    basis = [Step(steps.ARTICLE, None, {"article": article})]
    since = [one.law.since for one in article.articles if one.law.since and one.law.since > article.on]
    if since:
        basis.append(Step(steps.OLDER, max(since)))
    return basis


def _paused(day, pauses):
    return any(begin <= day < end for begin, end in pauses)


def _court_time(moment):
    return moment.replace(tzinfo=COURT_ZONE) if moment.tzinfo is None else moment.astimezone(COURT_ZONE)
