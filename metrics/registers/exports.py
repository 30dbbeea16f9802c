"""Registers and lists of faults as files, row by row: nothing is held whole, whatever the number of rows."""

import csv
from datetime import date

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _

from metrics.registers.cells import harmless
from metrics.registers.columns import BY_CODE, COLUMNS, DATES
from metrics.registers.sheetwriting import workbook
from metrics.registers.shown import exported
from portal.courts.models import Court

AT_A_TIME = 2_000  # rows fetched
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAYS = [position for position, column in enumerate(COLUMNS) if column.code in DATES]


def register_rows(entries):
    """The heading and the entries in the columns an import reads."""
    courts = dict(Court.objects.values_list("pk", "name"))
    yield [column.chinese for column in COLUMNS]
    for content in entries.values_list("content", flat=True).iterator(chunk_size=AT_A_TIME):
        yield exported(content, courts)


def fault_rows(faults):
    """The heading and the faults, in the reader's language."""
    yield [_("Row"), _("Column"), _("Value"), _("Reason")]
    for fault in faults.iterator(chunk_size=AT_A_TIME):
        column = str(BY_CODE[fault.column].label) if fault.column else ""
        yield [fault.row, column, harmless(fault.value), harmless(str(fault.as_fault().reason))]


def as_csv(rows, name):
    return _sent(_lines(rows), "text/csv; charset=utf-8", f"{name}.csv")


def _lines(rows):
    writer = csv.writer(_Echo())
    yield "\ufeff"  # Excel needs the mark to read Chinese
    for row in rows:
        yield writer.writerow(row)


class _Echo:
    """What csv takes for a file: the line comes back instead."""

    def write(self, line):
        return line


def as_xlsx(rows, name):
    return _sent(workbook(rows), XLSX, f"{name}.xlsx")


def _sent(pieces, kind, name):
    return StreamingHttpResponse(
        pieces, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def with_days(rows):
    """A workbook holds real days."""
    for number, row in enumerate(rows):
        if number:
            for position in DAYS:
                row[position] = row[position] and date.fromisoformat(row[position])
        yield row


FORMS = {"csv": as_csv, "xlsx": as_xlsx}


def register_file(entries, form):
    rows = register_rows(entries)
    return FORMS[form](with_days(rows) if form == "xlsx" else rows, "register")


def fault_file(batch, form):
    return FORMS[form](fault_rows(batch.faults.order_by("pk")), f"register-{batch.pk}-errors")
