"""Entries, faults and progress as pages and exports show them."""

from decimal import Decimal

from metrics.registers.cells import harmless
from metrics.registers.columns import BY_CODE, CHOICES, COLUMNS, DATES, word
from metrics.registers.progress import STEPS, progress_of
from portal.templatetags.songting import data

COURTS = ("court", "assisting_court")


def cells_of(content, courts):
    """[(column, value)] of the columns an entry fills; `courts` names courts by id."""
    return [
        (column, shown(column.code, content[column.code], courts))
        for column in COLUMNS
        if column.code in content
    ]


def shown(code, value, courts):
    """A cell of an entry in the register's own words."""
    if code in COURTS:
        return courts[value]
    return word(code, value) if code in CHOICES else value


def differences(revision, courts):
    """[(column, before, after)] of the cells an import changed; before is "" everywhere for a new entry."""
    before, after = revision.before or {}, revision.after

    def cell(content, code):
        return shown(code, content[code], courts) if code in content else ""

    return [
        (column, cell(before, column.code), cell(after, column.code))
        for column in COLUMNS
        if before.get(column.code) != after.get(column.code)
    ]


def fault_shown(fault):
    """A fault as a line of a list; what comes from the file is marked as data."""
    label = BY_CODE[fault.column].label if fault.column else ""
    return {"row": fault.row, "label": label, "sentence": fault.as_fault().marked(data)}


def sample_shown(batch):
    """The first rows as they were read, under the columns that hold anything."""
    used = [column for column in COLUMNS if any(column.code in row["cells"] for row in batch.sample)]
    rows = [
        {"row": row["row"], "cells": [row["cells"].get(column.code, "") for column in used]}
        for row in batch.sample
    ]
    return {"columns": used, "rows": rows}


def exported(content, courts):
    """An entry as a row of a register: text harmless, amounts as numbers, days as they are kept."""
    row = []
    for column in COLUMNS:
        value = content.get(column.code)
        if value is not None:
            value = shown(column.code, value, courts)
        if column.code == "amount" and value is not None:
            value = Decimal(value)
        elif isinstance(value, str) and column.code not in DATES:
            value = harmless(value)
        row.append(value)
    return row


def progress_shown(batch):
    """{"label", "percent"} of an import a worker is at; percent is None where nobody can know it."""
    progress = progress_of(batch.pk)
    done, total = progress["done"], progress["total"]
    return {"label": STEPS[progress["step"]], "percent": min(100 * done // total, 100) if total else None}
