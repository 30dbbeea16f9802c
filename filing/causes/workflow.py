"""Bringing in a coming list of causes. It is on record who did, and from which file."""

import hashlib

from django.core.exceptions import PermissionDenied
from django.db import transaction

from filing.causes import holdings
from filing.causes.models import ImportedCauseList
from portal.audit.models import record
from portal.people.access import keeps_for_all


@transaction.atomic
def bring_in(reading, *, version, begins, source, by):
    """Store the list; every process knows it within a minute, this one at once. The database refuses a second."""
    if not keeps_for_all(by):
        raise PermissionDenied
    row = ImportedCauseList(
        version=version,
        begins=begins,
        source=source,
        causes=[[*cause, in_pinyin(cause[-1])] for cause in reading.rows],
        file_hash=hashlib.sha256(reading.as_text().encode()).hexdigest(),
        imported_by=by,
    )
    row.full_clean()
    row.save()
    record(by, "bring_in_causes", subject=row, detail={"version": version, "begins": begins.isoformat()})
    transaction.on_commit(holdings.forget)
    return row


def in_pinyin(name):
    """The syllables of a name, apart."""
    # Only an import needs it, and loading its dictionary takes longer than starting the rest of the room.
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin("".join(character for character in name if character.isalpha())))
