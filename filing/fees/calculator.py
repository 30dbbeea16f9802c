"""One question with all its circumstances, one answer: what page and API ask. Pure."""

from dataclasses import dataclass

from filing.fees.changes import Settlement, claim_changed, refunded, to_ordinary
from filing.fees.quoting import Quote, quote


@dataclass(frozen=True, slots=True)
class Answer:
    """The fee, and what follows from a change after it was paid."""

    quote: Quote
    settlement: Settlement | None = None


def calculate(kind, amounts=(), *, on, previous=(), late=False, ordinary=False, refund="", **circumstances):
    """`previous`: the claim the fee was paid for; `ordinary`: after a start in the simple procedure; `refund`: why.

    Other circumstances are those of `quote`. Raises Unreadable.
    """
    if ordinary:
        return Answer(*to_ordinary(kind, amounts, on=on, **circumstances))
    asked = quote(kind, amounts, on=on, **circumstances)
    if refund:
        return Answer(asked, refunded(asked, refund))
    if previous:
        return Answer(asked, claim_changed(quote(kind, previous, on=on, **circumstances), asked, late=late))
    return Answer(asked)
