"""What an indicator is: a declaration. Pages, roll-up, drill and recount all read it from here."""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    SHARE = "share", pgettext_lazy("kind of figure", "Share")
    COUNT = "count", pgettext_lazy("kind of figure", "Count")
    MEAN = "mean", pgettext_lazy("kind of figure", "Mean")


UNITS = {Kind.SHARE: "%", Kind.COUNT: _("cases"), Kind.MEAN: _("days")}


@dataclass(frozen=True)
class Indicator:
    """`rows` are the events that count; a share's `hit` says which of them, a mean's `amount` which fact is summed.

    `apart`: the hits are events of their own, not a part of the rows (the share may then exceed one).
    A condition may be a function where a setting has a say. A changed meaning is a new `version`.
    """

    code: str
    name: object  # lazy text
    definition: object  # lazy text, printed under every figure
    source: object  # lazy text: article or document
    rows: object  # Q, or a function that gives one
    hit: object = None
    amount: str = ""
    apart: bool = False
    kind: Kind = Kind.SHARE
    higher_is_better: bool = True
    target: Fraction | None = None
    below_last_year: bool = False
    version: int = 1

    @property
    def unit(self):
        return UNITS[self.kind]

    @property
    def ranked(self):
        """A plain count has no denominator, so nobody has a place in it."""
        return self.kind != Kind.COUNT

    @property
    def spread(self):
        """Whether each value's frequency is kept, for medians."""
        return self.kind == Kind.MEAN

    @property
    def comparable(self):
        """Whether an interval can tell two courts apart: the numerator is a part of the denominator."""
        return self.kind == Kind.SHARE and not self.apart

    @property
    def numerator(self) -> Q:
        """The events behind the numerator."""
        rows, hit = _condition(self.rows), _condition(self.hit)
        if hit is None:
            return rows
        return hit if self.apart else rows & hit

    @property
    def denominator(self) -> Q | None:
        """The events behind the denominator; None for plain counts."""
        return None if self.kind == Kind.COUNT else _condition(self.rows)

    def part(self, name) -> Q:
        """The events behind "numerator" or "denominator"; a plain count has only the former."""
        return self.numerator if name == "numerator" or self.kind == Kind.COUNT else self.denominator


def _condition(condition):
    return condition() if callable(condition) else condition
