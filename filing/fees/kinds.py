"""What the kinds of case are called, in the order people look for them."""

from django.utils.translation import gettext_lazy as _

CASES = {
    "property": _("Money or property"),
    "divorce": _("Divorce"),
    "labour": _("Labour dispute"),
    "personality": _("Name, portrait, reputation, health and other personality rights"),
    "other_nonproperty": _("Other case not about money"),
    "ip": _("Intellectual property"),
    "administrative": _("Administrative case"),
    "administrative_ip": _("Administrative case about a trade mark, patent or the sea"),
    "administrative_compensation": _("Administrative compensation"),
    "special_procedure": _("Special procedure, judicial confirmation included"),
    "jurisdiction_objection": _("Objection to jurisdiction that fails"),
    "ruling_appeal": _("Appeal against a ruling on acceptance, dismissal or jurisdiction"),
}
APPLICATIONS = {
    "enforcement": _("Enforcement"),
    "preservation": _("Preservation of property"),
    "payment_order": _("Payment order"),
    "public_notice": _("Public notice to claimants"),
    "arbitration_review": _("Setting aside an award, validity of an arbitration agreement"),
    "bankruptcy": _("Bankruptcy"),
    "maritime_fund": _("Limitation fund for maritime claims"),
    "maritime_injunction": _("Maritime injunction"),
    "maritime_priority_notice": _("Notice to holders of ship liens"),
    "maritime_claim_registration": _("Registration of maritime claims"),
    "maritime_general_average": _("General average"),
}
LABELS = CASES | APPLICATIONS


def choices():
    """The kinds for a select. Asked for when needed: a form copies a ready list for each request."""
    return [
        ("", _("Choose a kind of case")),
        (_("Cases"), list(CASES.items())),
        (_("Applications"), list(APPLICATIONS.items())),
    ]


PAYABLE = {
    "in_advance": _("Pay within 7 days after the court's notice; the day of the notice is not counted."),
    "after_enforcement": _("Not paid in advance: the court takes it after enforcement."),
    "after_liquidation": _("Not paid in advance: it is taken after liquidation."),
    "may_wait": _("A claim for wages need not be paid in advance."),
    "never": _("Nothing is paid."),
}
