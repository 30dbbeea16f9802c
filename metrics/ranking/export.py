"""A ranking as JSON, CSV that opens right in Excel, and a workbook written row by row."""

import csv
import io
import json
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from metrics.ranking.rates import rate_text
from metrics.registers.cells import harmless
from portal.exact import decimal_text

PERCENT, DAYS = "0.00%", "0.00"


class Number(NamedTuple):
    """An exact value as a cell: four places in text, in a workbook a number people can count on with."""

    value: Fraction
    form: str  # how a workbook shows it

    @property
    def text(self):
        return decimal_text(self.value, 4)


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
    return csv_of(rows(standings, columns_of(standings.indicator, year_ago=True)))


def as_xlsx(standings, asked=None):
    content = io.BytesIO()
    write_workbook(rows(standings, columns_of(standings.indicator, year_ago=True)), content, heads=4)
    return content.getvalue()


def json_of(content):
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def csv_of(lines):
    """UTF-8 with a byte order mark: without it Excel reads Chinese as noise."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in lines:
        writer.writerow([_written(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _written(value):
    if isinstance(value, Number):
        return value.text
    return harmless(value) if isinstance(value, str) else value


def write_workbook(rows, file, heads=1):
    """Write a sheet row by row: memory does not grow with the rows. The first `heads` rows stay in sight."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(pgettext("sheet", "Ranking"))
    sheet.freeze_panes = f"A{heads + 1}"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 34
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    book.save(file)


FORMATS = {"json": as_json, "csv": as_csv, "xlsx": as_xlsx}


def rows(standings, columns=None, courts=None):
    """Head, then courts in their places, then the courts without one, then the sum.

    `columns` are those of `columns_of` unless told; `courts` the ids of those shown, None: of all.
    """
    columns = columns or columns_of(standings.indicator)
    yield [_("Indicator"), str(standings.indicator.name), _("Period"), str(standings.window)]
    yield [_("Definition"), str(standings.indicator.definition)]
    yield [_("As of"), standings.as_of.isoformat(timespec="seconds")]
    yield list(columns)
    own = [standings.own] if standings.own else []
    for line in [*standings.lines, *own, standings.district]:
        if courts is None or line.court is None or line.court.pk in courts:
            yield [cell(line) for cell in columns.values()]


def columns_of(one, year_ago=False):
    """{heading: cell of a line} for an indicator; a count beside last year's, if the lines know it."""
    columns = {}
    if settings.RANKING and one.ranked:
        columns[pgettext("ranking", "Place")] = lambda line: line.place
    columns[_("Court")] = lambda line: str(line.court) if line.court else _("District total")
    if one.ranked:
        columns[_("Numerator")] = lambda line: line.figure.numerator
        columns[_("Denominator")] = lambda line: line.figure.denominator
        columns[_("Mean days") if one.spread else _("Rate")] = partial(_rate, DAYS if one.spread else PERCENT)
        return columns
    columns[_("Number of cases")] = lambda line: line.figure.numerator
    if year_ago:
        columns[_("Same part of last year")] = lambda line: line.then and line.then.numerator
        columns[_("Year on year")] = lambda line: _number(line.year_on_year.change, PERCENT)
    return columns


def _rate(form, line):
    return _number(line.rate, form)


def _number(value, form):
    return None if value is None else Number(value, form)


def _cell(sheet, value):
    """Text that begins like a formula is told to be text, a number how it is shown; everything else is what it is."""
    if not isinstance(value, (str, Number)):
        return value
    if isinstance(value, Number):
        cell = WriteOnlyCell(sheet, Decimal(value.text))
        cell.number_format = value.form
        return cell
    if not value.startswith("="):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell
