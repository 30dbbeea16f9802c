"""The lists held now: those that come with the portal and those staff imported."""

import time

from filing.causes import shipped
from filing.causes.catalogue import Catalogue

REREAD_AFTER = 60  # seconds; a list is imported weeks before its day, other processes may learn of it late

_held = None
_read_at = None


def held():
    """All lists as one Catalogue; looks for newly imported ones once a minute."""
    global _held, _read_at
    if _held is None or time.monotonic() - _read_at > REREAD_AFTER:
        _held, _read_at = merged(imported()), time.monotonic()
    return _held


def forget():
    """Look again at the next question: something was imported."""
    global _held
    _held = None


def imported():
    """The imported lists, as values."""
    from filing.causes.models import ImportedCauseList  # models are ready only when the apps are

    return tuple(row.as_list() for row in ImportedCauseList.objects.all())


def merged(imported):
    """The shipped catalogue with the imported lists; an imported one replaces a shipped one of its name."""
    if not imported:
        return shipped.catalogue()
    lists = {edition.version: edition for edition in (*shipped.lists(), *imported)}
    return Catalogue(lists.values(), shipped.renamed())
