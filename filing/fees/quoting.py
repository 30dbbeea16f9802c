"""What a case costs: pure arithmetic in Decimal, rounded once at the end (half up, to the fen)."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from django.utils.translation import gettext as _

from filing.fees.rules import rules_on
from filing.fees.steps import FEN, Step, percent
from portal.calendar.law import FEES, INTERPRETATION, Article
from portal.publicapi import Unreadable

ONE = (1, 1)
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
PREPAID = {"after_enforcement": Article(FEES, "20"), "after_liquidation": Article(FEES, "20")}


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
    with localcontext(EXACT):
        steps = []
        total = _counted(row, amounts, appeal, beside, currency, steps)
        _scaled(row, total, rules.value_of(row, on), steps)
        _shared(row, steps)
        _halved(row, halved_by, steps)
        _relieved(relief, steps)
        low, high = _rounded(steps)
    payable = "may_wait" if may_wait and row.payable == "in_advance" else row.payable
    return Quote(kind, low, high, tuple(steps), row.article, rules.version, payable)


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


def _counted(row, amounts, appeal, beside, currency, steps):
    """The amount the scale is applied to, or None."""
    if not amounts:
        if appeal:
            steps.append(Step("appealed", article=ON_APPEAL))
        return None
    total = sum(amounts)
    if len(amounts) > 1:
        parts = " + ".join(f"{amount:,f}" for amount in amounts)
        steps.append(Step("added", values={"amounts": parts, "total": total}, article=CLAIMS_TOGETHER))
    if currency:
        values = {
            "amount": total,
            "currency": currency.code,
            "rate": currency.rate,
            "total": total * currency.rate,
        }
        total = values["total"]
        steps.append(Step("converted", values=values, article=CURRENCY))
    if not row.parts:
        steps.append(Step("amount_ignored"))
        return None
    if beside:
        steps.append(Step("beside", article=CLAIMS_TOGETHER))
    if appeal:
        steps.append(Step("contested", values={"total": total}, article=ON_APPEAL))
    return total


def _scaled(row, total, value, steps):
    """The base and each part of the amount."""
    start = row.without if total is None and row.without else row.base
    held = value if value and start.low != start.high else start
    first = row.parts[0].above if row.parts and start is row.base else None
    steps.append(_base_step(row, start, held, first))
    for part in row.parts if total is not None else ():
        if total <= part.above:
            break
        counted = min(total, part.up_to or total) - part.above
        values = {"above": part.above, "up_to": part.up_to, "part": counted, "rate": percent(part.rate)}
        cost = counted * part.rate
        steps.append(Step("part" if part.up_to else "part_open", cost, cost, values, row.article))


def _base_step(row, start, held, first):
    if row.payable == "never":
        return Step("none", article=row.article)
    if held.source:
        return Step("province", held.low, held.high, {"source": held.source}, row.article)
    if start.low != start.high:
        kind = "province_open" if row.set_by_province else "range"
        return Step(kind, start.low, start.high, {"low": start.low, "high": start.high}, row.article)
    if first is not None:
        return Step("up_to", start.low, start.high, {"up_to": first}, row.article)
    return Step("flat", start.low, start.high, article=row.article)


def _sum(steps):
    return sum(step.low for step in steps), sum(step.high for step in steps)


def _shared(row, steps):
    """A share of the scale, and no more than the cap."""
    numerator, denominator = row.share
    low, high = _sum(steps)
    if row.share != ONE:
        off = [value * numerator / denominator - value for value in (low, high)]
        steps.append(Step("share", *off, {"share": f"{numerator}/{denominator}"}, row.article))
        low, high = low + off[0], high + off[1]
    if row.cap is not None and high > row.cap:
        steps.append(
            Step("cap", min(row.cap - low, Decimal(0)), row.cap - high, {"cap": row.cap}, row.article)
        )


def _halved(row, halved_by, steps):
    if not halved_by or not row.halves:
        return
    low, high = _sum(steps)
    steps.append(Step(f"half_{halved_by[0]}", -low / 2, -high / 2, article=HALVED_BY[halved_by[0]]))
    if len(halved_by) > 1:
        steps.append(Step("half_once", article=ONE_HALVING))


def _relieved(relief, steps):
    if not relief:
        return
    low, high = _sum(steps)
    share = Decimal(relief.percent) / 100
    kind, article = ("exempt", EXEMPTION) if relief.percent == 100 else ("reduced", REDUCTION)
    steps.append(Step(kind, -low * share, -high * share, {"percent": relief.percent}, article))


def _rounded(steps):
    low, high = _sum(steps)
    fen = low.quantize(FEN, ROUND_HALF_UP), high.quantize(FEN, ROUND_HALF_UP)
    if fen != (low, high):
        steps.append(Step("rounding", fen[0] - low, fen[1] - high))
    return fen
