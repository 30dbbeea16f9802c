"""What the commands of figures are told: days, ranges, moments."""

import datetime
from argparse import ArgumentTypeError

from django.core.management import CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from metrics.ranking.windows import DAY, EARLIEST, LATEST


def day(text):
    """A day as YYYY-MM-DD; ArgumentTypeError otherwise, and for one nobody has figures of."""
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise ArgumentTypeError(_("“%(text)s” is not a day. Write it like 2026-03-31.") % {"text": text})
    return _possible(found)


def moment(text):
    """A moment in ISO 8601; without an offset, the court's time; a day means its end. ArgumentTypeError otherwise."""
    try:
        found = parse_datetime(text) if len(text) > len("2026-03-31") else None
    except ValueError:
        found = None
    if found is None:
        found = datetime.datetime.combine(day(text[:10]) + DAY, datetime.time()) if len(text) == 10 else None
    if found is None:
        raise ArgumentTypeError(
            _("“%(text)s” is not a moment. Write it like 2026-03-31T18:00.") % {"text": text}
        )
    _possible(found.date())
    found = timezone.make_aware(found) if timezone.is_naive(found) else found
    return found.astimezone(datetime.UTC)  # PostgreSQL reads no offset beyond sixteen hours


def _possible(day):
    if not EARLIEST <= day <= LATEST:
        raise ArgumentTypeError(
            _("There are no figures of %(day)s. Give a day from %(first)s to %(last)s.")
            % {"day": day, "first": EARLIEST, "last": LATEST}
        )
    return day


def days(first, last):
    """The half-open range of two days, both included; CommandError if they are the wrong way round."""
    if last < first:
        raise CommandError(_("The range ends before it begins."))
    return first, last + DAY
