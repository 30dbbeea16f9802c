"""Registers as courts send them, and the two ways they come in."""

import csv
import io
import zipfile

import pytest
from openpyxl import Workbook

from metrics.registers import importing, workflow
from metrics.registers.columns import COLUMNS
from metrics.registers.models import IMPORT, RegisterImport

CHINESE = {column.code: column.chinese for column in COLUMNS}
DOCKETED = {
    "reference": "HL-1", "court": "和龙林院", "received_on": "2026-03-02", "case_type": "民初", "cause": "民间借贷纠纷",
    "channel": "窗口", "docketed_on": "2026-03-04", "case_number": "（2026）吉7502民初1号", "track": "简易",
}  # fmt: skip
SETTLED = {
    "reference": "HL-2", "court": "吉7502", "received_on": "2026-03-02", "case_type": "民初", "cause": "民间借贷纠纷",
    "channel": "网上", "diverted_on": "2026-03-05", "mediation_ended_on": "2026-03-20", "mediation_result": "成功",
    "confirmed_on": "2026-03-25", "rating": "5", "rated_on": "2026-03-26",
}  # fmt: skip
FAILED = {
    "reference": "HL-3", "court": "和龙林区基层法院", "received_on": "2026-03-03", "case_type": "民初",
    "diverted_on": "2026-03-06", "mediation_ended_on": "2026-04-30", "mediation_result": "分歧过大",
    "docketed_on": "2026-05-06", "case_number": "（2026）吉7502民初2号", "closed_on": "2026-06-30",
}  # fmt: skip


def table(*rows, columns=None, english=False, delimiter=","):
    """Text of a register with these rows (mappings by column code)."""
    columns = columns or list(CHINESE)
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([code if english else CHINESE.get(code, code) for code in columns])
    writer.writerows([[row.get(code, "") for code in columns] for row in rows])
    return file.getvalue()


def workbook(*rows, before=(), change=None):
    """Bytes of a workbook with these rows; `change(sheet)` may spoil it."""
    book = Workbook()
    for row in (*before, list(CHINESE.values()), *([row.get(code) for code in CHINESE] for row in rows)):
        book.active.append(row)
    if change:
        change(book.active)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def repacked(content, **parts):
    """The workbook with some of its parts replaced."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.pop(name, None) or old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return file.getvalue()


@pytest.fixture(autouse=True)
def day(time_machine):
    """The court's day on which registers are imported."""
    time_machine.move_to("2026-09-01 10:00+08:00", tick=True)


@pytest.fixture
def read(db):
    """Upload and read rows or a file, without confirming; returns the import as it then is."""

    def read(*rows, by=IMPORT, content=None, name="register.csv"):
        content = table(*rows).encode() if content is None else content
        batch = workflow.upload(io.BytesIO(content), name=name, by=by)
        importing.check(batch.pk)
        batch.refresh_from_db()
        return batch

    return read


@pytest.fixture
def take_over(read):
    """Upload, read, confirm and apply; returns the import, which must have gone through."""

    def take_over(*rows, by=IMPORT, **given):
        batch = read(*rows, by=by, **given)
        assert batch.state == RegisterImport.State.CHECKED, codes(batch)
        workflow.confirm(batch, by=by)
        importing.apply(batch.pk)
        batch.refresh_from_db()
        return batch

    return take_over


def codes(batch):
    """(row, column, code) of every fault."""
    return [(fault.row, fault.column, fault.code) for fault in batch.faults.order_by("pk")]
