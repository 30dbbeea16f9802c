"""Limits of mediation and of judicial confirmation."""

from django.utils.translation import gettext_lazy as _

from portal.calendar import law
from portal.calendar.law import Article as Art
from portal.calendar.limits import Limit, Topic
from portal.calendar.rules.words import APPLICATION, DOCKETING, PRESIDENT, days, months, working_days, years

ACCEPTED = _("Acceptance confirmed by the mediator")
AGREED = _("The mediation agreement takes effect")
RULING = _("Receipt of the ruling")
KNOWN = _("The person knew or should have known")
ALL_CONSENT = _("It may be extended only if all parties agree; no longest term is set.")
APPRAISAL = _("Time for appraisal is not counted.")

MEDIATION = tuple(
    Limit(code, Topic.MEDIATION, *row, **more)
    for code, more, *row in (
        (
            "mediation_choice", {"note": _("Otherwise the court designates.")},
            _("Choose a mediator jointly"), _("Consent to online mediation"),
            working_days(2), (Art(law.ONLINE_MEDIATION, "10"),),
        ),
        (
            "mediation_designation", {}, _("The court designates an organisation or mediator"), APPLICATION,
            working_days(3), (Art(law.ONLINE_MEDIATION, "10"),),
        ),
        (
            "mediation_acceptance", {"note": _("After silence the case may be given to another.")},
            _("The organisation or mediator confirms acceptance"), _("Receipt of the assignment"),
            working_days(3), (Art(law.ONLINE_MEDIATION, "12"),),
        ),
        (
            "mediation_asking_other_party", {}, _("Help to ask the other party"), ACCEPTED, working_days(3),
            (Art(law.ONLINE_MEDIATION, "15"),),
        ),
        (
            "mediation_period", {"extended_by": ALL_CONSENT, "pause": APPRAISAL},
            _("Pre-litigation mediation"), ACCEPTED, days(30), (Art(law.ONLINE_MEDIATION, "24"),),
        ),
        (
            "mediation_entrusted_ordinary", {"extended_by": ALL_CONSENT, "pause": APPRAISAL},
            _("Entrusted mediation, ordinary procedure"), ACCEPTED, days(15), (Art(law.ONLINE_MEDIATION, "24"),),
        ),
        (
            "mediation_entrusted_simple", {"extended_by": ALL_CONSENT, "pause": APPRAISAL},
            _("Entrusted mediation, simple procedure"), ACCEPTED, days(7), (Art(law.ONLINE_MEDIATION, "24"),),
        ),
        (
            "mediation_appraisal", {"note": _("The clock of the mediation stands still during an appraisal.")},
            _("Appraisal during mediation"), "", None, (Art(law.ONLINE_MEDIATION, "26"),),
        ),
        (
            "mediation_offline", {"extended_by": ALL_CONSENT, "pause": APPRAISAL},
            _("Appointed mediation offline"), _("The mediator signs for the papers"), days(30),
            (Art(law.INVITED_MEDIATION, "27"),),
        ),
    )
)  # fmt: skip

CONFIRMATION = tuple(
    Limit(code, Topic.CONFIRMATION, *row, **more)
    for code, more, *row in (
        (
            "confirmation_application", {}, _("Apply jointly for judicial confirmation"), AGREED, days(30),
            (Art(law.CIVIL_PROCEDURE, "205", earlier="201"),),
        ),
        (
            "confirmation_acceptance", {}, _("Decide whether to accept the application for confirmation"),
            APPLICATION, days(3), (Art(law.CONFIRMATION, "4"),),
        ),
        (
            "confirmation_decision", {"extension": days(10), "extended_by": PRESIDENT}, _("Decide on confirmation"),
            _("Acceptance of the application"), days(15), (Art(law.CONFIRMATION, "5"),),
        ),
        (
            "confirmation_special_procedure", {"extended_by": PRESIDENT},
            _("Decide on confirmation as a special procedure"), DOCKETING, days(30),
            (Art(law.CIVIL_PROCEDURE, "187"),),
        ),
        (
            "confirmation_party_objection", {}, _("Objection of a party to the confirmation"), RULING, days(15),
            (Art(law.INTERPRETATION, "372"),),
        ),
        (
            "confirmation_third_party_objection", {}, _("Objection of an interested person to the confirmation"),
            KNOWN, months(6), (Art(law.INTERPRETATION, "372"),),
        ),
        (
            "confirmation_revocation",
            {"note": _("The rule of 2011; today objections follow the Interpretation, art. 372.")},
            _("Application of an outsider to revoke the confirmation"), KNOWN, years(1),
            (Art(law.CONFIRMATION, "10"),),
        ),
    )
)  # fmt: skip
