"""What subjects of the audit are called, and the filing they belong to. Rooms above make theirs known here."""

from dataclasses import dataclass

_tellers = {}


@dataclass(frozen=True)
class Belonging:
    """The case a subject is part of: its reference, and its page where the reader may open it."""

    reference: str
    url: str = ""


def register_subjects(kind, tell):
    """`tell(keys, person)` gives {key: Belonging} of these subjects, in a fixed number of statements."""
    _tellers[kind] = tell


def belongings(entries, person):
    """{(kind, key): Belonging} of the entries' subjects, each kind asked once."""
    return {
        (kind, key): found
        for kind, tell in _tellers.items()
        if (keys := {entry.subject_id for entry in entries if entry.subject_kind == kind})
        for key, found in tell(keys, person).items()
    }
