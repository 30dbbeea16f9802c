"""What a case costs: pure arithmetic in Decimal, rounded once at the end (half up, to the fen)."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from django.utils.translation import gettext as _

from filing.fees.reading import require_possible
from filing.fees.rules import rules_on
from filing.fees.steps import FEN, NOTHING, ZERO, Step
from portal.calendar.law import FEES, INTERPRETATION, Article
from portal.publicapi import Unreadable

EXACT = Context(prec=60, rounding=ROUND_HALF_UP)  # a third of any amount is right far beyond the fen

HALVED_BY = {
    "mediation": Article(FEES, "15"),
    "withdrawal": Article(FEES, "15"),
    "simple": Article(FEES, "16"),
    "counterclaim": Article(FEES, "18"),
    "third_party": Article(FEES, "18"),
}
ONE_HALVING = Article(INTERPRETATION, "206")
CLAIMS_TOGETHER = Article(INTERPRETATION, "201")
ON_APPEAL = Article(FEES, "17")
CURRENCY = Article(FEES, "55")
EXEMPTION, REDUCTION = Article(FEES, "44"), Article(FEES, "46")
LEAST_REDUCTION = 30  # per cent


@dataclass(frozen=True, slots=True)
class Quote:
    """The answer: `fee` in yuan, or None with `low` and `high` where the law leaves a range. Steps add up to it."""

    kind: str
    low: Decimal
    high: Decimal
    steps: tuple
    article: Article
    version: str
    payable: str

    @property
    def fee(self):
        return self.low if self.low == self.high else None


@dataclass(frozen=True, slots=True)
class Relief:
    """Judicial relief: reduced by so many per cent; 100 is a waiver, for natural persons only (arts 44, 46)."""

    percent: int
    natural_person: bool = True


@dataclass(frozen=True, slots=True)
class Currency:
    """A claim in foreign money: yuan for one unit on the day the court decided to accept (art. 55)."""

    code: str
    rate: Decimal


class Bill:
    """Steps as they come, and their sum."""

    __slots__ = ("high", "low", "steps")

    def __init__(self):
        self.steps, self.low, self.high = [], ZERO, ZERO

    def add(self, kind, low=ZERO, high=ZERO, values=NOTHING, article=None):
        self.steps.append(Step(kind, low, high, values, article))
        self.low += low
        self.high += high


def quote(
    kind,
    amounts=(),
    *,
    on,
    halved_by=(),
    appeal=False,
    beside=False,
    currency=None,
    relief=None,
    may_wait=False,
):
    """The fee of one case of a kind on a day.

    `amounts`: claims in money, in yuan or in `currency`; added up. `beside`: others stand beside them.
    `halved_by`: codes of HALVED_BY, of which one counts. `may_wait`: a claim for wages (art. 20).
    Raises Unreadable where the parts do not go together.
    """
    rules = rules_on(on)
    row = rules.kinds.get(kind)
    if row is None:
        raise Unreadable(
            _("“%(kind)s” is no kind of case. Choose one from the list."),
            "kind_unknown",
            "kind",
            {"kind": kind},
        )
    _require_fit(row, amounts, halved_by, appeal, relief)
    bill = Bill()
    with localcontext(EXACT):
        total = _counted(row, amounts, appeal, beside, currency, bill)
        _scaled(row, total, rules.value_of(row, on), bill)
        _shared(row, bill)
        if halved_by and row.halves:
            _halved(halved_by, bill)
        if relief:
            _relieved(relief, bill)
        _rounded(bill)
    payable = "may_wait" if may_wait and row.payable == "in_advance" else row.payable
    return Quote(kind, bill.low, bill.high, tuple(bill.steps), row.article, rules.version, payable)


def _require_fit(row, amounts, halved_by, appeal, relief):
    if row.needs_amount and not amounts:
        raise Unreadable(_("Write the amount claimed, for example 100,000."), "amount_missing", "amount")
    free = row.payable == "never"
    if halved_by and not row.halves and not free:
        raise Unreadable(
            _(
                "Only the fee for a case is halved, not the one for an application or objection. Leave the halving out."
            ),
            "not_halved",
            "halved_by",
        )
    if appeal and not row.halves:
        raise Unreadable(_("There is no appeal with a fee of its own in this matter."), "no_appeal", "appeal")
    if relief and not LEAST_REDUCTION <= relief.percent <= 100:
        raise Unreadable(
            _("A reduction is at least %(least)s per cent. Write a number from %(least)s to 100."),
            "reduction_out_of_range",
            "reduced_by",
            {"least": LEAST_REDUCTION},
        )
    if relief and relief.percent == 100 and not relief.natural_person:
        raise Unreadable(
            _("Only a natural person can be exempted. Write a reduction below 100."),
            "exemption_for_persons",
            "reduced_by",
        )


def _counted(row, amounts, appeal, beside, currency, bill):
    """The amount the scale is applied to, or None."""
    if not amounts:
        if appeal:
            bill.add("appealed", article=ON_APPEAL)
        return None
    total = sum(amounts)
    if len(amounts) > 1:
        parts = " + ".join(f"{amount:,f}" for amount in amounts)
        bill.add("added", values={"amounts": parts, "total": total}, article=CLAIMS_TOGETHER)
    if currency:
        values = {
            "amount": total,
            "currency": currency.code,
            "rate": currency.rate,
            "total": total * currency.rate,
        }
        total = values["total"]
        require_possible(total, "rate")
        bill.add("converted", values=values, article=CURRENCY)
    if not row.parts:
        bill.add("amount_ignored")
        return None
    if beside:
        bill.add("beside", article=CLAIMS_TOGETHER)
    if appeal:
        bill.add("contested", values={"total": total}, article=ON_APPEAL)
    return total


def _scaled(row, total, value, bill):
    """The base and each part of the amount."""
    start = row.without if total is None and row.without else row.base
    held = value if value and start.low != start.high else start
    first = row.parts[0].above if row.parts and start is row.base else None
    kind, values = _base(row, start, held, first)
    bill.add(kind, held.low, held.high, values, row.article)
    if total is None or first is None or total <= first:
        return
    part = next(part for part in reversed(row.parts) if total > part.above)
    bill.steps.extend(part.below)
    bill.steps.append(part.step(total))
    cost = part.cost_below + bill.steps[-1].low
    bill.low += cost
    bill.high += cost


def _base(row, start, held, first):
    """Code and values of the step for the base."""
    if row.payable == "never":
        return "none", NOTHING
    if held.source:
        return "province", {"source": held.source}
    if start.low != start.high:
        return "province_open" if row.set_by_province else "range", {"low": start.low, "high": start.high}
    return ("flat", NOTHING) if first is None else ("up_to", {"up_to": first})


def _shared(row, bill):
    """A share of the scale, and no more than the cap."""
    numerator, denominator = row.share
    if numerator != denominator:
        off = [value * numerator / denominator - value for value in (bill.low, bill.high)]
        bill.add("share", *off, {"share": f"{numerator}/{denominator}"}, row.article)
    if row.cap is not None and bill.high > row.cap:
        bill.add("cap", min(row.cap - bill.low, ZERO), row.cap - bill.high, {"cap": row.cap}, row.article)


def _halved(halved_by, bill):
    bill.add(f"half_{halved_by[0]}", -bill.low / 2, -bill.high / 2, article=HALVED_BY[halved_by[0]])
    if len(halved_by) > 1:
        bill.add("half_once", article=ONE_HALVING)


def _relieved(relief, bill):
    share = Decimal(relief.percent) / 100
    kind, article = ("exempt", EXEMPTION) if relief.percent == 100 else ("reduced", REDUCTION)
    bill.add(kind, -bill.low * share, -bill.high * share, {"percent": relief.percent}, article)


def _rounded(bill):
    low, high = bill.low, bill.high
    fen = low.quantize(FEN)
    fen_high = fen if high == low else high.quantize(FEN)
    if fen != low or fen_high != high:
        bill.steps.append(Step("rounding", fen - low, fen_high - high))
    bill.low, bill.high = fen, fen_high
