"""Statements do not grow with the rows, nor does memory."""

import io
import tempfile
import tracemalloc

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from metrics.registers import importing, workflow
from metrics.registers.models import IMPORT, RegisterImport
from portal.events import Event

from .conftest import CHINESE, FAILED, table

pytestmark = pytest.mark.usefixtures("district")


def rows(count, **cells):
    for n in range(1, count + 1):
        yield {
            **FAILED,
            "reference": f"HL-{n}",
            "case_number": f"（2026）吉7502民初{n}号",
            "plaintiffs": f"张{n}",
            **cells,
        }


def text_file(count):
    return io.BytesIO(table(*rows(count)).encode())


def workbook_file(count):
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(CHINESE.values()))
    for row in rows(count):
        sheet.append([row.get(code) for code in CHINESE])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever reads it closes it
    book.save(file)
    return file


def run(file, by=IMPORT):
    batch = workflow.upload(file, name="register", by=by)
    importing.check(batch.pk)
    batch.refresh_from_db()
    workflow.confirm(batch, by=by)
    importing.apply(batch.pk)
    batch.refresh_from_db()
    assert batch.state == RegisterImport.State.APPLIED
    return batch


def statements(deed):
    with CaptureQueriesContext(connection) as captured:
        deed()
    return len(captured)


def test_new_changed_and_undone_rows_cost_the_same_statements_however_many(division):
    def life(count):
        first = statements(lambda: run(io.BytesIO(table(*rows(count)).encode())))
        later = table(*rows(count, closed_on="2026-07-01")).encode()
        batches = []
        changed = statements(lambda: batches.append(run(io.BytesIO(later), by=division)))

        def undo():
            workflow.undo(batches[0], by=division)
            importing.take_back(batches[0].pk)

        return first, changed, statements(undo)

    division.standing()  # read once per person
    small, large = life(2), life(300)
    assert small == large
    assert Event.objects.current().count() == 300 * 5


# Tracing slows the reading of XML tenfold; a fifth as many rows tell the same.
@pytest.mark.parametrize(("make", "many"), [(text_file, 20_000), (workbook_file, 4_000)])
def test_many_rows_need_no_more_memory_than_some(make, many):
    def peak(count):
        with make(count) as file:
            tracemalloc.start()
            try:
                run(file)
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()

    peak(50)  # what is loaded once: lists of causes, the calendar, the reader of workbooks
    small, large = peak(1_000), peak(many)
    assert large <= 1.5 * small + (1 << 20), (small, large)
