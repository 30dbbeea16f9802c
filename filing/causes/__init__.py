"""Causes of action 案由: versioned trees. Civil only; what is asked here is answered by the lists in force.

`catalogue` and `search` are pure; these functions ask them with every list held, the imported ones included.
"""

from filing.causes.catalogue import Cause, CauseList, NoCauseList, Succession
from filing.causes.holdings import held
from filing.causes.search import Found


def list_on(day):
    """The CauseList in force on the day. Raises NoCauseList (code, sentence) before the first one held."""
    return held().list_on(day)


def list(version):
    """The CauseList called so. Raises KeyError."""
    return held().list(version)


def find(version, code):
    """The Cause with this code in that edition, or None."""
    return held().find(version, code)


def path(version, code):
    """The Causes from the root of that edition down to this one; none where no list knows it."""
    cause = find(version, code)
    return list(version).path(cause) if cause else ()


def named(text, on):
    """The Cause of exactly this name in force on the day, or None. Raises NoCauseList."""
    return held().named(text, on)


def search(query, on, limit=20):
    """Found(cause, how) best first: by Chinese, pinyin, initials, number and everyday words. Raises NoCauseList."""
    return held().search(query, on, limit)


def successor(cause):
    """Succession(kind, causes): what became of it in the next list; None while its own is the last."""
    return held().successor(cause)


__all__ = [
    "Cause",
    "CauseList",
    "Found",
    "NoCauseList",
    "Succession",
    "find",
    "list",
    "list_on",
    "named",
    "path",
    "search",
    "successor",
]
