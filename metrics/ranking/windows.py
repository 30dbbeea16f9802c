"""The periods figures are asked for: pure, half-open, in the court's days."""

import datetime
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from metrics.ranking.models import Period

DAY = datetime.timedelta(days=1)
FEW_WEEKS = datetime.timedelta(days=27)  # never a whole month: read from days, as a short window is
# Figures lie in between; a mistyped year stops here, lest it be compared with a day that is none.
EARLIEST, LATEST = datetime.date(1900, 1, 1), datetime.date(2999, 12, 31)


@dataclass(frozen=True)
class Window:
    """The days from `begin` up to, not including, `end`."""

    period: str
    begin: datetime.date
    end: datetime.date

    @classmethod
    def of(cls, period, on):
        """The window of a period around the day `on`; ValueError for an unknown period."""
        return cls(str(Period(period).value), *_BOUNDS[Period(period)](on))

    @property
    def last(self):
        """The last day inside."""
        return self.end - DAY

    def previous(self):
        """The one before; the year to date as it stood a day earlier."""
        if self.period == Period.TO_DATE:
            return Window.of(self.period, self.last - DAY)
        return Window.of(self.period, self.begin - DAY)

    def following(self):
        """The one after; the year to date as it will stand a day later."""
        return Window.of(self.period, self.end)

    def year_ago(self):
        """What to compare with: the same days last year; weeks and days of a week keep their weekdays."""
        if self.period == Period.WEEK:
            return Window(self.period, self.begin - 364 * DAY, self.end - 364 * DAY)
        begin, last = _a_year_before(self.begin), _a_year_before(self.last)
        whole_months = self.end.day == 1 and self.period != Period.DAY
        return Window(self.period, begin, _a_year_before(self.end) if whole_months else last + DAY)

    def and_before(self):
        """The window with some weeks before it where it is short: where nothing is in these, nothing was on record."""
        return replace(self, begin=min(self.begin, self.end - FEW_WEEKS))

    def so_far(self, today):
        """Cut after `today`, so that a running period is compared with the same part of another."""
        return replace(self, end=max(self.begin, min(self.end, today + DAY)))

    def __contains__(self, day):
        return self.begin <= day < self.end

    def __str__(self):
        """The period as people name it."""
        return _LABELS[self.period](self)


def last_day(as_of=None):
    """The last day that can have figures: today, or what was on record at a moment, the day just before it.

    The end of a day is the beginning of the next, which then has not begun to count.
    """
    if as_of is None:
        return timezone.localdate()
    return timezone.localdate(as_of - datetime.timedelta.resolution)


def windows_back(window, count):
    """`count` consecutive windows ending with this one, oldest first."""
    windows = [window]
    while len(windows) < count:
        windows.append(windows[-1].previous())
    return windows[::-1]


def _months_on(day, months):
    """The first of the month, `months` later."""
    index = day.year * 12 + day.month - 1 + months
    return datetime.date(index // 12, index % 12 + 1, 1)


def _a_year_before(day):
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


def _week(on):
    monday = on - on.weekday() * DAY
    return monday, monday + 7 * DAY


def _month(on):
    return _months_on(on, 0), _months_on(on, 1)


def _year(on):
    """The statistical year may begin in another month than January (some provinces: December)."""
    begin = _months_on(on, -((on.month - settings.STATISTICAL_YEAR_STARTS) % 12))
    return begin, _months_on(begin, 12)


def _quarter(on):
    begin = _months_on(on, -((on.month - settings.STATISTICAL_YEAR_STARTS) % 3))
    return begin, _months_on(begin, 3)


_BOUNDS = {
    Period.DAY: lambda on: (on, on + DAY),
    Period.WEEK: _week,
    Period.MONTH: _month,
    Period.QUARTER: _quarter,
    Period.YEAR: _year,
    Period.TO_DATE: lambda on: (_year(on)[0], on + DAY),
}


def _statistical_year(day):
    """A statistical year bears the number of the calendar year it ends in."""
    return _year(day)[1].replace(day=1).year - (settings.STATISTICAL_YEAR_STARTS == 1)


def _quarter_label(window):
    number = (window.begin.month - settings.STATISTICAL_YEAR_STARTS) % 12 // 3 + 1
    return _("Quarter %(number)s of %(year)s") % {"number": number, "year": _statistical_year(window.begin)}


def _range_label(window):
    return f"{window.begin:%Y-%m-%d} – {window.last:%Y-%m-%d}"


_LABELS = {
    Period.DAY: lambda window: date_format(window.begin, "DATE_FORMAT"),
    Period.WEEK: _range_label,
    Period.MONTH: lambda window: date_format(window.begin, "YEAR_MONTH_FORMAT"),
    Period.QUARTER: _quarter_label,
    Period.YEAR: lambda window: _("Year %(year)s") % {"year": _statistical_year(window.begin)},
    Period.TO_DATE: _range_label,
}
