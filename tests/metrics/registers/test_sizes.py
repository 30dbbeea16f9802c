"""Cells and files that are too long, and quotation marks that only make them look so."""

import json
import tracemalloc

import pytest
from django.core.management import call_command

from metrics.registers.models import RegisterImport

from .conftest import CHINESE, DOCKETED, FAILED, SETTLED, codes, repacked, table, workbook

pytestmark = pytest.mark.usefixtures("district")


def test_open_quotation_marks_are_told_at_their_row(read):
    lines = table(DOCKETED, SETTLED).splitlines()
    assert codes(read(content=("\n".join([*lines, '"HL-9,和龙林院'])).encode())) == [(4, "", "broken_row")]


def test_a_cell_of_ten_megabytes(read):
    big = table({**DOCKETED, "plaintiffs": "张" * (10 << 20)}).encode()
    assert codes(read(content=big)) == [(2, "plaintiffs", "too_long")]
    sheet = (
        "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData><row r='1'>"
    )
    sheet += "".join(f"<c t='inlineStr'><is><t>{name}</t></is></c>" for name in CHINESE.values())
    cells = {**DOCKETED, "plaintiffs": "张" * (10 << 20)}  # packs a thousandfold, as only bombs do otherwise
    sheet += "</row><row r='2'>" + "".join(
        f"<c t='inlineStr'><is><t>{cells.get(code, '')}</t></is></c>" for code in CHINESE
    )
    content = repacked(
        workbook(DOCKETED), **{"xl/worksheets/sheet1.xml": sheet + "</row></sheetData></worksheet>"}
    )
    assert len(content) < 100_000
    tracemalloc.start()
    try:
        batch = read(content=content)
        assert tracemalloc.get_traced_memory()[1] < 4 << 20
    finally:
        tracemalloc.stop()
    assert codes(batch) == [(2, "plaintiffs", "too_long")]
    assert "32767" in batch.faults.get().as_fault().reason


LONG = "长" * 140_000  # more than the reader of text tables takes by itself


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("long", [LONG, f"{LONG}, {LONG}", f'"{LONG}"', f"=;\t,{LONG}", f"张\n{LONG}"])
def test_cells_too_long_are_told_one_by_one_and_the_rest_is_read(read, delimiter, long):
    text = table(
        {**DOCKETED, "plaintiffs": long, "defendants": long},
        {**SETTLED, "organisation": f'{LONG}"', "amount": "x"},
        {**FAILED, "received_on": "昨天", "plaintiffs": '"' * 20_000},
        delimiter=delimiter,
    )
    assert codes(read(content=text.encode())) == [
        (2, "plaintiffs", "too_long"),
        (2, "defendants", "too_long"),
        (3, "amount", "not_an_amount"),
        (3, "organisation", "too_long"),
        (4, "received_on", "not_a_date"),
    ]


def test_a_long_cell_nobody_reads_does_no_harm(take_over):
    columns = [*CHINESE, "备注", LONG]
    assert take_over(content=table({**DOCKETED, "备注": LONG}, columns=columns).encode()).added == 1


@pytest.mark.parametrize("rows", [1, 3_000])
def test_an_open_quotation_mark_is_no_long_cell(read, rows):
    lines = table(DOCKETED, *[{**SETTLED, "plaintiffs": '李四，"王五"'}] * rows).splitlines()
    lines[2] = '"' + lines[2].replace('"', "")
    assert codes(read(content="\n".join([*lines, f"HL-9,{LONG}"]).encode())) == [(3, "", "broken_row")]


def test_too_many_rows(read, monkeypatch):
    monkeypatch.setattr("metrics.registers.reading.MOST_ROWS", 2)
    batch = read(DOCKETED, SETTLED, FAILED)
    assert codes(batch) == [(None, "", "too_many_rows")]


def test_a_file_beyond_the_limit_is_not_kept(db, settings, tmp_path, capsys):
    settings.REGISTER_MAX_BYTES = 1 << 20
    path = tmp_path / "large.csv"
    path.write_bytes(b"x" * ((1 << 20) + 1))
    with pytest.raises(SystemExit, match="1"):
        call_command("import_register", str(path), "--json")
    assert [error["code"] for error in json.loads(capsys.readouterr().out)["errors"]] == ["too_large"]
    assert not RegisterImport.objects.exists()
