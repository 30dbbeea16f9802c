"""Case numbers 案号: types, parser, numbering without gaps."""

from filing.casenumbers.reader import CaseNumberParts, parse
from filing.casenumbers.refusals import REFUSALS, NotACaseNumber
from filing.casenumbers.types import (
    ENFORCEMENT_FIRST,
    LITIGATION_FIRST,
    PRE_LITIGATION,
    CaseType,
    type_on,
    types,
    types_on,
)

__all__ = [
    "ENFORCEMENT_FIRST",
    "LITIGATION_FIRST",
    "PRE_LITIGATION",
    "REFUSALS",
    "CaseNumberParts",
    "CaseType",
    "NotACaseNumber",
    "parse",
    "type_on",
    "types",
    "types_on",
]
