"""Limits of filing, of cross-court and online requests, and of costs."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.calendar import law
from portal.calendar.law import Article as Art
from portal.calendar.limits import Length, Limit, Topic, Unit
from portal.calendar.rules.words import APPLICATION, DOCKETING, NOTICE, days, working_days

RECEIPT = _("Receipt of the complaint")
CORRECTED = _("Receipt of the corrected papers")
FEE_NOTICE = _("Receipt of the fee notice")


def _filing(code, name, event="", length=None, *articles, **more):
    return Limit(code, Topic.FILING, name, event, length, articles, **more)


FILING = (
    _filing(
        "filing_on_the_spot", _("A complaint that meets the law is docketed"), RECEIPT, None,
        Art(law.FILING, "2"), note=_("At once: it is docketed on the spot."),
    ),
    _filing(
        "filing_decision", _("Decide whether to docket a civil suit"), RECEIPT, days(7),
        Art(law.FILING, "8", item="1"), Art(law.CIVIL_PROCEDURE, "126"),
    ),
    _filing(
        "filing_decision_administrative", _("Decide whether to docket an administrative suit"), RECEIPT, days(7),
        Art(law.FILING, "8", item="1"), Art(law.ADMINISTRATIVE_PROCEDURE, "51"),
    ),
    _filing(
        "filing_decision_private_prosecution", _("Decide whether to docket a private prosecution"), RECEIPT,
        days(15), Art(law.FILING, "8", item="2"), Art(law.CRIMINAL_INTERPRETATION, "320"),
    ),
    _filing(
        "filing_decision_third_party_revocation", _("Decide whether to docket a third-party revocation suit"),
        RECEIPT, days(30), Art(law.FILING, "8", item="3"),
    ),
    _filing(
        "filing_decision_enforcement_objection", _("Decide whether to docket an enforcement-objection suit"),
        RECEIPT, days(15), Art(law.FILING, "8", item="4"),
    ),
    _filing(
        "filing_decision_enforcement", _("Docket an application for enforcement"), APPLICATION, days(7),
        Art(law.TRIAL_LIMITS, "6"), Art(law.FILING, "18"), Art(law.ENFORCEMENT_WORK, "16"),
    ),
    _filing(
        "filing_docket_on_expiry", _("Docket first what cannot be decided in time"), "", None,
        Art(law.FILING, "8", paragraph="2"),
        note=_("When the limit for the decision ends without one, the case is docketed at once."),
    ),
    _filing(
        "filing_restart_paper", _("New start after correction on paper"), CORRECTED, None,
        Art(law.FILING, "7"), Art(law.INTERPRETATION, "126"),
        note=_("The limit for the decision starts anew; the day the corrected papers arrive is not counted."),
    ),
    _filing(
        "filing_restart_online", _("New start after correction online"), CORRECTED, None,
        Art(law.ONLINE_LITIGATION, "9", item="2"),
        note=_("The limit for the decision starts anew on the day after the corrected papers arrive."),
    ),
    _filing(
        "filing_correction", _("Correct the complaint"), NOTICE, None,
        Art(law.FILING, "7"), note=_("The court sets the time in its one-time notice; the law names no length."),
    ),
    _filing(
        "filing_complaint", _("Answer a complaint about filing"), _("Acceptance of the complaint"), days(15),
        Art(law.FILING, "13"),
    ),
    _filing(
        "filing_complaint_administrative", _("Complaint that administrative papers were not accepted"), "", None,
        Art(law.ADMINISTRATIVE_PROCEDURE, "51"),
        note=_("It goes to the court above; the article names no number of days."),
    ),
    _filing(
        "filing_copy_to_defendant", _("Send the copy of the complaint to the defendant"), DOCKETING, days(5),
        Art(law.CIVIL_PROCEDURE, "128"),
    ),
    _filing(
        "filing_defence", _("Submit the defence"), _("Receipt of the copy by the defendant"), days(15),
        Art(law.CIVIL_PROCEDURE, "128"),
    ),
    _filing(
        "filing_defence_copy_to_plaintiff", _("Send the copy of the defence to the plaintiff"),
        _("Receipt of the defence"), days(5), Art(law.CIVIL_PROCEDURE, "128"),
    ),
    _filing(
        "filing_handover_to_trial", _("Hand the case file to the trial division"), _("Decision to docket"), days(3),
        Art(law.TRIAL_LIMITS, "7"), Art(law.FILING, "12"),
    ),
    _filing(
        "filing_changed_jurisdiction", _("Docket a case transferred from another court"), _("Receipt of the file"),
        days(3), Art(law.TRIAL_LIMITS, "6"),
    ),
)  # fmt: skip

CROSS_COURT = tuple(
    Limit(code, Topic.CROSS_COURT, *row)
    for code, *row in (
        (
            "online_consent_registration", _("Verify identity and link the case after consent to online proceedings"),
            _("Receipt of the notice"), days(3), (Art(law.ONLINE_LITIGATION, "10"),),
        ),
        (
            "cross_border_decision", _("Decide on a cross-border filing"), APPLICATION, working_days(7),
            (Art(law.CROSS_BORDER),),
        ),
        (
            "cross_border_correction", _("Correct a cross-border filing"), NOTICE,
            days(15), (Art(law.CROSS_BORDER),),
        ),
        (
            "cross_court_response", _("Answer of the competent court to a request from another court"),
            _("Receipt of the request"), Length(30, Unit.OFFICE_MINUTE), (Art(law.RESPONSE_STATISTIC),),
        ),
    )
)  # fmt: skip

COSTS = tuple(
    Limit(code, Topic.FEES, name, event, days(count), (article,))
    for code, name, event, count, article in (
        ("fee_payment", _("Pay the case fee"), FEE_NOTICE, 7, Art(law.FEES, "22")),
        (
            "fee_counterclaim",
            _("Pay the fee of a counterclaim"),
            pgettext_lazy("event of a limit", "Counterclaim"),
            7,
            Art(law.FEES, "22"),
        ),
        ("fee_appeal", _("Pay the fee of an appeal after notice"), FEE_NOTICE, 7, Art(law.FEES, "22")),
        (
            "fee_top_up",
            _("Pay the rest when the case turns ordinary"),
            FEE_NOTICE,
            7,
            Art(law.INTERPRETATION, "199"),
        ),
        ("fee_refund", _("Refund costs"), _("The court document takes effect"), 15, Art(law.FEES, "53")),
        (
            "fee_review",
            _("Decide on the review of a decision on costs"),
            APPLICATION,
            15,
            Art(law.FEES, "43"),
        ),
    )
)
