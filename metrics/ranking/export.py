"""A ranking as JSON, CSV that opens right in Excel, and a workbook written row by row."""

import csv
import io
import json

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from metrics.ranking.rates import rate_text
from metrics.registers.cells import harmless


def told(standings, asked=None):
    """The ranking as plain data. `to` is the last day, included; `rate` has four places, null without data.

    `standings` holds the basic courts; `own` the intermediate court's line, `district` the sum of all.
    """
    return {
        "period": standings.window.period,
        "from": standings.window.begin.isoformat(),
        "to": standings.window.last.isoformat(),
        "indicator": asked or standings.indicator.code,
        "code": standings.indicator.code,
        "name": str(standings.indicator.name),
        "definition": str(standings.indicator.definition),
        "definition_version": standings.indicator.version,
        "cutoff": standings.as_of.isoformat(),
        "standings": [_line(line) for line in standings.lines],
        "own": _line(standings.own) if standings.own else None,
        "district": _line(standings.district),
    }


def _line(line):
    court = (
        {"court": line.court.code or line.court.short_name, "court_name": line.court.name}
        if line.court
        else {}
    )
    return {
        **court,
        "numerator": line.figure.numerator,
        "denominator": line.figure.denominator,
        "rate": rate_text(line.figure),
        "rank": line.place,
    }


def as_json(standings, asked=None):
    return json_of(told(standings, asked))


def as_csv(standings, asked=None):
    return csv_of(rows(standings))


def as_xlsx(standings, asked=None):
    content = io.BytesIO()
    write_workbook(rows(standings), content, heads=4)
    return content.getvalue()


def json_of(content):
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def csv_of(lines):
    """UTF-8 with a byte order mark: without it Excel reads Chinese as noise."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in lines:
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return text.getvalue().encode("utf-8-sig")


def write_workbook(rows, file, heads=1):
    """Write a sheet row by row: memory does not grow with the rows. The first `heads` rows stay in sight."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(pgettext("sheet", "Ranking"))
    sheet.freeze_panes = f"A{heads + 1}"
    sheet.column_dimensions["B"].width = 34
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    book.save(file)


FORMATS = {"json": as_json, "csv": as_csv, "xlsx": as_xlsx}


def rows(standings):
    """Head, then courts in their places, then the courts without one, then the sum."""
    yield [_("Indicator"), str(standings.indicator.name), _("Period"), str(standings.window)]
    yield [_("Definition"), str(standings.indicator.definition)]
    yield [_("As of"), standings.as_of.isoformat(timespec="seconds")]
    yield [
        pgettext("ranking", "Place"), _("Court"), _("Numerator"), _("Denominator"),
        pgettext("kind of figure", "Mean") if standings.indicator.spread else _("Rate"),
    ]  # fmt: skip
    own = [standings.own] if standings.own else []
    for line in [*standings.lines, *own, standings.district]:
        name = str(line.court) if line.court else _("District total")
        yield [line.place, name, line.figure.numerator, line.figure.denominator, rate_text(line.figure)]


def _cell(sheet, value):
    """Text that begins like a formula is told to be text; everything else is what it is."""
    if not (isinstance(value, str) and value.startswith("=")):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell
