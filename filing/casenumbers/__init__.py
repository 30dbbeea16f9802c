"""Case numbers 案号: types, parser, numbering without gaps."""

from filing.casenumbers.reader import CaseNumberParts, NotACaseNumber, parse
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
    "CaseNumberParts",
    "CaseType",
    "NotACaseNumber",
    "parse",
    "type_on",
    "types",
    "types_on",
]
