"""Looking at personal data: only what may be seen, only with a reason, never without an audit entry."""

from dataclasses import dataclass

from django.db import transaction

from portal.audit.models import record


@dataclass(frozen=True)
class Kind:
    """Subjects with personal data. `visible_to(person)` gives those whose data that person may ask for."""

    name: str
    visible_to: object
    fields: tuple
    court_of: object


_kinds = {}


def register(name, visible_to, fields, court_of):
    """Make subjects known to the page of revealing: what may be asked for, and whose court the look concerns."""
    _kinds[name] = Kind(name, visible_to, tuple(fields), court_of)


def kind(name):
    """The registered kind; KeyError if there is none."""
    return _kinds[name]


def reveal(subject, field, *, by, reason, court=None):
    """The plain text of one field. The look and its reason are on record in the same transaction.

    Raises ValueError without a reason: then nothing was shown and nothing is on record.
    """
    if not reason.strip():
        raise ValueError("a look at personal data needs a reason")
    with transaction.atomic():
        record(by, "look", subject=subject, court=court, detail={"field": field, "reason": reason.strip()})
        return getattr(subject, field).plain()
