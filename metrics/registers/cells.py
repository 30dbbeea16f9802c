"""One cell at a time: what people and systems write, as values. Pure; CellFault says what is wrong."""

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from unicodedata import normalize

from filing.fees.reading import MOST, read_yuan
from metrics.registers.faults import UNREADABLE, CellFault
from portal.publicapi import Unreadable

LONGEST = 32_767  # characters; what a cell of a workbook can hold
MOST_KEPT = LONGEST + 10  # of a longer one: enough to tell that it is
EARLIEST = date(1949, 10, 1)  # no people's court is older
LONGEST_DAY = 40  # characters; spaces and a time of day with its fractions included
INEXACT = 10**15  # workbooks keep fifteen digits of a number: longer ones end in noughts nobody wrote
APOSTROPHE = "'"
MIDNIGHT = time.min
CENT = Decimal("0.01")
AMOUNT_CODES = {
    "amount_negative": "negative_amount", "amount_out_of_range": "amount_too_large", "amount_too_fine": "amount_too_fine",
}  # fmt: skip

_day = re.compile(
    r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]|(\d{2})(\d{2}))"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"  # a time of day that systems append; the day is what counts
)
_plain_amount = re.compile(r"\d{1,13}(\.\d\d?)?", re.ASCII)
_inner_space = re.compile(r"(?<=[年月./-]) +| +(?=[年月日./-])")
_formula_like = ("=", "+", "-", "@")


def text(value):
    """The cell as text: outer spaces of any width gone, whole numbers without a point, days in ISO."""
    if value is None:
        return ""
    if not isinstance(value, str):
        if isinstance(value, int | float) and abs(value) >= INEXACT:
            raise CellFault("digits_lost")
        return written(value)
    if len(value) > LONGEST + len(APOSTROPHE):
        raise CellFault("too_long", limit=LONGEST)
    if UNREADABLE.search(value):
        raise CellFault("control_characters")
    value = value.strip()
    if "\r" in value:
        value = value.replace("\r\n", "\n").replace("\r", "\n")  # a workbook keeps no other line ends
    # Our own exports put an apostrophe before what a spreadsheet would take for a formula.
    if value.startswith(APOSTROPHE) and value[1:].startswith(_formula_like):
        value = value[1:].strip()
    if len(value) > LONGEST:
        raise CellFault("too_long", limit=LONGEST)
    return value


def written(value):
    """What is no text, as text."""
    if isinstance(value, datetime) and value.time() != MIDNIGHT:
        return value.isoformat(" ", "seconds")
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def harmless(value):
    """Text as an export writes it: nothing a spreadsheet would calculate. `text` reads it back as it was."""
    return APOSTROPHE + value if value.startswith((*_formula_like, "\t", "\r")) else value


def day(value, today):
    """A date from a real one or from the ways people write one; not after `today`."""
    if isinstance(value, datetime):
        found = value.date()
    elif isinstance(value, date):
        found = value
    else:
        found = _written_day(text(value) if isinstance(value, str) else written(value))
    if found is None:
        raise CellFault("not_a_date")
    if found > today:
        raise CellFault("in_future")
    if found < EARLIEST:
        raise CellFault("too_early")
    return found


def _written_day(written):
    """What is too long for a day is not remembered: the memory would grow with the cells, not with the days."""
    return _found_day(written) if len(written) <= LONGEST_DAY else None


@lru_cache(maxsize=20_000)  # a register repeats few days
def _found_day(written):
    match = _day.fullmatch(_inner_space.sub("", normalize("NFKC", written)))
    try:
        return date(*(int(part) for part in match.groups() if part)) if match else None
    except ValueError:
        return None


def amount(value):
    """Yuan with two decimals: a number of a workbook, or text as people write sums of money."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise CellFault("not_an_amount")
    if isinstance(value, str) and not _plain_amount.fullmatch(value):
        return _written_amount(text(value))
    yuan = Decimal(str(value))
    if not yuan.is_finite():
        raise CellFault("not_an_amount")
    if yuan < 0:
        raise CellFault("negative_amount")
    if yuan >= MOST:
        raise CellFault("amount_too_large")
    # Workbooks keep binary fractions: 0.1 + 0.2 is thirty cents and a trace.
    return yuan.quantize(CENT, ROUND_HALF_UP)


def _written_amount(written):
    try:
        return read_yuan(written).quantize(CENT)
    except Unreadable as error:
        raise CellFault(AMOUNT_CODES.get(error.code, "not_an_amount")) from None


def grade(value):
    """1–5."""
    written = normalize("NFKC", text(value))
    if written not in ("1", "2", "3", "4", "5"):
        raise CellFault("not_a_grade")
    return int(written)
