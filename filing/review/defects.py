"""The checklist of a one-time notice: what a complaint must say (立案规定 4) and what comes with it (6)."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.calendar import law
from portal.calendar.law import Article


@dataclass(frozen=True)
class Defect:
    """One thing that may be missing. A notice stores the code."""

    code: str
    text: object
    article: Article


def _contents(code, item, text):
    return Defect(code, text, Article(law.FILING, "4", item=item))


def _material(code, item, text):
    return Defect(code, text, Article(law.FILING, "6", item=item))


CONTENTS = (
    _contents("plaintiff", "1", _("The plaintiff's particulars: name, sex, age, address, how to be reached")),
    _contents("defendant", "2", _("The defendant's particulars: name and address")),
    _contents("claim", "3", _("A specific claim")),
    _contents("grounds", "3", _("The facts and grounds the claim rests on")),
    _contents("evidence_source", "4", _("The evidence and where it comes from")),
    _contents("witnesses", "5", _("Names and addresses of the witnesses")),
)
MATERIALS = (
    _material("identity", "1", _("A copy of the plaintiff's identity document")),
    _material(
        "organisation", "1", _("The organisation's licence and the certificate of its legal representative")
    ),
    _material("authority", "2", _("The authorisation and the agent's identity document")),
    _material("distinguish", "3", _("What tells the defendant from others of the same name")),
    _material("copies", "4", _("The original complaint and one copy for each other party")),
    _material("evidence", "5", _("Evidence or proof for the claim")),
)
DEFECTS = {defect.code: defect for defect in CONTENTS + MATERIALS}


def named(codes):
    """The defects of these codes; one the checklist no longer has is left out."""
    return [DEFECTS[code] for code in codes if code in DEFECTS]


def require_defects(codes, remarks):
    """Raises ValidationError unless something is named, by codes of the checklist or in words."""
    if not (codes or remarks.strip()) or not set(codes) <= set(DEFECTS):
        raise ValidationError(_("Say what is missing."))
