"""Which days the courts work: a value. Pure: no clock, no database."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

SATURDAY = 5
ONE_DAY = datetime.timedelta(days=1)

# Festivals by the name they are kept under; announcements write the Chinese names.
FESTIVALS = {
    "New Year's Day": _("New Year's Day"),
    "Spring Festival": _("Spring Festival"),
    "Tomb-sweeping Day": _("Tomb-sweeping Day"),
    "Labour Day": _("Labour Day"),
    "Dragon Boat Festival": _("Dragon Boat Festival"),
    "Mid-autumn Festival": _("Mid-autumn Festival"),
    "National Day": _("National Day"),
    "Anti-Fascist 70th Day": _("70th anniversary of victory"),
}
CHINESE_NAMES = {
    "元旦": "New Year's Day", "春节": "Spring Festival", "清明": "Tomb-sweeping Day", "清明节": "Tomb-sweeping Day",
    "劳动节": "Labour Day", "端午": "Dragon Boat Festival", "端午节": "Dragon Boat Festival",
    "中秋": "Mid-autumn Festival", "中秋节": "Mid-autumn Festival",
    "国庆": "National Day", "国庆节": "National Day",
}  # fmt: skip

# 全国年节及纪念日放假办法: fixed in the solar calendar, so at rest in years not announced yet as well.
FIXED_FESTIVALS = {
    (1, 1): "New Year's Day", (5, 1): "Labour Day",
    (10, 1): "National Day", (10, 2): "National Day", (10, 3): "National Day",
}  # fmt: skip
# Its revision of 2024 made 2 May a holiday.
SECOND_OF_MAY_SINCE = 2025

OFFICE_HOURS = (
    (datetime.time(8, 30), datetime.time(11, 30)),
    (datetime.time(13, 30), datetime.time(17, 0)),
)


def festival(name):
    """The festival in the reader's language; other names stay as they were entered."""
    return FESTIVALS.get(CHINESE_NAMES.get(name, name), name)


@dataclass(frozen=True)
class Entry:
    """A day that differs from the week: the courts work on it or rest."""

    day: datetime.date
    works: bool
    name: str

    @property
    def shown_name(self):
        return festival(self.name)

    @property
    def in_own_words(self):
        """Whether the name is as staff wrote it, not a festival with a name in every language."""
        return self.shown_name is self.name


@dataclass(frozen=True)
class DayTable:
    """Exceptions from the week, as {day: (works, name)}, and the years whose exceptions are announced."""

    exceptions: Mapping = field(default_factory=dict, repr=False)
    years: frozenset = frozenset()
    office_hours: tuple = OFFICE_HOURS

    def is_workday(self, day):
        """Whether the courts work: make-up Saturdays and Sundays count as working days."""
        exception = self.exceptions.get(day)
        if exception is not None:
            return exception[0]
        return day.weekday() < SATURDAY and not self._fixed(day)

    def known(self, day):
        """Whether the holidays of the day's year are announced; if not, what is counted is provisional."""
        return day.year in self.years

    def reason(self, day):
        """Why the day is at rest or made up: the festival or the weekday, translated when shown."""
        exception = self.exceptions.get(day)
        name = exception[1] if exception else self._fixed(day)
        return festival(name) if name else WEEKDAYS[day.weekday()]

    def next_workday(self, day):
        """The day itself if it is a working day, else the first one after it."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def of_year(self, year):
        """The year's exceptions in order, as Entry."""
        return [Entry(day, *self.exceptions[day]) for day in sorted(self.exceptions) if day.year == year]

    def overlaid(self, rows):
        """A table in which these (day, works, name, announced) rows prevail; `announced` makes the year known."""
        exceptions = dict(self.exceptions)
        exceptions.update((day, (works, name)) for day, works, name, _announced in rows)
        years = self.years.union(day.year for day, _works, _name, announced in rows if announced)
        return replace(self, exceptions=exceptions, years=years)

    def _fixed(self, day):
        if day.year in self.years:
            return ""
        if (day.month, day.day) == (5, 2) and day.year >= SECOND_OF_MAY_SINCE:
            return "Labour Day"
        return FIXED_FESTIVALS.get((day.month, day.day), "")


@cache
def published_days(office_hours=OFFICE_HOURS):
    """The table of the published announcements alone (2004–2026 at the time of writing)."""
    # Imported here because the library's tables take 15 ms to build and most processes never count days.
    from chinese_calendar import holidays, workdays

    exceptions = {day: (False, name) for day, name in holidays.items()}
    exceptions.update((day, (True, name)) for day, name in workdays.items())
    return DayTable(exceptions, frozenset(day.year for day in holidays), office_hours)
