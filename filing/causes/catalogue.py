"""Causes of action as values: lists in force from a day on, their trees, and what became of a cause."""

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from filing.causes.search import Index

CAUSE_LEVEL = 3  # the level the lists are counted by


class NoCauseList(LookupError):
    """No list is held for that day. The text is for the reader; `code` is for machines."""

    code = "before_first_list"


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause of one list. `code` is its key there: 137, 8.1 (item 1 of 8), S10 (level 2), P04 (level 1)."""

    version: str
    code: str
    parent: str
    level: int
    number: str
    name: str
    pinyin: str  # syllables apart

    @property
    def key(self):
        return self.version, self.code

    def __str__(self):
        return self.name


@dataclass(frozen=True)
class Succession:
    """What became of a cause in the next list: same, moved (another number or place), renamed, split, ended or unknown."""

    kind: str
    causes: tuple = ()


@dataclass(frozen=True, eq=False)
class CauseList:
    """One edition of the list, in force from `begins` until the day before the next one begins."""

    version: str
    begins: date
    source: str
    causes: tuple
    synonyms: tuple = field(default=(), repr=False)  # (word, names of causes)

    @cached_property
    def by_code(self):
        return {cause.code: cause for cause in self.causes}

    @cached_property
    def by_name(self):
        """Where a name stands at two levels, the more specific place wins."""
        return {plain(cause.name): cause for cause in sorted(self.causes, key=lambda cause: cause.level)}

    @cached_property
    def children(self):
        """Causes under each code, in the list's order; the roots under the empty code."""
        below = {}
        for cause in self.causes:
            below.setdefault(cause.parent, []).append(cause)
        return below

    @cached_property
    def index(self):
        return Index(self.causes, self.synonyms)

    def path(self, cause):
        """From the root down to the cause, itself included."""
        steps = [cause]
        while steps[0].parent:
            steps.insert(0, self.by_code[steps[0].parent])
        return tuple(steps)

    def count(self, level=CAUSE_LEVEL):
        return sum(cause.level == level for cause in self.causes)

    def named(self, text):
        """The cause with exactly this name, or None; forgives spaces, brackets of any width and a leading number."""
        name = plain(text)
        return self.by_name.get(name) or self.by_name.get(name.lstrip("0123456789.、()"))

    def search(self, query, limit=20):
        return self.index.search(query, limit)


class Catalogue:
    """All lists held, oldest first, and how names went over from one to the next."""

    def __init__(self, lists, renamed=()):
        """`renamed`: (version, name there, name in the next list), several rows for a cause that was split."""
        self.lists = tuple(sorted(lists, key=lambda edition: edition.begins))
        self._begins = [edition.begins for edition in self.lists]
        self._by_version = {edition.version: edition for edition in self.lists}
        self._renamed = {}
        self._origins = {}  # by version, worked out when first asked for
        for version, old, new in renamed:
            self._renamed.setdefault((version, old), []).append(new)

    def list_on(self, day):
        """The list in force on the day. Raises NoCauseList before the first one held."""
        position = bisect_right(self._begins, day)
        if not position:
            first = self._begins[0].isoformat()
            raise NoCauseList(
                _("No list of causes is held for %(day)s. Give a day from %(first)s on.")
                % {"day": day.isoformat(), "first": first}
            )
        return self.lists[position - 1]

    def list(self, version):
        """The edition called so. Raises KeyError."""
        return self._by_version[version]

    def ends(self, edition):
        """The first day of the next edition, or None while there is none."""
        following = self.following(edition)
        return following.begins if following else None

    def following(self, edition):
        position = self.lists.index(edition) + 1
        return self.lists[position] if position < len(self.lists) else None

    def find(self, version, code):
        """The cause, or None."""
        edition = self._by_version.get(version)
        return edition and edition.by_code.get(code)

    def named(self, text, on):
        """The cause of that name in force on the day, or None."""
        return self.list_on(on).named(text)

    def search(self, query, on, limit=20):
        return self.list_on(on).search(query, limit)

    def successor(self, cause):
        """What became of it in the next list; None while its own is the last."""
        edition = self._by_version[cause.version]
        following = self.following(edition)
        if following is None:
            return None
        heirs = [following.named(name) for name in self._renamed.get((cause.version, cause.name), ())]
        if heirs:
            return Succession("renamed" if len(heirs) == 1 else "split", tuple(heirs))
        namesakes = [other for other in following.causes if other.name == cause.name]
        if not namesakes:
            known = cause.level > 1 or following.count(1)  # the parts of the 2025 list are not published
            return Succession("ended" if known else "unknown")
        heir = min(namesakes, key=lambda other: abs(other.level - cause.level))
        same_place = heir.number == cause.number and heir.level == cause.level
        same_parent = _parent_name(edition, cause) == _parent_name(following, heir)
        return Succession("same" if same_place and same_parent else "moved", (heir,))

    def compared(self, names):
        """(names new in a coming list, names of the last list that it leaves out), each in its own order."""
        last = {cause.name for cause in self.lists[-1].causes}
        coming = set(names)
        return [name for name in names if name not in last], [
            cause.name for cause in self.lists[-1].causes if cause.name not in coming
        ]

    def origins(self, cause):
        """The causes of the list before that this one came from; none where it is new or its list the first."""
        position = self.lists.index(self._by_version[cause.version])
        if not position:
            return ()
        if cause.version not in self._origins:
            self._origins[cause.version] = self._origins_from(self.lists[position - 1])
        return tuple(self._origins[cause.version].get(cause.code, ()))

    def _origins_from(self, edition):
        """{code in the next list: the causes that went over to it}."""
        came = {}
        for cause in edition.causes:
            for heir in self.successor(cause).causes:
                came.setdefault(heir.code, []).append(cause)
        return came


def _parent_name(edition, cause):
    """The name above it. Level 1 is not counted: not every edition is known with its parts."""
    return edition.by_code[cause.parent].name if cause.parent and cause.level > 2 else ""


def plain(text):
    """A name as it is compared: one width, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split())
