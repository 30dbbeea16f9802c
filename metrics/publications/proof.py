"""The proof of a published ranking: counted again as of its cut-off, and the cases behind each number."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from metrics.dashboard.choice import Choice
from metrics.indicators.definition import in_force
from metrics.publications.published import Line
from metrics.ranking.figures import figures, side_by_side
from metrics.ranking.publication import differs
from metrics.ranking.rates import FigureValue


@dataclass(frozen=True)
class Row:
    """A line with the addresses of the cases its two numbers count; "" where they cannot be shown."""

    line: Line
    numerator: str
    denominator: str


class Proof:
    def __init__(self, shown):
        """`shown` is the Published ranking."""
        self.shown = shown
        self.one = in_force(
            shown.ranking.definition
        )  # the declared indicator; None if its rule is another one now

    @property
    def rule_in_force(self):
        return self.one is not None

    @property
    def corrected_since(self):
        """Whether the record now gives other figures: of the latest version, that the next one follows."""
        if self.one is None:
            return False
        levels, (now,), _on_record = side_by_side(self.one, [self.shown.window])
        return differs(self.shown.ranking, now, levels)

    @property
    def lines(self):
        return [self._row(line) for line in self.shown.lines]

    @property
    def own(self):
        return self._row(self.shown.own) if self.shown.own else None

    @property
    def district(self):
        if self.shown.whole_district:
            return self._row(self.shown.district)
        return Row(self.shown.district, "", "")

    @cached_property
    def differing(self):
        """How many courts' lines are others when counted again; None if the rule is no longer in force."""
        if self.one is None:
            return None
        again = figures(self.one, self.shown.window, as_of=self.shown.ranking.cutoff)
        stored = {court: FigureValue(*figure) for court, *figure, _place in self.shown.stored}
        return sum(again.get(court) != stored.get(court) for court in again.keys() | stored.keys())

    def _row(self, line):
        """Cases as of the cut-off: as many as published. (A sum of days is no number of cases.)"""
        if not self.rule_in_force:
            return Row(line, "", "")
        numerator = "" if self.shown.indicator.spread else self._cases(line.court, "numerator")
        return Row(line, numerator, self._cases(line.court, "denominator"))

    def _cases(self, court, part):
        choice = Choice(
            window=self.shown.window,
            on=self.shown.window.last,
            indicator=self.shown.indicator,
            court=court,
            courts=tuple(self.shown.courts.values()),
            whole_district=self.shown.whole_district,
            as_of=self.shown.ranking.cutoff,
        )
        return reverse("dashboard:cases") + choice.address(part=part)
