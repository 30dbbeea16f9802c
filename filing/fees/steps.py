"""The sentences by which a fee explains itself; translated when shown."""

from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

ZERO, FEN = Decimal(0), Decimal("0.01")
NOTHING = MappingProxyType({})

SENTENCES = {
    # what is counted
    "added": _("The claims are added up: %(amounts)s = %(total)s yuan."),
    "converted": _("%(amount)s %(currency)s at %(rate)s yuan each: %(total)s yuan."),
    "beside": _("Claims in money and others together: the scale for money decides alone."),
    "contested": _("On appeal the part of the judgment that is contested counts: %(total)s yuan."),
    "appealed": _("On appeal the same is paid again."),
    "amount_ignored": _("The amount does not matter here."),
    # what it costs
    "none": _("No fee is charged."),
    "flat": _("Per case."),
    "up_to": _("Up to %(up_to)s yuan."),
    "range": _("Per case, between %(low)s and %(high)s yuan; the court tells the exact sum."),
    "province_open": _(
        "Per case, between %(low)s and %(high)s yuan; the value set by the province is not entered yet."
    ),
    "province": _("Per case, as the province has set (%(source)s)."),
    "part": _("%(above)s to %(up_to)s yuan: %(part)s × %(rate)s."),
    "part_open": _("Above %(above)s yuan: %(part)s × %(rate)s."),
    "share": _("%(share)s of the scale for claims in money is paid."),
    "cap": _("At most %(cap)s yuan."),
    # what is taken off
    "half_mediation": _("Half, because it ended by mediation."),
    "half_withdrawal": _("Half, because it was withdrawn."),
    "half_simple": _("Half, because the simple procedure is used."),
    "half_counterclaim": _("Half, because the counterclaim is tried together."),
    "half_third_party": _("Half, because the third party's claim is tried together."),
    "half_once": _("There is only one halving in a case."),
    "reduced": _("Reduced by %(percent)s%% as judicial relief."),
    "exempt": _("Waived as judicial relief."),
    "rounding": _("Rounded to the fen."),
}


class Step(NamedTuple):
    """One line of the arithmetic: what it adds (or, below zero, takes off), and why."""

    kind: str
    low: Decimal = ZERO
    high: Decimal = ZERO
    values: dict = NOTHING
    article: object = None

    @property
    def text(self):
        return str(SENTENCES[self.kind]) % {name: shown(value) for name, value in self.values.items()}

    @property
    def counts(self):
        """Whether it changes the sum by a fen or more."""
        return max(abs(self.low), abs(self.high)) >= FEN


def shown(value):
    """A number as it stands in a sentence: 10,000 or 12.50; anything else as it is."""
    if not isinstance(value, Decimal):
        return value
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value.normalize():,f}"


def percent(rate):
    return f"{(rate * 100).normalize():f}%"
