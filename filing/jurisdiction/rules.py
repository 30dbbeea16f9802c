"""Which court, as dated data: levels by amount, places, what links a dispute to a place. Read once, typed."""

import csv
import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.calendar import law
from portal.calendar.law import Article, Law

DATA = Path(__file__).with_name("data")
LAWS = {
    "CIVIL_PROCEDURE": law.CIVIL_PROCEDURE,
    "INTERPRETATION": law.INTERPRETATION,
    "LABOUR_INTERPRETATION": Law(_("Interpretation on Labour Disputes (Fa Shi [2020] No. 26)")),
    "INTERMEDIATE_AMOUNTS": Law(_("Notice on the jurisdiction of intermediate courts (Fa Fa [2021] No. 27)")),
    "HIGH_AMOUNTS": Law(_("Notice on the jurisdiction of high courts (Fa Fa [2019] No. 14)")),
    "JILIN_ENVIRONMENT": Law(
        _("Gathering of environmental and resource cases in Jilin, 2022 (to be confirmed for Yanbian)")
    ),
    "MARITIME_COURTS": Law(_("Maritime Special Procedure Law")),
}


@dataclass(frozen=True, slots=True)
class Term:
    """From `begins` (None: as long as known) up to the day before `ends`."""

    begins: date | None
    ends: date | None

    def holds(self, day):
        return (self.begins is None or self.begins <= day) and (self.ends is None or day < self.ends)


@dataclass(frozen=True, slots=True)
class Level:
    """From which amount (yuan) first instance belongs to a higher level."""

    term: Term
    level: str
    least: Decimal
    least_with_outsider: Decimal
    articles: tuple

    def takes(self, amount, outsider):
        return amount >= (self.least_with_outsider if outsider else self.least)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Disputes another kind of court hears: railway or maritime."""

    term: Term
    court: str
    causes: frozenset
    articles: tuple


@dataclass(frozen=True, slots=True)
class Tie:
    """What links disputes to a place, in the order of the article. No causes: every dispute."""

    term: Term
    causes: frozenset
    ties: tuple
    exclusive: bool
    articles: tuple


@dataclass(frozen=True, slots=True)
class Place:
    """A county or city and the basic court of this district that serves it."""

    term: Term
    name: str
    name_ko: str
    name_en: str
    court: str  # its short name

    def __str__(self):
        return {"ko": self.name_ko, "en": self.name_en}.get(get_language(), "") or self.name


@dataclass(frozen=True, slots=True)
class Rules:
    levels: tuple
    elsewhere: tuple
    ties: tuple
    places: tuple


@cache
def rules():
    with open(DATA / "rules.toml", "rb") as file:
        data = tomllib.load(file)
    with open(DATA / "places.csv", encoding="utf-8", newline="") as file:
        places = tuple(
            Place(_csv_term(row), row["place"], row["name_ko"], row["name_en"], row["court"])
            for row in csv.DictReader(file)
        )
    return Rules(
        levels=tuple(
            Level(
                _term(row),
                row["level"],
                Decimal(row["from"]),
                Decimal(row["from_with_outsider"]),
                _articles(row),
            )
            for row in data["levels"]
        ),
        elsewhere=tuple(
            Elsewhere(_term(row), row["court"], frozenset(row["causes"]), _articles(row))
            for row in data["elsewhere"]
        ),
        ties=tuple(
            Tie(
                _term(row),
                frozenset(row["causes"]),
                tuple(row["ties"]),
                row.get("exclusive", False),
                _articles(row),
            )
            for row in data["ties"]
        ),
        places=places,
    )


def places_on(day):
    """{name: Place} of those served on a day."""
    return {place.name: place for place in rules().places if place.term.holds(day)}


def _term(row):
    return Term(row.get("begins"), row.get("ends"))


def _csv_term(row):
    return Term(*(date.fromisoformat(row[name]) if row[name] else None for name in ("begins", "ends")))


def _articles(row):
    cited = [row["article"], row["also"]] if "also" in row else [row["article"]]
    return tuple(Article(LAWS[code], *rest) for code, *rest in cited)
