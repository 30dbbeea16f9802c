"""Limits as values: a code, what sets it going, how long, whose article. The law's own are in `rules`."""

from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy


class Unit(TextChoices):
    CALENDAR_DAY = "calendar_day", pgettext_lazy("unit of a limit", "days")
    WORKING_DAY = "working_day", pgettext_lazy("unit of a limit", "working days")
    MONTH = "month", pgettext_lazy("unit of a limit", "months")
    YEAR = "year", pgettext_lazy("unit of a limit", "years")
    HOUR = "hour", pgettext_lazy("unit of a limit", "hours")
    OFFICE_MINUTE = "office_minute", pgettext_lazy("unit of a limit", "minutes of office time")
    SECOND = "second", pgettext_lazy("unit of a limit", "seconds")
    PERCENT = "percent", pgettext_lazy("unit of a limit", "per cent")


BY_DAY = frozenset({Unit.CALENDAR_DAY, Unit.WORKING_DAY, Unit.MONTH, Unit.YEAR})
BY_MOMENT = frozenset({Unit.HOUR, Unit.OFFICE_MINUTE, Unit.SECOND})
# 民诉法 85: the last day on a rest day moves. Working days cannot end on one; hours run through.
ROLLING = frozenset({Unit.CALENDAR_DAY, Unit.MONTH, Unit.YEAR})


class Topic(TextChoices):
    FILING = "filing", _("Filing")
    CROSS_COURT = "cross_court", _("Cross-court and online")
    FEES = "fees", _("Costs")
    MEDIATION = "mediation", _("Mediation")
    CONFIRMATION = "confirmation", _("Judicial confirmation")
    TRIAL = "trial", _("Trial")
    ENFORCEMENT = "enforcement", _("Enforcement and preservation")
    SERVICE = "service", _("Service and periods")
    HOTLINE = "hotline", _("Hotline, obstacles and ratings")


@dataclass(frozen=True)
class Length:
    """So many of a unit; as text in the reader's language."""

    amount: int
    unit: Unit

    def __str__(self):
        return _length_text(self.unit, self.amount) % {"count": self.amount}


@dataclass(frozen=True)
class Limit:
    """One rule. Without `length` (or in per cent) it has no due date, and `note` says what it asks instead.

    `event`: what sets it going; that day or hour is never counted (民诉法 85).
    `extension`: the longest one the rule names; `extended_by`: who may extend. `pause`: what stops the clock.
    """

    code: str
    topic: Topic
    name: object
    event: object = ""
    length: Length | None = None
    articles: tuple = ()
    extension: Length | None = None
    extended_by: object = ""
    pause: object = ""
    note: object = field(default="", repr=False)

    @property
    def is_duration(self):
        return self.length is not None and self.length.unit != Unit.PERCENT

    @property
    def needs_time(self):
        """Whether the time of day matters, not only the day."""
        return self.is_duration and self.length.unit in BY_MOMENT

    @property
    def rolls(self):
        """Whether a last day at rest moves to the first working day after it."""
        return self.is_duration and self.length.unit in ROLLING


def _length_text(unit, count):
    match unit:
        case Unit.CALENDAR_DAY:
            return ngettext("%(count)d day", "%(count)d days", count)
        case Unit.WORKING_DAY:
            return ngettext("%(count)d working day", "%(count)d working days", count)
        case Unit.MONTH:
            return ngettext("%(count)d month", "%(count)d months", count)
        case Unit.YEAR:
            return ngettext("%(count)d year", "%(count)d years", count)
        case Unit.HOUR:
            return ngettext("%(count)d hour", "%(count)d hours", count)
        case Unit.OFFICE_MINUTE:
            return ngettext("%(count)d minute of office time", "%(count)d minutes of office time", count)
        case Unit.SECOND:
            return ngettext("%(count)d second", "%(count)d seconds", count)
        case Unit.PERCENT:
            return ngettext("%(count)d per cent", "%(count)d per cent", count)
