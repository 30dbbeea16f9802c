"""Case types: the codes in a case number and from when on each is given. Read once; pure."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

FILE = Path(__file__).with_name("data") / "types.csv"

LITIGATION_FIRST = frozenset({"民初", "行初", "刑初"})  # first instance: what counts as litigation coming in
ENFORCEMENT_FIRST = frozenset({"执"})
PRE_LITIGATION = frozenset({"民诉前调", "诉前调确", "诉前调书"})  # not in civil case statistics


@dataclass(frozen=True, slots=True)
class CaseType:
    """One type code. `matters`: what is entered under it where it covers several."""

    code: str
    branch: str
    name: str
    name_en: str
    name_ko: str
    begins: date
    ends: date | None  # the first day it is no longer given
    matters: tuple

    def __str__(self):
        return {"en": self.name_en, "ko": self.name_ko}.get(get_language(), "") or self.name

    def given_on(self, day):
        return self.begins <= day and (self.ends is None or day < self.ends)

    def given_in(self, year):
        """Whether some day of the year falls into its time."""
        return self.begins.year <= year and (self.ends is None or date(year, 1, 1) < self.ends)


@cache
def types():
    """Every type by its code, in the order of the standard."""
    with open(FILE, encoding="utf-8", newline="") as file:
        return {row["code"]: _type(row) for row in csv.DictReader(file)}


def _type(row):
    begins, ends = (date.fromisoformat(row[name]) if row[name] else None for name in ("begins", "ends"))
    return CaseType(**{**row, "begins": begins, "ends": ends, "matters": tuple(row["matters"].split())})


def type_on(code, day):
    """The CaseType if the code is given on that day, else None."""
    found = types().get(code)
    return found if found and found.given_on(day) else None


def types_on(day):
    return [each for each in types().values() if each.given_on(day)]
