"""Cells and files that are too long, and quotation marks that only make them look so."""

import datetime
import io
import json
import tempfile
import tracemalloc

import pytest
from django.core.management import call_command
from openpyxl.utils.datetime import WINDOWS_EPOCH

from metrics.registers.models import RegisterImport
from metrics.registers.sheets import Cells, Formats, parse
from metrics.registers.strings import Strings

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


@pytest.mark.parametrize("form", [table, workbook])
@pytest.mark.parametrize("column", ["cause", "diverted_on", "plaintiffs"])
def test_long_texts_are_not_remembered(read, column, form):
    """The same few causes, days and names come again and again; what is longer than any of them comes once."""
    rows = [
        {**DOCKETED, "reference": f"HL-{number}", "case_number": f"（2026）吉7502民初{number}号",
         column: f"{number:05}" + "长" * 30_000}
        for number in range(1, 301)
    ]  # fmt: skip
    content = form(*rows)
    content = content if isinstance(content, bytes) else content.encode()
    tracemalloc.start()
    try:
        batch = read(content=content)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (batch.rows, batch.fault_count) == (300, 0 if column == "plaintiffs" else 300)
    assert peak < 8 << 20, peak  # all together are 18 MB


def test_long_shared_strings_stay_on_disk():
    texts = ["和龙林院", "长" * 30_000, "和龙林院"]
    source = f"<sst>{''.join(f'<si><t>{text}</t></si>' for text in texts)}</sst>"
    with tempfile.TemporaryFile() as shelf:
        strings = Strings(io.BytesIO(source.encode()), shelf)
        assert [strings[number] for number in range(3)] == texts
        assert strings._get.cache_info().currsize == 2
        with pytest.raises(IndexError):
            strings[3]


def test_long_numbers_are_days_too_and_not_remembered():
    number = "46083." + "0" * 30_000
    source = f"<worksheet><row><c s='1'><v>46083</v></c><c s='1'><v>{number}</v></c></row></worksheet>"
    cells = Cells([], Formats(WINDOWS_EPOCH, frozenset({1}), frozenset()))
    rows = [row for _block in parse(io.BytesIO(source.encode()), cells) for row in cells.take()]
    assert rows == [(1, [datetime.datetime(2026, 3, 2)] * 2)]
    assert cells._date.cache_info().currsize == 1
