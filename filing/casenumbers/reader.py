"""Reads a case number as people and systems write it; the canonical form is （2024）吉7502民初22号之一. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from filing.casenumbers.numerals import from_chinese, in_chinese
from filing.casenumbers.refusals import NotACaseNumber
from filing.casenumbers.types import types
from portal.courts.codes import KINDS, OWN_KINDS, PROVINCES, SUPREME

LONGEST = 200  # characters; whoever pastes more did not mean a number
LONGEST_SERIAL = 8  # digits
STANDARD_SINCE = 2016  # the present form of case numbers; older papers have another one
MASKS = str.maketrans(dict.fromkeys("xXхХχΧ*✕✖╳", "×"))
# NFKC gives most marks one width; these it leaves alone.
MARKS = str.maketrans("〔〕[]【】{}〈〉<>○號執訴調確書終", "()()()()()()〇号执诉调确书终")
DIGIT = "[0-9OoIl×]"
PENDING = r"\([^()]{1,20}代字待定\)"  # how this portal shows a court whose code is not confirmed
COURT = rf"(?P<court>{SUPREME}|{PENDING}|[{PROVINCES}军兵×]{DIGIT}{{0,4}})"
YEAR = rf"\(?(?P<year>{DIGIT}{{4}}|[〇零OＯ○一二三四五六七八九]{{4}})年?度?\)?"
PART = r"[1-9][0-9]{0,2}|[一二三四五六七八九十百][零一二三四五六七八九十百]{0,5}"
SUFFIX = rf"(?:[之\-—–_](?P<suffix>{PART}))?"
PAPER = r"(?:(?:民事|刑事|行政|执行|赔偿)?(?:判决书|裁定书|调解书|决定书|通知书|支付令|案|案件))?"
RANGE = re.compile(
    rf"(?P<first>[0-9]+)(?:[-—–_~至到]|号[-—–_~至到]第?(?=[0-9]+号))(?P<last>[0-9]+)号?{PAPER}$"
)


@dataclass(frozen=True, slots=True)
class CaseNumberParts:
    """What a number says. Masked digits are ×; a masked year or serial is kept as text."""

    year: int | str
    court_code: str
    court_kind: str  # supreme, high, intermediate, basic, military, corps, pending, masked
    type_code: str
    serial: int | str
    suffix: int | None  # 之一 is 1

    @property
    def masked(self):
        return "×" in f"{self.year}{self.court_code}{self.serial}"

    @property
    def case_type(self):
        return types()[self.type_code]

    def __str__(self):
        tail = f"之{in_chinese(self.suffix)}" if self.suffix else ""
        return f"（{self.year}）{self.court_code}{self.type_code}{self.serial}号{tail}"


def parse(text):
    """The parts of a case number. Raises NotACaseNumber with the reason."""
    line = tidy(text)
    if not line:
        raise NotACaseNumber("empty")
    if len(line) > LONGEST:
        raise NotACaseNumber("too_long")
    match = _pattern().fullmatch(line)
    if not match or _is_range(line):
        raise _fault(line)
    year = _year(match["year"])
    court = _digits(match["court"]) if "(" not in match["court"] else f"〔{match['court'][1:-1]}〕"
    serial = _digits(match["serial"])
    if not serial.strip("0"):
        raise NotACaseNumber("serial_zero")
    kind = _court_kind(court)
    _require_type_in(match["type"], year)
    suffix = match["suffix"] or match["early"]
    return CaseNumberParts(
        year, court, kind, match["type"], serial if "×" in serial else int(serial), suffix and _suffix(suffix)
    )


def tidy(text):
    """One width, one kind of bracket and mask, no spaces, without what people write in front."""
    text = unicodedata.normalize("NFKC", text.translate(MARKS).translate(MASKS)).translate(MARKS)
    text = re.sub(r"[\s\u200b-\u200f\ufeff]", "", text).translate(MASKS)
    return re.sub(r"^案号[::]?", "", text).rstrip(".,;。、")


@cache
def _pattern():
    codes = "|".join(sorted(types(), key=len, reverse=True))
    serial = rf"字?第?(?P<serial>{DIGIT}{{1,{LONGEST_SERIAL}}})(?:[之\-—–_](?P<early>{PART}))?号?"
    return re.compile(YEAR + COURT + rf"(?P<type>{codes})" + serial + SUFFIX + PAPER)


def _is_range(line):
    """Whether it ends like 22-25号 or 22号至25号. In 22-3号 and 22号-25 the second number is a part of the case."""
    ends = RANGE.search(line)
    return bool(ends) and int(ends["last"]) > int(ends["first"])


def _digits(text):
    """The letters that stand for digits in typed and scanned numbers; leading zeros of a serial mean nothing."""
    return re.sub(r"[Oo]", "0", re.sub(r"[Il]", "1", text))


def _year(text):
    text = _digits(text)
    if not re.match(r"[0-9×]", text):
        text = "".join(str(from_chinese(digit)) for digit in text)
    if "×" in text:
        return text
    if int(text) < STANDARD_SINCE:
        raise NotACaseNumber("old_year", year=STANDARD_SINCE)
    return int(text)


def _court_kind(code):
    if code == SUPREME:
        return "supreme"
    if code.startswith("〔"):
        return "pending"
    kind = {**OWN_KINDS, "×": "masked"}.get(code[0])
    by_digits = KINDS.get(len(code))
    if by_digits is None:
        raise NotACaseNumber("court_digits", court=code)
    return kind or by_digits


def _require_type_in(code, year):
    if isinstance(year, int) and not types()[code].given_in(year):
        raise NotACaseNumber("type_not_in_force", type=code, day=types()[code].begins.isoformat())


def _suffix(text):
    return int(text) if text.isdigit() else from_chinese(text)


def _fault(line):
    """Which part is missing or wrong, found by reading as far as it goes."""
    if not re.match(YEAR, line):
        return NotACaseNumber("no_year")
    if re.fullmatch(rf"{YEAR}.{{1,12}}?字第.*", line) and not re.match(YEAR + COURT + r"\D{1,6}字", line):
        return NotACaseNumber("old_style")
    if not re.match(YEAR + COURT, line):
        return NotACaseNumber("unknown_court")
    court = re.match(YEAR + COURT, line)
    rest = line[court.end() :]
    further = re.match(rf"{DIGIT}+(?=[\u4e00-\u9fff])(?![号第字])", rest)
    if further and len(court["court"]) == 5:
        return NotACaseNumber("court_too_long", court=court["court"] + further.group())
    code = (
        re.match(r"[\u4e00-\u9fff]*", rest).group().removesuffix("第").removesuffix("字").removesuffix("号")
    )
    if not code:
        return NotACaseNumber("no_type")
    if code not in types():
        return NotACaseNumber("unknown_type", type=code)
    if not re.match(rf"{code}字?第?{DIGIT}", rest):
        return NotACaseNumber("no_serial", type=code)
    if _is_range(line):
        return NotACaseNumber("range")
    serial = re.match(rf"{code}字?第?({DIGIT}+)", rest)[1]
    if len(serial) > LONGEST_SERIAL:
        return NotACaseNumber("serial_too_long", serial=serial)
    return NotACaseNumber("trailing_text")
