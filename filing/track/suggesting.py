"""Which procedure a civil case of first instance may take, with reasons; a person decides. Pure."""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from filing.intake.models import Filing
from portal.calendar.law import CIVIL_PROCEDURE, INTERPRETATION, Article, Citation
from portal.calendar.rules import find
from portal.reasons import giving

WAGES = Path(__file__).with_name("data") / "wages.csv"
AGREED_SINCE = date(2022, 1, 1)  # the text of 2021: half the wage by law, up to twice by agreement
SHARE, SHARE_BEFORE, SHARE_AGREED = Decimal("0.5"), Decimal("0.3"), Decimal(2)
SIMPLE, SMALL, NOT_SMALL = (
    Article(CIVIL_PROCEDURE, "160"),
    Article(CIVIL_PROCEDURE, "165"),
    Article(CIVIL_PROCEDURE, "166"),
)
NOT_SIMPLE = Article(INTERPRETATION, "257")

# What keeps a case out of the simple procedure, and out of small claims.
HARD = {
    "missing_at_filing": _("The defendant cannot be found"),
    "many_parties": _("Many people on one side"),
    "remanded": _("Sent back for a new trial, or a retrial"),
    "unclear": _("The facts or rights are disputed in the main"),
}
NOT_SMALL_CLAIM = {
    "status": _("It is about personal status or who owns something"),
    "foreign": _("A party is foreign"),
    "appraisal": _("Something must be appraised, or an appraisal is disputed"),
    "counterclaim": _("There is a counterclaim"),
}
SENTENCES = {
    "hard": _("%(fact)s: not suited to the simple procedure."),
    "simple": _("Clear facts, clear rights and duties and little in dispute: the simple procedure."),
    "not_money": _("It is not only about paying money: no small claim."),
    "not_small": _("%(fact)s: no small claim."),
    "no_amount": _("Without an amount it cannot be told whether it is a small claim."),
    "wage_unknown": _(
        "The province's yearly wage of %(year)s is not entered, so small claims cannot be told."
    ),
    "small": _(
        "Not more than %(limit)s yuan (%(share)s of the yearly wage of %(year)s): small claim, one instance."
    ),
    "agreed": _("Not more than %(limit)s yuan and both sides agree: small claim, one instance."),
    "could_agree": _("Up to %(limit)s yuan both sides may agree on a small claim."),
    "above": _("More than %(limit)s yuan: no small claim."),
}
reason = giving(SENTENCES)

LIMITS = {
    Filing.Track.SIMPLE: "trial_simple",
    Filing.Track.SMALL_CLAIM: "trial_small_claim",
    Filing.Track.ORDINARY: "trial_ordinary",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    track: Filing.Track
    reasons: tuple

    @property
    def limit(self):
        """The limit of the trial in this procedure."""
        return find(LIMITS[self.track])


@cache
def _wages(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return {int(row["year"]): Decimal(row["yuan"]) for row in csv.DictReader(file)}


def wage_for(on):
    """The province's average yearly wage of the year before, in yuan; None while it is not entered."""
    return _wages(settings.WAGES_FILE or WAGES).get(on.year - 1)


def suggest(on, *, amount=None, money_only=True, agreed=False, facts=(), wage=None):
    """The procedure for a case received on a day. `facts`: codes of HARD and NOT_SMALL_CLAIM; `wage`: see wage_for."""
    hard = [fact for fact in HARD if fact in facts]
    if hard:
        basis = Citation((NOT_SIMPLE,), on)
        return Suggestion(
            Filing.Track.ORDINARY, tuple(reason("hard", basis, fact=HARD[fact]) for fact in hard)
        )
    small, reasons = _small_claim(on, amount, money_only, agreed, facts, wage)
    if small:
        return Suggestion(Filing.Track.SMALL_CLAIM, tuple(reasons))
    return Suggestion(Filing.Track.SIMPLE, (reason("simple", Citation((SIMPLE,), on)), *reasons))


def _small_claim(on, amount, money_only, agreed, facts, wage):
    """(whether it is one, reasons)."""
    basis, barred = Citation((SMALL,), on), [fact for fact in NOT_SMALL_CLAIM if fact in facts]
    if barred:
        excluded = Citation((NOT_SMALL,), on)
        return False, [reason("not_small", excluded, fact=NOT_SMALL_CLAIM[fact]) for fact in barred]
    if not money_only:
        return False, [reason("not_money", basis)]
    if amount is None:
        return False, [reason("no_amount", basis)]
    if wage is None:
        return False, [reason("wage_unknown", basis, year=on.year - 1)]
    share = SHARE if on >= AGREED_SINCE else SHARE_BEFORE
    values = {"limit": _yuan(wage * share), "share": f"{share:.0%}", "year": on.year - 1}
    if amount <= wage * share:
        return True, [reason("small", basis, **values)]
    highest = wage * SHARE_AGREED
    if on < AGREED_SINCE or amount > highest:
        return False, [reason("above", basis, limit=_yuan(highest if on >= AGREED_SINCE else wage * share))]
    kind = "agreed" if agreed else "could_agree"
    return agreed, [reason(kind, basis, limit=_yuan(highest))]


def _yuan(value):
    return f"{value.normalize():,f}"
