"""The country's announcement for a coming year, read from a workbook or a text table, row by row.

A row is a day, whether it rests or is made up, and a name. Whatever is wrong is said of its row and column;
an announcement with a fault is never entered in part.
"""

import csv
import datetime
import io
import unicodedata
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.calendar.daytable import CHINESE_NAMES, FIXED_FESTIVALS, SATURDAY, Entry, festival
from portal.calendar.reading import read_start
from portal.calendar.workbook import FileFault, rows_of_workbook

MOST_BYTES = 1 << 20
MOST_ROWS = 200
NAME_LENGTH = 40
HEADINGS = {
    "day": ("日期", "date", "day", "날자", "날짜"),
    "works": ("安排", "类型", "kind", "type", "works", "배치"),
    "name": ("名称", "节日", "name", "holiday", "이름", "명칭"),
}
WORKING = frozenset(
    {"上班", "补班", "调休上班", "工作日", "makeup_workday", "working day", "workday", "work", "출근"}
)
RESTING = frozenset({"放假", "休息", "节假日", "休", "holiday", "rest", "휴식", "휴일"})


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: row as the spreadsheet counts, key of the column; 0 and "" for the whole."""

    row: int
    column: str
    reason: str

    @property
    def heading(self):
        return {"day": _("Day"), "works": pgettext("of a court day", "Kind"), "name": _("Name")}.get(
            self.column, ""
        )


@dataclass(frozen=True)
class Announcement:
    entries: tuple
    faults: tuple

    def as_text(self):
        """The entries as a text table that reads back the same."""
        text = io.StringIO()
        write(csv.writer(text), self.entries)
        return text.getvalue()


def write(writer, entries):
    """The entries under their headings, as `read` takes them."""
    writer.writerow(names[0] for names in HEADINGS.values())
    writer.writerows((e.day.isoformat(), "上班" if e.works else "放假", e.name) for e in entries)


def read(content, year):
    """The Announcement in these bytes, for `year`. Never raises for what is in the file."""
    try:
        return _read_rows(_rows(content), year)
    except FileFault as fault:
        return Announcement((), (Fault(0, "", str(fault)),))


def _rows(content):
    if len(content) > MOST_BYTES:
        raise FileFault(_("The file is larger than 1 MB. A year's announcement is a few lines."))
    if content[:2] == b"PK":
        return rows_of_workbook(content, most_rows=MOST_ROWS + 1)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
            return list(csv.reader(io.StringIO(text), delimiter="\t" if "\t" in text else ","))[
                : MOST_ROWS + 2
            ]
        except (UnicodeDecodeError, csv.Error):
            continue
    raise FileFault(_("This is neither an Excel workbook (.xlsx) nor a text table (.csv)."))


def _read_rows(rows, year):
    columns = _columns(rows[0] if rows else ())
    entries, faults, seen = [], [], set()
    for number, cells in enumerate(rows[1:], 2):
        if not any(str(cell or "").strip() for cell in cells):
            continue
        try:
            entry = _entry(cells, columns, year, seen)
        except _Wrong as wrong:
            faults.append(Fault(number, wrong.column, wrong.reason))
        else:
            seen.add(entry.day)
            entries.append(entry)
    if len(rows) > MOST_ROWS + 1:
        faults.append(
            Fault(0, "", _("There are more than 200 rows. List only days that differ from the week."))
        )
    if not faults:
        faults = _missing(year, {entry.day for entry in entries if not entry.works})
    return Announcement(tuple(sorted(entries, key=lambda entry: entry.day)), tuple(faults))


def _columns(heading):
    names = [str(cell or "").strip().lower() for cell in heading]
    found = {
        key: next((at for at, name in enumerate(names) if name in spellings), None)
        for key, spellings in HEADINGS.items()
    }
    if found["day"] is None or found["works"] is None:
        raise FileFault(_("The first row must hold the headings date, kind and name."))
    return found


class _Wrong(Exception):
    def __init__(self, column, reason):
        self.column, self.reason = column, reason


def _entry(cells, columns, year, seen):
    def cell(key):
        at = columns[key]
        value = cells[at] if at is not None and at < len(cells) else ""
        return value if isinstance(value, datetime.date) else str(value or "").strip()

    day, works, name = _day(cell("day"), year, seen), _works(cell("works")), str(cell("name"))
    if works and day.weekday() < SATURDAY:
        raise _Wrong(
            "works", _("%(day)s is no Saturday or Sunday: it is a working day already.") % {"day": day}
        )
    if len(name) > NAME_LENGTH or name.startswith("="):
        raise _Wrong("name", _("Write the festival's name in at most 40 characters."))
    if any(unicodedata.category(sign) == "Cc" for sign in name):
        raise _Wrong("name", _("The name holds a character that cannot be printed."))
    return Entry(day, works, CHINESE_NAMES.get(name, name))


def _day(value, year, seen):
    if not isinstance(value, datetime.date):
        try:
            value = read_start(value)
        except ValidationError as error:
            raise _Wrong("day", error.messages[0]) from None
    day = value.date() if isinstance(value, datetime.datetime) else value
    if not datetime.date(year - 1, 12, 25) <= day <= datetime.date(year, 12, 31):
        raise _Wrong("day", _("%(day)s is not in %(year)s.") % {"day": day, "year": year})
    if day in seen:
        raise _Wrong("day", _("%(day)s is listed twice.") % {"day": day})
    return day


def _works(value):
    word = unicodedata.normalize("NFKC", str(value)).lower()
    if word not in WORKING | RESTING:
        raise _Wrong("works", _("Write holiday or makeup_workday."))
    return word in WORKING


def _missing(year, resting):
    """Holidays of every year that the announcement does not have: then it is not the whole one."""
    return [
        Fault(
            0,
            "",
            _("%(day)s (%(name)s) is missing: it is a holiday every year.")
            % {"day": day, "name": festival(name)},
        )
        for (month, number), name in FIXED_FESTIVALS.items()
        if (day := datetime.date(year, month, number)) not in resting
    ]
