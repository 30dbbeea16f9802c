"""Courts as registers name them: by code, full or short name, and as people write the name. Pure."""

import re
from collections import defaultdict

from metrics.registers.columns import plain
from metrics.registers.faults import CellFault

PROVINCE = re.compile(r"^.{2,6}?(?:省|自治区)")
LEVEL = re.compile(r"(?:基层|中级|高级)(?=法院$)")


class CourtNames:
    """`named(text)` is the id of the court.

    People leave out or add three things: the province, 人民 before 法院, and the level where the place says enough.
    """

    def __init__(self, courts):
        self._names = {court.pk: court.name for court in courts}
        self._exact = {
            plain(name): court.pk
            for court in courts
            for name in (court.code, court.name, court.short_name)
            if name
        }
        self._written = defaultdict(set)
        for court in courts:
            for name in _variants(court.name, _province(court, self._names)):
                self._written[name].add(court.pk)

    def named(self, text):
        """Raises CellFault if no court is called so, or more than one may be meant."""
        name = plain(text)
        if name in self._exact:
            return self._exact[name]
        found = self._written.get(_without_people(name), ())
        if len(found) > 1:
            raise CellFault("ambiguous_court", courts="、".join(self._names[pk] for pk in sorted(found)))
        if not found:
            raise CellFault("unknown_court")
        return next(iter(found))


def _province(court, names):
    """What its own name begins with, or else that of the court above it."""
    found = PROVINCE.match(court.name) or PROVINCE.match(names.get(court.superior_id, ""))
    return found[0] if found else ""


def _variants(name, province):
    place = _without_people(plain(name)).removeprefix(province)
    return {before + after for before in ("", province) for after in (place, LEVEL.sub("", place))}


def _without_people(name):
    return name.replace("人民法院", "法院")
