"""When a case changes after the fee was paid: what is still due, what comes back. Pure."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filing.fees.quoting import quote
from filing.fees.steps import FEN
from portal.calendar.law import FEES, INTERPRETATION, Article
from portal.publicapi import Unreadable

RAISED, LOWERED, LOWERED_LATE = Article(FEES, "21", "1"), Article(FEES, "21", "2"), Article(FEES, "35")
TO_ORDINARY = Article(INTERPRETATION, "199")
REFUNDED = Article(FEES, "27")
SENTENCES = {
    "raised": gettext_lazy("The claim was raised: the difference is paid."),
    "lowered": gettext_lazy(
        "The claim was lowered before the court's investigation ended: the difference is paid back."
    ),
    "lowered_late": gettext_lazy(
        "The claim was lowered after the court's investigation: the party bears the difference."
    ),
    "unchanged": gettext_lazy("Nothing is due and nothing is paid back."),
    "to_ordinary": gettext_lazy(
        "The case changes to the ordinary procedure: the other half is paid within 7 days of the notice. If it is not, the"
        " case counts as withdrawn and half of what was paid comes back."
    ),
    "not_accepted": gettext_lazy("The case was not accepted: everything paid comes back."),
    "dismissed": gettext_lazy(
        "The case was dismissed without a hearing on the merits: everything paid comes back."
    ),
    "remanded": gettext_lazy("The case was sent back for a new trial: the appeal fee comes back."),
}


@dataclass(frozen=True, slots=True)
class Settlement:
    """What follows: `direction` is due, refund or none; `unpaid_refund` what comes back if it is not paid."""

    reason: str
    direction: str
    low: Decimal
    high: Decimal
    article: Article
    unpaid_refund: Decimal | None = None

    @property
    def text(self):
        return str(SENTENCES[self.reason])

    @property
    def sum(self):
        return self.low if self.low == self.high else None


def claim_changed(before, after, *, late=False):
    """From the Quote that was paid to the one of the new claim. `late`: lowered after the court's investigation."""
    low, high = after.low - before.low, after.high - before.high
    if low == high == 0:
        return Settlement("unchanged", "none", low, high, RAISED)
    if low > 0:
        return Settlement("raised", "due", low, high, RAISED)
    if late:
        return Settlement("lowered_late", "none", Decimal(0), Decimal(0), LOWERED_LATE)
    return Settlement("lowered", "refund", -low, -high, LOWERED)


def to_ordinary(kind, amounts=(), *, on, **circumstances):
    """(Quote of the ordinary procedure, Settlement): half was paid under the simple one, the rest is due."""
    whole = quote(kind, amounts, on=on, **{**circumstances, "halved_by": ()})
    paid = quote(kind, amounts, on=on, **{**circumstances, "halved_by": ("simple",)})
    if whole.fee is None:
        raise Unreadable(
            _("The fee is a range until the province's value is entered, so the rest cannot be told."),
            "fee_is_range",
            "kind",
        )
    back = (paid.low / 2).quantize(FEN, ROUND_HALF_UP)
    rest = whole.low - paid.low
    return whole, Settlement("to_ordinary", "due", rest, rest, TO_ORDINARY, back)


def refunded(paid, reason):
    """Everything back: `not_accepted` or `dismissed` (first instance), `remanded` (the fee of the appeal)."""
    return Settlement(reason, "refund", paid.low, paid.high, REFUNDED)
