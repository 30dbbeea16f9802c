"""Sums of money as people write them: 100,000, １００，０００, 10万, 1.5亿, 叁万伍仟元整, 10만원. Pure."""

import re
import unicodedata
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.publicapi import Unreadable

MOST = Decimal("1e12")  # yuan; a larger claim is a slip of the finger
LONGEST = 200  # characters
NUMERALS = str.maketrans("〇零一二两兩三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖", "0012223456789122334566789")
SMALL = {"十": 10, "拾": 10, "십": 10, "百": 100, "佰": 100, "백": 100, "千": 1000, "仟": 1000, "천": 1000}
LARGE = {"万": 10**4, "萬": 10**4, "만": 10**4, "亿": 10**8, "億": 10**8, "억": 10**8}
NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,4}(?:,\d{4})+|\d+)(?:\.\d+)?(?![\d,.])"
TOKEN = re.compile(rf"({NUMBER})|([{''.join(SMALL)}])|([{''.join(LARGE)}])")
SUM = re.compile(rf"(?:{NUMBER}|[{''.join(SMALL)}{''.join(LARGE)}])+")
COLLOQUIAL = re.compile(
    rf"[百佰백千仟천{''.join(LARGE)}]\d$"
)  # 10万5: a hundred and five thousand, or five yuan?
MONEY = re.compile(
    r"(?:人民币|인민페|RMB|CNY|¥)?(?P<yuan>[^元圆块원]*?)(?:(?:元|圆|块钱?|원|yuan)整?(?:(?P<jiao>\d)角)?(?:(?P<fen>\d)分)?)?[整정]?",
    re.IGNORECASE,
)


def read_amounts(text, field="amount"):
    """Each sum in a text, in yuan: several are written with + or on lines of their own. Empty text: none."""
    plain = unicodedata.normalize("NFKC", text)
    return tuple(read_yuan(part, field) for part in re.split(r"[+\n;、]", plain) if part.strip())


def read_yuan(text, field="amount"):
    """One sum in yuan. Unreadable: amount_unreadable, amount_negative, amount_too_fine, amount_out_of_range."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if re.match(r"[-−–—负]", plain):
        raise Unreadable(
            _("An amount cannot be below zero. Write it without the minus."), "amount_negative", field
        )
    value = _value(plain) if len(plain) <= LONGEST else None
    if value is None:
        raise Unreadable(
            _("“%(text)s” cannot be read as a sum of money. Write it as 100,000."),
            "amount_unreadable",
            field,
            {"text": text.strip()[:40]},
        )
    require_possible(value, field)
    if value != value.quantize(Decimal("0.01")):
        raise Unreadable(_("Write yuan with at most two decimals."), "amount_too_fine", field)
    return value


def require_possible(value, field="amount"):
    """Raises Unreadable amount_out_of_range for a sum no claim reaches."""
    if value >= MOST:
        raise Unreadable(_("This amount is too large. Count the zeros again."), "amount_out_of_range", field)


def _value(plain):
    found = MONEY.fullmatch(plain.translate(NUMERALS))
    digits = found["yuan"] if found else ""
    if not SUM.fullmatch(digits) or digits[0] in LARGE or COLLOQUIAL.search(digits):
        return None
    jiao, fen = (Decimal(found[name] or 0) for name in ("jiao", "fen"))
    return _sum(digits) + jiao / 10 + fen / 100


def _sum(digits):
    """Numbers with units, read left to right: 1亿2000万, 3万5千."""
    total, section, pending = Decimal(0), Decimal(0), None
    for number, small, large in TOKEN.findall(digits):
        if number:
            pending = Decimal(number.replace(",", ""))
            continue
        if small:
            section += (1 if pending is None else pending) * SMALL[small]
        else:
            section += pending or 0
            total = (
                (total + section) * LARGE[large] if LARGE[large] > 10**4 else total + section * LARGE[large]
            )
            section = Decimal(0)
        pending = None
    return total + section + (pending or 0)
