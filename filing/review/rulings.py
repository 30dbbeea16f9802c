"""What a ruling that declines a filing says, by the law of its case type: its name, its sentence, the remedy."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from filing.review.grounds import ADMINISTRATIVE, ENFORCEMENT, PRIVATE_PROSECUTION
from portal.calendar import law
from portal.calendar.law import Article


@dataclass(frozen=True)
class Wording:
    """`articles`: what the remedy rests on; empty where no article names it."""

    name: object
    sentence: object
    remedy: object
    articles: tuple = ()


NON_ACCEPTANCE = _("Ruling of non-acceptance")
CIVIL = Wording(
    NON_ACCEPTANCE,
    _("The filing is not accepted."),
    _(
        "If you disagree, you may appeal to the court above within 10 days from the day this ruling was served."
    ),
    (Article(law.CIVIL_PROCEDURE, "171"),),
)
WORDINGS = {
    # 行诉法 51 calls it a ruling that the suit is not docketed.
    ADMINISTRATIVE: Wording(
        _("Ruling of non-docketing"),
        _("The suit is not docketed."),
        CIVIL.remedy,
        (Article(law.ADMINISTRATIVE_PROCEDURE, "85"),),
    ),
    PRIVATE_PROSECUTION: Wording(
        NON_ACCEPTANCE,
        _("The private prosecution is not accepted."),
        _(
            "If you disagree, you may appeal to the court above within 5 days, counted from the day after you "
            "received this ruling."
        ),
        (Article(law.CRIMINAL_PROCEDURE, "230"), Article(law.CRIMINAL_INTERPRETATION, "322")),
    ),
    # No rule was found that gives a time for this (docs/points-of-law.md).
    ENFORCEMENT: Wording(
        NON_ACCEPTANCE,
        _("The application for enforcement is not accepted."),
        _("If you disagree, you may ask the court above to examine this ruling."),
    ),
}


def wording(case_type):
    return WORDINGS.get(case_type, CIVIL)
