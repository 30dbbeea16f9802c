"""Days, times and amounts as people and systems write them; what nobody could read is refused with an example."""

import datetime
import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.calendar.limits import Unit

# The Civil Procedure Law is of 1991; beyond 2100 no limit of today reaches.
FIRST_DAY, LAST_DAY = datetime.date(1992, 1, 1), datetime.date(2100, 12, 31)
# Long enough for every limit of the law, short enough to list the days passed over.
MOST = {
    Unit.CALENDAR_DAY: 3650,
    Unit.WORKING_DAY: 1000,
    Unit.MONTH: 240,
    Unit.YEAR: 20,
    Unit.HOUR: 8760,
    Unit.OFFICE_MINUTE: 10_000,
}

DAY = r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})-(?P<day>\d{1,2})|(?P<mm>\d{2})(?P<dd>\d{2}))"
TIME = r"(?P<hour>\d{1,2})[:时点시]\s?(?P<minute>\d{1,2})[분分]?(?::(?P<second>\d{2})(?:\.\d+)?)?"
# A plus sign in an address arrives as a space.
ZONE = r"(?P<zone>Z|[-+ ]\d{2}:?\d{2})?"
START = re.compile(rf"{DAY}(?:[T ]\s*{TIME}\s*{ZONE})?", re.IGNORECASE)
AMOUNT = re.compile(r"(\d+(?:,\d{3})*)\s*(?:个?工作日|个?月|小时|分钟|[天日年]|일|개월|년|시간|분)?")


def read_start(text):
    """A date, or a datetime (aware if a zone was written). ValidationError: start_unreadable, start_out_of_range."""
    found = START.fullmatch(_plain(text))
    start = _start(found) if found else None
    if start is None:
        raise ValidationError(
            _("“%(text)s” is no day. Write it as 2022-04-12, with a time as 2022-04-12T10:20."),
            code="start_unreadable",
            params={"text": text[:40]},
        )
    if not FIRST_DAY.year <= start.year <= LAST_DAY.year:
        raise ValidationError(_("Write a day from 1992 to 2100."), code="start_out_of_range")
    return start


def read_time(text):
    """A time of day, written 10:20. ValidationError: time_unreadable."""
    found = re.fullmatch(TIME, _plain(text))
    try:
        return _time(found)
    except (TypeError, ValueError):
        raise ValidationError(_("Write the time of day as 10:20."), code="time_unreadable") from None


def read_amount(text, unit):
    """A whole number the unit can be counted in. ValidationError: amount_unreadable, amount_out_of_range."""
    found = AMOUNT.fullmatch(unicodedata.normalize("NFKC", text).strip())
    # More digits than any allowed amount has are not worth turning into a number.
    amount = int(found[1].replace(",", "")) if found and len(found[1]) < 12 else None
    if amount is not None and 1 <= amount <= MOST[unit]:
        return amount
    raise ValidationError(
        _("Write a whole number from 1 to %(most)s, such as 15."),
        code="amount_unreadable" if found is None else "amount_out_of_range",
        params={"most": MOST[unit]},
    )


def _plain(text):
    text = unicodedata.normalize("NFKC", text).strip()
    text = re.sub(r"\s*[年년月월]\s*", "-", text)
    text = re.sub(r"(?<=\d)\s*[日号일]\s*(?=\d)", " ", text)
    text = re.sub(r"(?<=\d)\s*[日号일]$", "", text)
    return re.sub(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})", r"\1-\2-\3", text)


def _start(found):
    """The day or moment, or None if the calendar has no such."""
    try:
        day = datetime.date(
            int(found["year"]), int(found["month"] or found["mm"]), int(found["day"] or found["dd"])
        )
        if found["hour"] is None:
            return day
        return datetime.datetime.combine(day, _time(found), _zone(found["zone"]))
    except ValueError:
        return None


def _time(found):
    return datetime.time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0))


def _zone(text):
    if not text:
        return None
    if text in "Zz":
        return datetime.UTC
    sign, digits = -1 if text[0] == "-" else 1, text[1:].replace(":", "")
    return datetime.timezone(sign * datetime.timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))
