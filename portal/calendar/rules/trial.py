"""Limits of trial, enforcement, preservation and service; the courts' own for hotline and ratings."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.calendar import law
from portal.calendar.law import Article as Art
from portal.calendar.limits import Length, Limit, Topic, Unit
from portal.calendar.rules.words import (
    APPLICATION,
    DOCKETING,
    PRESIDENT,
    days,
    hours,
    months,
    working_days,
    years,
)

LOCAL = _("A local rule of another court, taken as a start; the district may set its own.")

TRIAL = tuple(
    Limit(code, Topic.TRIAL, name, DOCKETING, length, (article,), extension=extension, extended_by=extended_by)
    for code, name, length, extension, extended_by, article in (
        (
            "trial_ordinary", _("Trial in ordinary procedure"), months(6), months(6), PRESIDENT,
            Art(law.CIVIL_PROCEDURE, "152"),
        ),
        (
            "trial_simple", _("Trial in simple procedure"), months(3), months(1), PRESIDENT,
            Art(law.CIVIL_PROCEDURE, "164"),
        ),
        (
            "trial_small_claim", _("Trial of a small claim"), months(2), months(1), PRESIDENT,
            Art(law.CIVIL_PROCEDURE, "168"),
        ),
        (
            "trial_special_procedure", _("Trial in special procedure"), days(30), days(30), PRESIDENT,
            Art(law.TRIAL_LIMITS, "2"),
        ),
        (
            "trial_administrative", _("Administrative trial at first instance"), months(6), None,
            _("It may be extended with the approval of the high court."), Art(law.ADMINISTRATIVE_PROCEDURE, "81"),
        ),
        (
            "trial_administrative_simple", _("Administrative trial in simple procedure"), days(45), None, "",
            Art(law.ADMINISTRATIVE_PROCEDURE, "83"),
        ),
    )
)  # fmt: skip

ENFORCEMENT = tuple(
    Limit(code, Topic.ENFORCEMENT, name, event, length, articles, extension=extension)
    for code, name, event, length, articles, extension in (
        (
            "enforcement_application", _("Apply for enforcement"), _("Last day for performance in the document"),
            years(2), (Art(law.CIVIL_PROCEDURE, "250", earlier="246"),), None,
        ),
        (
            "enforcement_completion", _("Complete an enforcement case"), DOCKETING, months(6),
            (Art(law.TRIAL_LIMITS, "5"),), months(3),
        ),
        (
            "preservation_urgent", _("Rule on urgent preservation during a suit"), APPLICATION,
            hours(48), (Art(law.CIVIL_PROCEDURE, "103"), Art(law.INTERPRETATION, "125")), None,
        ),
        (
            "preservation_before_suit", _("Rule on preservation before a suit"), APPLICATION,
            hours(48), (Art(law.CIVIL_PROCEDURE, "104"), Art(law.INTERPRETATION, "125")), None,
        ),
        (
            "preservation_suing", _("Sue after preservation, or it is lifted"), _("Preservation taken"), days(30),
            (Art(law.CIVIL_PROCEDURE, "104"),), None,
        ),
    )
)  # fmt: skip

SERVICE = tuple(
    Limit(code, Topic.SERVICE, name, event, length, (article,), note=note)
    for code, name, event, length, article, note in (
        (
            "service_entrusted", _("Serve papers for another court"), _("Receipt of the commission"), days(10),
            Art(law.INTERPRETATION, "134"), "",
        ),
        (
            "period_counting", _("How periods are counted"), "", None, Art(law.CIVIL_PROCEDURE, "85"),
            _("The day or hour of the event is not counted; a last day at rest moves to the first working day after."),
        ),
        (
            "period_restoration", _("Apply to be excused for missing a limit"), _("The obstacle has gone"), days(10),
            Art(law.CIVIL_PROCEDURE, "86"), "",
        ),
    )
)  # fmt: skip

HOTLINE = tuple(
    Limit(code, Topic.HOTLINE, name, event, length, (Art(source, number),), note=LOCAL)
    for code, name, event, length, source, number in (
        (
            "hotline_transfer", _("Answer a transferred hotline item by message"), pgettext_lazy("event of a limit", "Transfer"), working_days(2),
            law.HOTLINE_GUANGDONG, "6",
        ),
        (
            "hotline_contact_judge", _("Put a caller in touch with the judge"), pgettext_lazy("event of a limit", "Work order"), working_days(2),
            law.HOTLINE_HEILONGJIANG, "",
        ),
        ("hotline_answer", _("Answer a hotline call"), pgettext_lazy("event of a limit", "Call"), Length(10, Unit.SECOND), law.HOTLINE_HENAN, "1"),
        (
            "obstacle_reply", _("Answer what could not be done at once"), _("Registration of the matter"),
            working_days(3), law.OBSTACLE_WUHUA, "",
        ),
        (
            "rating_rectification", _("Put a bad rating right"), pgettext_lazy("event of a limit", "Bad rating"), working_days(15), law.RATING_SUINING, "",
        ),
        (
            "rating_revisit", _("Bad ratings followed up by a return visit"), "", Length(100, Unit.PERCENT),
            law.RATING_SUINING, "",
        ),
    )
)  # fmt: skip
