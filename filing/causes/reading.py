"""A coming list of causes, read from a workbook or text as it is printed: one cause a line, with its number.

第一部分 人格权纠纷 / 一、人格权纠纷 / 1. 姓名权纠纷 / （1）隐私权纠纷. The number may stand in a cell of its own.
A list with a fault is never taken over in part.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from filing.casenumbers.numerals import from_chinese
from portal.calendar.workbook import FileFault, rows_of_workbook

MOST_BYTES = 2 << 20
MOST_ROWS = 3000
NAME_LENGTH = 100
NUMERAL = "[一二三四五六七八九十百零]+"
LEVELS = {
    1: re.compile(rf"第(?P<number>{NUMERAL})部分[、.:]?(?P<name>.+)"),
    2: re.compile(rf"(?P<number>{NUMERAL})[、.](?P<name>.+)"),
    3: re.compile(r"(?P<number>\d{1,4})[、.]?(?P<name>\D.*)"),
    4: re.compile(r"\((?P<number>\d{1,3})\)[、.]?(?P<name>.+)"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a row as the spreadsheet counts; 0 for the whole."""

    row: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """`rows`: [code, parent, level, number, name] in the list's order."""

    rows: tuple
    faults: tuple

    def as_text(self):
        """The list as text that reads back the same."""
        return "\n".join(_printed(level, number, name) for _code, _parent, level, number, name in self.rows)

    def count(self, level):
        return sum(row[2] == level for row in self.rows)


def read(content):
    """The Reading of these bytes. Never raises for what is in the file."""
    try:
        return _read_lines(_lines(content))
    except FileFault as fault:
        return Reading((), (Fault(0, "", str(fault)),))


def _lines(content):
    if len(content) > MOST_BYTES:
        raise FileFault(_("The file is larger than 2 MB. A list of causes is a few hundred lines."))
    if content[:2] == b"PK":
        rows = rows_of_workbook(content, most_rows=MOST_ROWS)
        return ["".join(str(cell) for cell in row if cell is not None) for row in rows]
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).splitlines()
        except UnicodeDecodeError:
            continue
    raise FileFault(_("This is neither an Excel workbook (.xlsx) nor a text."))


def _read_lines(lines):
    rows, faults, above, last = [], [], {}, {}
    for at, line in enumerate(lines, 1):
        text = "".join(unicodedata.normalize("NFKC", line).split())
        if not text or (at == 1 and not any(pattern.fullmatch(text) for pattern in LEVELS.values())):
            continue  # a heading
        try:
            rows.append(_row(text, above, last))
        except ValueError as wrong:
            faults.append(Fault(at, line.strip()[:60], str(wrong)))
    if len(lines) > MOST_ROWS:
        faults.append(Fault(0, "", _("There are more than %(most)s rows.") % {"most": MOST_ROWS}))
    return Reading(tuple(rows), tuple(faults or _whole(rows)))


def _row(text, above, last):
    """One cause under those `above` it; `last` holds the last number of each level. ValueError says what is wrong."""
    level, match = next(((n, found) for n, p in LEVELS.items() if (found := p.fullmatch(text))), (0, None))
    if not match:
        raise ValueError(_("There is no number before the name. Write it as the notice prints it."))
    number, name = match["number"], match["name"].replace("(", "（").replace(")", "）")
    value = int(number) if number.isdigit() else from_chinese(number)
    if level == 4:
        if 3 not in above:
            raise ValueError(_("It stands under no cause of the third level."))
        last.setdefault(4, 0)
    if value != last.get(level, 0) + 1:
        raise ValueError(_("Number %(due)s is due here.") % {"due": last.get(level, 0) + 1})
    if len(name) > NAME_LENGTH:
        raise ValueError(_("The name is too long."))
    if not name.isprintable():
        raise ValueError(_("The name holds a character that cannot be printed."))
    last[level] = value
    parent = next((above[n] for n in range(level - 1, 0, -1) if n in above), "")
    code = {1: f"P{value:02}", 2: f"S{value:02}", 3: str(value), 4: f"{above.get(3)}.{value}"}[level]
    above[level] = code
    for lower in range(level + 1, 5):
        above.pop(lower, None)
    if level == 3:
        last.pop(4, None)
    return [code, parent, level, f"{above[3]}({value})" if level == 4 else _number(level, number), name]


def _number(level, number):
    return f"第{number}部分" if level == 1 else number


def _whole(rows):
    """What is wrong with a list whose rows are right."""
    if not any(row[2] == 3 for row in rows):
        yield Fault(0, "", _("There is no cause of the third level in it."))
    orphans = [row[4] for row in rows if row[2] == 3 and not row[1].startswith("S")]
    if orphans:
        yield Fault(0, orphans[0], _("It stands under no cause of the second level."))
    seen = set()
    for row in rows:
        if (row[2], row[4]) in seen:
            yield Fault(0, row[4], _("The name stands twice at the same level."))
        seen.add((row[2], row[4]))


def _printed(level, number, name):
    if level == 4:
        return f"（{number.partition('(')[2]}{name}".replace(")", "）", 1)
    return f"{number} {name}" if level == 1 else f"{number}、{name}" if level == 2 else f"{number}. {name}"
