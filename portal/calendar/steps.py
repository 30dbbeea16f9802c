"""The sentences by which a due date explains itself; translated when shown."""

import datetime
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

START, START_HOUR, START_OFFICE = "start", "start_hour", "start_office"
RULE, NAME, EXTENSION, EXTENDABLE = "rule", "name", "extension", "extendable"
ARTICLE, OLDER = "article", "older"
PAUSED, LAST, SKIPPED, CLOSED = "paused", "last", "skipped", "closed"
RESULT, RESULT_MOMENT, PROVISIONAL = "result", "result_moment", "provisional"
NO_DATE, NOTE = "no_date", "note"

SENTENCES = {
    START: _("%(event)s: %(day)s. This day itself is not counted."),
    START_HOUR: _("%(event)s: %(day)s. Hours are counted from the next full hour, %(first)s."),
    START_OFFICE: _("%(event)s: %(day)s. Time is counted from %(first)s."),
    RULE: _("%(name)s: %(length)s."),
    NAME: _("%(name)s."),
    EXTENDABLE: _("It may be extended by %(length)s at most."),
    EXTENSION: _("With the longest extension of %(length)s."),
    ARTICLE: _("Basis: %(article)s."),
    OLDER: _(
        "This text has been in force only since %(day)s; for an earlier day look up the text of that time."
    ),
    PAUSED: _("The clock stood still: %(day)s is not counted."),
    LAST: _(
        "The last day counted is %(day)s, a rest day. The limit moves to the first working day after it."
    ),
    SKIPPED: _("%(day)s: no working day (%(reason)s), passed over."),
    CLOSED: _("The office is closed from %(day)s to %(until)s: not counted."),
    RESULT: _("Due on %(day)s."),
    RESULT_MOMENT: _("Due at %(day)s."),
    PROVISIONAL: _(
        "Provisional: the holidays of %(year)s are not in the table. Check again when they are announced."
    ),
    NO_DATE: _("This rule sets no number of days, so no due date can be counted."),
    NOTE: "%(note)s",
}


@dataclass(frozen=True)
class Step:
    """One line of the explanation; `day` is the day or moment it speaks of, if any."""

    kind: str
    day: datetime.date | None = None
    values: dict = field(default_factory=dict)

    @property
    def text(self):
        shown = {name: shown_day(value) for name, value in {"day": self.day, **self.values}.items()}
        return str(SENTENCES[self.kind]) % shown


def shown_day(value):
    """A day or moment as all sentences of an answer write it; anything else as it is."""
    if isinstance(value, datetime.datetime):
        return f"{shown_day(value.date())} {value.strftime('%H:%M:%S' if value.second else '%H:%M')}"
    if isinstance(value, datetime.date):
        return date_format(value, pgettext("date format of a day", "D, N j, Y"))
    return str(value)
