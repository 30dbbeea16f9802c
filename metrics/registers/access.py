"""Whose registers a person keeps."""

from portal.courts.models import Court
from portal.people.models import Person, Role

WITH_INFERIORS = (Role.DIVISION, Role.ADMINISTRATOR)
KEEPERS = (*WITH_INFERIORS, Role.WATCHER, Role.CLERK)


def open_courts(by):
    """Ids of the courts whose rows `by` may bring in: a division's and administrator's with those under them, a
    watcher's and clerk's own; None, that is all, for a process."""
    if not isinstance(by, Person):
        return None
    own = {court for court, role in by.standing() if role in KEEPERS}
    heads = {court for court, role in by.standing() if role in WITH_INFERIORS}
    below = Court.objects.filter(superior__in=heads).values_list("pk", flat=True) if heads else ()
    return own.union(below)


def oversees(person):
    """Whether the person answers for the courts under his."""
    return any(role in WITH_INFERIORS for _court, role in person.standing())
