"""From the cells of a file to rows that can be taken over, or to the faults that forbid it."""

from contextlib import closing
from dataclasses import dataclass

from metrics.registers.cells import text, written
from metrics.registers.columns import BY_CODE, COLUMNS, column_of
from metrics.registers.derivation import Row
from metrics.registers.faults import CellFault, FileFault, shortened
from metrics.registers.files import rows_of
from metrics.registers.orders import impossible
from metrics.registers.readers import DEPENDENT, READERS
from metrics.registers.sheets import Unread

# Excel has no more rows in a sheet than 1,048,576; a register of a district has a hundredth of that a year.
MOST_ROWS = 1_000_000


def rows_read(file, lookups, findings):
    """(row number, Row) of every row without fault; the others and the file's own faults go into `findings`."""
    try:
        with closing(rows_of(file)) as rows:
            yield from _rows(rows, lookups, findings)
        if not findings.rows:
            raise FileFault("no_rows")
    except FileFault as fault:
        findings.fault(fault.code, fault.row, value=fault.details.pop("value", ""), details=fault.details)


def _rows(rows, lookups, findings):
    heading = _heading(rows, findings)
    for number, cells in rows:
        if not any(map(_filled, cells)):
            continue
        findings.rows += 1
        if findings.rows > MOST_ROWS:
            raise FileFault("too_many_rows", limit=MOST_ROWS)
        last = len(cells)
        known = {code: cells[at] for at, code in heading if at < last and _filled(cells[at])}
        row = _row(number, known, lookups, findings)
        if row is not None:
            findings.courts.add(row.court)
            yield number, row


def _heading(rows, findings):
    """[(position, column code)] of the first row with cells; unknown headings are reported."""
    number, cells = next(((number, cells) for number, cells in rows if any(map(_filled, cells))), (1, []))
    if not cells:
        raise FileFault("empty_file")
    known = {}
    for at, cell in enumerate(cells):
        name = _heading_text(cell)
        code = column_of(name)
        if code in known.values():
            raise FileFault("same_column_twice", row=number, value=shortened(name))
        if code:
            known[at] = code
        elif name:
            findings.ignored.append(shortened(name))
    missing = [column.chinese for column in COLUMNS if column.required and column.code not in known.values()]
    if missing:
        raise FileFault("missing_columns", row=number, columns="、".join(missing))
    return list(known.items())


def _filled(cell):
    return cell is not None and not (type(cell) is str and not cell.strip())


def _heading_text(cell):
    try:
        return "" if isinstance(cell, Unread) else text(cell)
    except CellFault:
        return ""


@dataclass
class _Reading:
    """One row while it is read."""

    number: int
    findings: object
    faulty: bool = False

    def fault(self, code, column, value="", details=None):
        self.faulty = True
        self.findings.fault(code, self.number, column, value, details)


def _row(number, cells, lookups, findings):
    """The Row, or None after its faults were noted."""
    reading = _Reading(number, findings)
    values = {}
    for code, cell in cells.items():
        try:
            if type(cell) is Unread:
                raise CellFault(cell.code)
            values[code] = READERS[code](cell, lookups)
        except CellFault as fault:
            reading.fault(fault.code, code, _shown(cell), fault.details)
            values[code] = None
    for code, column in BY_CODE.items():
        if column.required and code not in values:
            reading.fault("empty", code)
    row = None if reading.faulty else _whole(values, cells, lookups, reading)
    if findings.wants_sample:
        findings.sample.append({"row": number, "cells": {code: _shown(cell) for code, cell in cells.items()}})
    return row


def _whole(values, cells, lookups, reading):
    """Cells that depend on others, then the order of the days."""
    for code, read in DEPENDENT.items():
        if code in values:
            try:
                values.update(read(values, lookups))
            except CellFault as fault:
                reading.fault(fault.code, code, _shown(cells[code]), fault.details)
    if reading.faulty:
        return None
    row = Row(**values)
    for column, code, details in impossible(row):
        reading.fault(code, column, _shown(cells.get(column)), details)
    return None if reading.faulty else row


def _shown(cell):
    """A cell as the file has it, for the eye."""
    if isinstance(cell, Unread):
        return cell.text
    try:
        return shortened(text(cell))
    except CellFault:
        return shortened(cell[:200] if isinstance(cell, str) else written(cell))
