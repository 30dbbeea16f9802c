"""The day table in force: the published years, and over them what staff entered."""

from functools import lru_cache

from django.conf import settings

from portal.calendar.daytable import published_days
from portal.calendar.models import CourtDay


def court_days():
    """The DayTable as it stands now; one small query. Call it once per request or job and pass it on.

    The rows are asked each time, so every process sees a change at once; the table is built once per content.
    """
    return _overlaid(tuple(CourtDay.objects.values_list("day", "works", "name", "announced")))


@lru_cache(maxsize=4)
def _overlaid(rows):
    return published_days(settings.OFFICE_HOURS).overlaid(rows)
