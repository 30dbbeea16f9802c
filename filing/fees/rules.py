"""What a court case costs, as dated data: read once, typed."""

import csv
import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from filing.fees.steps import Step, percent
from portal.calendar.law import FEES, Article
from portal.publicapi import Unreadable

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True)
class Part:
    """What of the amount lies above `above` (yuan), up to the next part, costs `rate`.

    `below`: the steps of the parts before this one, all used up, and `cost_below` their sum: most of a quote is
    the same for everybody, so it is made once.
    """

    above: Decimal
    up_to: Decimal | None
    rate: Decimal
    article: Article
    below: tuple = ()
    cost_below: Decimal = Decimal(0)

    def step(self, total):
        """The step for the share of a total that lies in this part."""
        counted = (total if self.up_to is None or total < self.up_to else self.up_to) - self.above
        values = {"above": self.above, "up_to": self.up_to, "part": counted, "rate": percent(self.rate)}
        cost = counted * self.rate
        return Step("part" if self.up_to else "part_open", cost, cost, values, self.article)


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high` yuan; one value where they are equal. `source`: who set it inside a range."""

    low: Decimal
    high: Decimal
    source: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One matter of arts 8, 13 and 14."""

    code: str
    article: Article
    base: Range | None  # with the amount, if there is one
    parts: tuple
    without: Range | None  # where nothing is claimed in money
    needs_amount: bool
    share: tuple  # numerator, denominator
    cap: Decimal | None
    set_by_province: bool
    halves: bool
    payable: str  # in_advance, after_enforcement, after_liquidation, never


@dataclass(frozen=True, slots=True)
class Rules:
    """The Measures in force from a day on; `values` of the province replace ranges from their own day on."""

    begins: date
    kinds: dict
    values: tuple  # (kind, begins, value, source), oldest first

    @property
    def version(self):
        return self.begins.isoformat()

    def value_of(self, kind, on):
        """The province's value for a ranged kind that day, or None while it has set none."""
        if not self.values:
            return None
        held = [row for row in self.values if row[0] == kind.code and row[1] <= on]
        if not held:
            return None
        _kind, _begins, value, source = held[-1]
        return Range(value, value, source)


@cache
def _editions():
    """(first days, Rules), oldest first."""
    editions = [_read(path) for path in sorted(DATA.glob("*.toml"))]
    return [each.begins for each in editions], editions


def rules_on(day):
    """The Rules in force that day. Unreadable (before_first_rule) for an earlier one."""
    begins, editions = _editions()
    position = bisect_right(begins, day)
    if not position:
        raise Unreadable(
            _("Fees can be told for days from %(first)s on. Write a later day."),
            "before_first_rule",
            "on",
            {"first": begins[0].isoformat()},
        )
    return editions[position - 1]


def _read(path):
    with open(path, "rb") as file:
        data = tomllib.load(file)
    kinds = {code: _kind(code, row, data["scales"]) for code, row in data["kinds"].items()}
    return Rules(date.fromisoformat(path.stem), kinds, province_values(kinds))


def _kind(code, row, scales):
    scale = scales.get(row.get("scale"), {"base": row.get("base"), "parts": []})
    article = Article(FEES, *row["article"])
    return Kind(
        code=code,
        article=article,
        base=_range(scale["base"]),
        parts=tuple(_parts(scale["parts"], article)),
        without=_range(row.get("without")),
        needs_amount=row.get("amount") == "required",
        share=tuple(int(part) for part in row.get("share", "1/1").split("/")),
        cap=Decimal(row["cap"]) if "cap" in row else None,
        set_by_province=row.get("set_by_province", False),
        halves=row.get("halves", False),
        payable=row.get("payable", "in_advance"),
    )


def _parts(rows, article):
    bounds = [Decimal(row["above"]) for row in rows]
    below, cost = (), Decimal(0)
    for row, above, up_to in zip(rows, bounds, [*bounds, None][1:], strict=False):
        part = Part(above, up_to, Decimal(row["rate"]), article, below, cost)
        yield part
        if up_to:
            whole = part.step(up_to)
            below, cost = (*below, whole), cost + whole.low


def _range(text):
    if text is None:
        return None
    low, high = (text, text) if isinstance(text, str) else text
    return Range(Decimal(low), Decimal(high))


def province_values(kinds, path=None):
    """What the province set inside the ranges, from its file. ValueError names the row that cannot be."""
    rows = []
    with open(
        path or settings.FEE_VALUES_FILE or DATA / "province.csv", encoding="utf-8-sig", newline=""
    ) as file:
        for row in csv.DictReader(file):
            kind, value = kinds.get(row["kind"]), Decimal(row["value"])
            held = kind and kind.set_by_province and (kind.without or kind.base)
            if not held or not held.low <= value <= held.high:
                raise ValueError(f"{row}: 不是本省可以定的数额 / no value a province may set")
            rows.append((kind.code, date.fromisoformat(row["begins"]), value, row["source"]))
    return tuple(sorted(rows, key=lambda row: row[1]))
