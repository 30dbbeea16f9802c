"""Why a court may decline a filing, and what the party can do about it. A refusal stores the code."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.calendar import law
from portal.calendar.law import Article


@dataclass(frozen=True)
class Ground:
    """One ground: its code, what it says, the article it rests on."""

    code: str
    text: object
    article: Article

    def cite(self, on=datetime.date.max):
        return self.article.cite(on)


def _filing(code, item, text):
    return Ground(code, text, Article(law.FILING, "10", item=item))


def _suit(code, number, item, text):
    return Ground(code, text, Article(law.CIVIL_PROCEDURE, number, item=item))


# 立案规定 10; then the conditions of a suit, 民诉法 122, and the special situations, 127; then 立案规定 7.
GROUNDS = {
    ground.code: ground
    for ground in (
        _filing("unlawful", "1", _("The suit is unlawful or does not meet the law")),
        _filing("sovereignty", "2", _("It endangers national sovereignty and territorial integrity")),
        _filing("security", "3", _("It endangers state security")),
        _filing("unity", "4", _("It harms national unity and ethnic solidarity")),
        _filing("religion", "5", _("It harms the state's religious policy")),
        _filing("competence", "6", _("The matter is not within the competence of the people's courts")),
        _suit("no_interest", "122", "1", _("The plaintiff has no direct interest in the case")),
        _suit("no_defendant", "122", "2", _("There is no definite defendant")),
        _suit("no_claim", "122", "3", _("There is no specific claim, or no facts and grounds")),
        _suit("outside_scope", "122", "4", _("It is not a civil suit the people's courts hear")),
        _suit("administrative", "127", "1", _("It belongs to administrative litigation")),
        _suit("arbitration", "127", "2", _("The parties agreed in writing on arbitration")),
        _suit("other_authority", "127", "3", _("Another authority must deal with it")),
        _suit(
            "other_court",
            "127",
            "4",
            _("Another court has jurisdiction and the plaintiff insists on this one"),
        ),
        _suit("decided", "127", "5", _("It was decided with legal effect; a retrial may be applied for")),
        _suit("too_early", "127", "6", _("The law bars the suit for a time that has not passed")),
        _suit("again_too_soon", "127", "7", _("Sued again within six months without new facts or grounds")),
        Ground(
            "not_corrected",
            _("Not corrected in time, and the party insists"),
            Article(law.FILING, "7", paragraph="3"),
        ),
        Ground(
            "still_defective",
            _("Corrected, but still not meeting the law"),
            Article(law.FILING, "7", paragraph="4"),
        ),
    )
}

ENFORCEMENT = "执"
ADMINISTRATIVE = "行初"


def remedy(case_type):
    """What the party can do against the ruling, as a sentence."""
    if case_type == ENFORCEMENT:
        return _(
            "If you disagree, you may apply to the court above for reconsideration within 10 days from the day "
            "this ruling was served."
        )
    return _(
        "If you disagree, you may appeal to the court above within 10 days from the day this ruling was served."
    )


def remedy_article(case_type):
    """The article behind the remedy, or None where no single one is named."""
    if case_type == ENFORCEMENT:
        return None
    if case_type == ADMINISTRATIVE:
        return Article(law.ADMINISTRATIVE_PROCEDURE, "85")
    return Article(law.CIVIL_PROCEDURE, "171")
