"""The court table as a workbook or as text that opens right in Excel. Text is never taken for a formula."""

import csv
import io

from django.utils.translation import gettext as _
from openpyxl import Workbook

from metrics.ranking.rates import rate_text
from metrics.registers.cells import harmless


def table(choice, ranked, visible):
    """Rows of the sheet: what is shown, then the head, then the courts in order and the district."""
    yield [_("Indicator"), str(choice.indicator.name)]
    yield [_("Definition"), str(choice.indicator.definition)]
    yield [_("Period"), f"{choice.window.begin} – {choice.window.last}"]
    if choice.as_of:
        yield [_("As of"), choice.as_of.isoformat(timespec="seconds")]
    yield []
    yield [_("Place"), _("Court"), _("Numerator"), _("Denominator"), _("Rate"), _("Previous place")]
    for line in [*ranked.lines, *([ranked.own] if ranked.own else [])]:
        if line.court.pk in visible:
            yield _row(line, str(line.court))
    yield _row(ranked.district, _("District"))


def _row(line, name):
    figure = line.figure
    return [
        line.place,
        harmless(name),
        figure.numerator if figure else None,
        figure.denominator if figure else None,
        rate_text(figure) if figure else None,
        line.previous_place,
    ]


def as_csv(choice, ranked, visible):
    out = io.StringIO()
    csv.writer(out).writerows(table(choice, ranked, visible))
    return "\ufeff" + out.getvalue(), "text/csv; charset=utf-8"  # Excel needs the mark to read Chinese


def as_xlsx(choice, ranked, visible):
    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(choice.indicator.code)[:31])
    sheet.column_dimensions["B"].width = 34
    for row in table(choice, ranked, visible):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


FORMS = {"csv": as_csv, "xlsx": as_xlsx}
