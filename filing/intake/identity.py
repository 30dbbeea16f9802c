"""Identity numbers and credit codes, checked by their check digits. Pure."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError as NotANumber

RESIDENT = re.compile(r"\d{17}[\dX]")
# Passports and travel permits begin with a letter and have no check digit known here.
TRAVEL_DOCUMENT = re.compile(r"[A-Z][A-Z0-9]{4,17}")


def plain(text):
    """As typed, in half width and capitals, without spaces and hyphens."""
    text = unicodedata.normalize("NFKC", text or "").upper()
    return "".join(sign for sign in text if not sign.isspace() and sign not in "-‐‑–—")


def read_person_number(text):
    """A resident identity number (any area code) or a travel document's; '' for ''. Raises ValidationError."""
    number = plain(text)
    if not number or TRAVEL_DOCUMENT.fullmatch(number):
        return number
    if not RESIDENT.fullmatch(number):
        raise ValidationError(
            _("An identity number has 18 signs: 17 digits, then a digit or X."), code="length"
        )
    try:
        ric.get_birth_date(number)
    except NotANumber:
        raise ValidationError(
            _("The day of birth in this identity number does not exist."), code="birth"
        ) from None
    if number[-1] != ric.calc_check_digit(number):
        raise ValidationError(
            _("The last sign does not fit. Compare the number with the card."), code="check"
        )
    return number


def read_credit_code(text):
    """A unified social credit code; '' for ''. Raises ValidationError."""
    code = plain(text)
    if not code:
        return ""
    if len(code) != 18:
        raise ValidationError(_("A credit code has 18 signs."), code="length")
    try:
        return uscc.validate(code)
    except NotANumber:
        raise ValidationError(
            _("This credit code has a slip in it. Compare it with the licence."), code="check"
        ) from None
