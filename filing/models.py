"""Gathers the rooms' models."""

from filing.casenumbers.models import CaseNumber, CaseNumberSeries
from filing.causes.models import ImportedCauseList
from filing.intake.models import Filing, Party
from filing.review.models import CorrectionNotice, Refusal
from filing.superior.models import SuperiorRequest

__all__ = [
    "CaseNumber",
    "CaseNumberSeries",
    "CorrectionNotice",
    "Filing",
    "ImportedCauseList",
    "Party",
    "Refusal",
    "SuperiorRequest",
]
