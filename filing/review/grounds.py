"""Why a court may decline a filing, by the law of its case type. A refusal stores the code."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from filing.intake.models import Filing
from portal.calendar import law
from portal.calendar.law import Article

PRIVATE_PROSECUTION = "刑初"
ADMINISTRATIVE = "行初"
ENFORCEMENT = "执"


@dataclass(frozen=True)
class Ground:
    """One ground: its code, what it says, the article it rests on."""

    code: str
    text: object
    article: Article

    def cite(self, on=datetime.date.max):
        return self.article.cite(on)


def _of(source, number, *rows):
    """The items of an article as grounds: (code, item, text)."""
    return tuple(Ground(code, text, Article(source, number, item=item)) for code, item, text in rows)


# 立案规定 10 holds for every filing; for applications for enforcement by its 18.
ANY = _of(
    law.FILING, "10",
    ("unlawful", "1", _("The suit is unlawful or does not meet the law")),
    ("sovereignty", "2", _("It endangers national sovereignty and territorial integrity")),
    ("security", "3", _("It endangers state security")),
    ("unity", "4", _("It harms national unity and ethnic solidarity")),
    ("religion", "5", _("It harms the state's religious policy")),
    ("competence", "6", _("The matter is not within the competence of the people's courts")),
)  # fmt: skip
# 立案规定 7: what correction did not mend.
NOT_CORRECTED = Ground(
    "not_corrected", _("Not corrected in time, and the party insists"), Article(law.FILING, "7", paragraph="3")
)  # fmt: skip
STILL_DEFECTIVE = Ground(
    "still_defective", _("Corrected, but still not meeting the law"), Article(law.FILING, "7", paragraph="4")
)  # fmt: skip
CORRECTION = (NOT_CORRECTED, STILL_DEFECTIVE)
# The conditions of a suit, 民诉法 122, and the special situations, 127.
CIVIL_SUIT = _of(
    law.CIVIL_PROCEDURE, "122",
    ("no_interest", "1", _("The plaintiff has no direct interest in the case")),
    ("no_defendant", "2", _("There is no definite defendant")),
    ("no_claim", "3", _("There is no specific claim, or no facts and grounds")),
    ("outside_scope", "4", _("It is not a civil suit the people's courts hear")),
) + _of(
    law.CIVIL_PROCEDURE, "127",
    ("administrative", "1", _("It belongs to administrative litigation")),
    ("arbitration", "2", _("The parties agreed in writing on arbitration")),
    ("other_authority", "3", _("Another authority must deal with it")),
    ("other_court", "4", _("Another court has jurisdiction and the plaintiff insists on this one")),
    ("decided", "5", _("It was decided with legal effect; a retrial may be applied for")),
    ("too_early", "6", _("The law bars the suit for a time that has not passed")),
    ("again_too_soon", "7", _("Sued again within six months without new facts or grounds")),
)  # fmt: skip
# 行诉法 49 (a suit that does not meet it is not docketed, 51), and 行诉解释 69, whose item 1 is 49 once more.
ADMINISTRATIVE_SUIT = _of(
    law.ADMINISTRATIVE_PROCEDURE, "49",
    ("no_standing", "1", _("The plaintiff is not one of those art. 25 of the same law lets sue")),
    ("no_authority_named", "2", _("There is no definite defendant")),
    ("no_request", "3", _("There is no specific claim, or no facts to rest on")),
    ("not_reviewable", "4", _("The courts do not hear such cases, or this court has no jurisdiction")),
) + _of(
    law.ADMINISTRATIVE_INTERPRETATION, "69",
    ("out_of_time", "2", _("Sued too late, without a reason of art. 48 of the Administrative Procedure Law")),
    ("wrong_authority", "3", _("The wrong defendant is named and the plaintiff refuses to change it")),
    ("not_represented", "4", _("The legal, appointed or chosen representative did not act as the law demands")),
    ("no_reconsideration", "5", _("The law demands reconsideration by the authority first, and none was applied for")),
    ("sued_twice", "6", _("The same suit was brought before")),
    ("sued_after_withdrawal", "7", _("Sued again after withdrawing, without good reason")),
    ("unaffected", "8", _("The act clearly has no real effect on the plaintiff's lawful rights")),
    ("bound", "9", _("A judgment or mediation paper with legal effect binds the matter")),
    ("other_condition", "10", _("Another condition the law sets for a suit is not met")),
)  # fmt: skip
# 刑诉法解释 320: the private prosecutor was advised to withdraw and did not.
PROSECUTION = _of(
    law.CRIMINAL_INTERPRETATION, "320",
    ("no_private_prosecution", "1", _("It is no case of private prosecution under art. 1 of the same interpretation")),
    ("no_proof", "2", _("Proof of the crime is lacking")),
    ("time_barred", "3", _("The time in which the crime can be prosecuted has passed")),
    ("accused_dead", "4", _("The accused has died")),
    ("accused_missing", "5", _("The accused cannot be found")),
    ("prosecuted_after_withdrawal", "6",
        _("Brought again for the same facts after withdrawing, other than for lack of proof")),
    ("prosecuted_after_mediation", "7", _("Brought again for the same facts after mediation by the court ended it")),
    ("public_prosecution", "8",
        _("A case of art. 1 item 2 which the police is investigating or the procuratorate examining")),
    ("minor_not_prosecuted", "9",
        _("It contests that the procuratorate, on conditions, does not prosecute a minor")),
)  # fmt: skip
# 执行规定 16 in its text of 2020: the conditions of an application for enforcement.
APPLICATION = _of(
    law.ENFORCEMENT_WORK, "16",
    ("not_effective", "1", _("The document to be enforced has not taken effect")),
    ("no_creditor", "2", _("The applicant is neither the creditor the document names nor his heir or successor")),
    ("nothing_to_enforce", "3",
        _("The document orders no performance, or its object or the debtor is not definite")),
    ("nothing_owed", "4", _("The time for performance has not ended, or the debtor has performed")),
    ("enforced_elsewhere", "5", _("This court has no jurisdiction over the enforcement")),
)  # fmt: skip

BY_LAW = {
    PRIVATE_PROSECUTION: PROSECUTION,
    ADMINISTRATIVE: ADMINISTRATIVE_SUIT,
    ENFORCEMENT: APPLICATION,
}
GROUNDS = {
    ground.code: ground
    for ground in (*ANY, *CIVIL_SUIT, *(row for rows in BY_LAW.values() for row in rows), *CORRECTION)
}


def grounds_for(case_type):
    """{code: Ground} of the grounds a filing of this type may be declined on, in the order they are offered."""
    return {ground.code: ground for ground in (*ANY, *BY_LAW.get(case_type, CIVIL_SUIT), *CORRECTION)}


def grounds_open_to(filing):
    """Those of its type it may be declined on now: what correction did not mend presupposes its notice."""
    returned = filing.state in (Filing.State.RETURNED, Filing.State.HANDED_BACK)
    fits = {NOT_CORRECTED: returned, STILL_DEFECTIVE: not returned and filing.notices.exists()}
    return {code: ground for code, ground in grounds_for(filing.case_type).items() if fits.get(ground, True)}
