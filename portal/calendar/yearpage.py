"""What the page of one year shows."""

import calendar
import datetime
from dataclasses import dataclass

from portal.calendar.daytable import DayTable
from portal.calendar.reading import FIRST_DAY, LAST_DAY


@dataclass(frozen=True)
class YearPage:
    """A year of the table; `entered`: {day: CourtDay} of those staff entered."""

    year: int
    days: DayTable
    entered: dict

    @property
    def known(self):
        return self.year in self.days.years

    @property
    def exceptions(self):
        """[(day with its name, the CourtDay staff entered or None)] in order."""
        return [(exception, self.entered.get(exception.day)) for exception in self.days.of_year(self.year)]

    @property
    def months(self):
        """[(first day, how many working days)] of the twelve months."""
        return [(datetime.date(self.year, month, 1), self._working_days(month)) for month in range(1, 13)]

    @property
    def working_days(self):
        return sum(count for _first, count in self.months)

    @property
    def before(self):
        return self.year - 1 if self.year > FIRST_DAY.year else None

    @property
    def after(self):
        return self.year + 1 if self.year < LAST_DAY.year else None

    def _working_days(self, month):
        length = calendar.monthrange(self.year, month)[1]
        return sum(self.days.is_workday(datetime.date(self.year, month, day)) for day in range(1, length + 1))
