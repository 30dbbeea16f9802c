"""The kinds of files courts send, and those they send by mistake."""

import datetime
import io
import random
import re
import tracemalloc
import zipfile

import pytest
from openpyxl.worksheet.formula import ArrayFormula

from metrics.registers.models import RegisterEntry, RegisterImport

from .conftest import CHINESE, DOCKETED, FAILED, SETTLED, codes, repacked, table, workbook

pytestmark = pytest.mark.usefixtures("district")
REFUSED = RegisterImport.State.REFUSED
TEXT = table(DOCKETED, {**SETTLED, "plaintiffs": '张三\n李四，"王五"'}, FAILED)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_tables_of_every_kind(take_over, encoding, delimiter):
    text = table(DOCKETED, {**SETTLED, "plaintiffs": '张三\n李四，"王五";\t,'}, FAILED, delimiter=delimiter)
    batch = take_over(content=text.encode(encoding))
    assert (batch.added, batch.ignored_columns) == (3, [])
    assert RegisterEntry.objects.get(reference="HL-2").content["plaintiffs"] == '张三\n李四，"王五";\t,'


def test_english_headings_in_any_order_and_unknown_ones(take_over):
    columns = ["备注", *reversed(CHINESE), "承办人"]
    batch = take_over(content=table({**DOCKETED, "备注": "急"}, columns=columns, english=True).encode())
    assert batch.added == 1 and batch.ignored_columns == ["备注", "承办人"]


def test_empty_rows_are_passed_over_and_still_counted_as_a_spreadsheet_does(read):
    lines = table(DOCKETED, {**SETTLED, "amount": "x"}).splitlines()
    batch = read(content="\n".join(["", ",,,", lines[0], "", lines[1], ",,", lines[2]]).encode())
    assert codes(batch) == [(7, "amount", "not_an_amount")]


def test_a_workbook_with_real_dates_numbers_and_rich_text(take_over):
    day = datetime.date(2026, 3, 2)
    row = {
        **DOCKETED,
        "received_on": day,
        "docketed_on": datetime.datetime(2026, 3, 4, 9, 30),
        "amount": 1234.5,
        "reference": 2026001,
    }
    batch = take_over(content=workbook(row, SETTLED, before=[[], [None]]))
    assert batch.added == 2
    content = RegisterEntry.objects.get(reference="2026001").content
    assert (content["received_on"], content["docketed_on"], content["amount"]) == (
        "2026-03-02",
        "2026-03-04",
        "1234.50",
    )


def with_a_day_in_format(number):
    """A workbook whose day of receipt stands in the built-in format of this number, which no workbook declares."""
    content = workbook({**DOCKETED, "received_on": datetime.date(2026, 3, 2)})
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        styles = book.read("xl/styles.xml").decode()
    before, formats = styles.split("<cellXfs")
    assert formats.count('numFmtId="164"') == 1
    formats = formats.replace('numFmtId="164"', f'numFmtId="{number}"')
    return repacked(content, **{"xl/styles.xml": f"{before}<cellXfs{formats}"})


@pytest.mark.parametrize("number", [27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])
def test_days_in_the_built_in_formats_of_a_chinese_workbook_are_days(take_over, number):
    take_over(content=with_a_day_in_format(number))
    assert RegisterEntry.objects.get().content["received_on"] == "2026-03-02"


@pytest.mark.parametrize("number", [0, 32, 35, 49, 55, 56])
def test_numbers_and_times_of_day_are_no_days(read, number):
    assert codes(read(content=with_a_day_in_format(number))) == [(2, "received_on", "not_a_date")]


def test_shared_strings_are_read_without_their_pronunciation(take_over):
    """As Excel keeps text: once, beside the sheet, in runs of one look each."""
    content = workbook({**DOCKETED, "plaintiffs": "PLAINTIFFS"})
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        types = book.read("[Content_Types].xml").decode()
    part = '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
    types = types.replace("</Types>", part + "</Types>") if "sharedStrings" not in types else types
    sheet = sheet.replace('t="inlineStr"><is><t>PLAINTIFFS</t></is>', 't="s"><v>1</v>')
    shared = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>别的</t></si>'
        '<si><r><t>张</t></r><r><t xml:space="preserve">三_x000D_ </t></r><rPh sb="0" eb="1"><t>zhang</t></rPh></si></sst>'
    )
    parts = {"[Content_Types].xml": types, "xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": shared}
    take_over(content=repacked(content, **parts))
    assert RegisterEntry.objects.get().content["plaintiffs"] == "张三"


def test_formulas_and_errors_are_told_cell_by_cell(read):
    def change(sheet):
        sheet["B2"] = "=A2"
        sheet["J2"] = "#REF!"
        sheet["J2"].data_type = "e"
        sheet["H3"] = ArrayFormula("H3", "=A2&A3")

    batch = read(content=workbook(DOCKETED, SETTLED, change=change))
    assert codes(batch) == [
        (2, "court", "formula"),
        (2, "amount", "error_cell"),
        (3, "plaintiffs", "formula"),
    ]


def test_references_that_lost_their_digits_are_told_instead_of_becoming_one_case(read):
    """As Excel keeps them: the last digits of both are noughts, and the reader could tell them apart no more."""
    rows = ({**DOCKETED, "reference": 2026222400000123000}, {**SETTLED, "reference": 2.026222400000123e18})
    batch = read(content=workbook(*rows))
    assert codes(batch) == [(2, "reference", "digits_lost"), (3, "reference", "digits_lost")]
    assert "20262224000001" in batch.faults.first().as_fault().reason


def test_text_that_looks_like_a_formula_stays_text(take_over):
    def change(sheet):
        sheet["H2"].value = "=cmd|' /C calc'!A0"
        sheet["H2"].data_type = "s"

    take_over(content=workbook(DOCKETED, change=change))
    assert RegisterEntry.objects.get().content["plaintiffs"] == "=cmd|' /C calc'!A0"


def whole(batch):
    """The one fault of a file nothing of which could be read."""
    assert batch.state == REFUSED and batch.fault_count == 1 and batch.courts == []
    fault = batch.faults.get()
    assert fault.column == ""
    return fault.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b" \r\n\r\n", "empty_file"),
        (b"\xef\xbb\xbf", "empty_file"),
        (b",,,\n,,,\n", "empty_file"),
        (table().encode(), "no_rows"),
        (b"%PDF-1.7 ...", "not_a_register"),
        ("<html><table><tr><td>收案编号</td></tr></table>".encode(), "not_a_register"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "old_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "locked_workbook"),
        (b"PK\x03\x04 and nothing more", "damaged"),
        (table(DOCKETED).encode() + b"\xff\xfe\x80", "unreadable_text"),
        ("原告,被告\n张三,李四\n".encode(), "missing_columns"),
        ("收案编号,法院,收案日期,案件类型,reference\n1,2,3,4,5\n".encode(), "same_column_twice"),
    ],
)  # fmt: skip
def test_what_is_no_register_is_refused_with_one_sentence(read, content, code):
    assert whole(read(content=content)) == code


def test_missing_columns_are_named(read):
    batch = read(content="收案编号,案由\n1,2\n".encode())
    assert batch.faults.get().details == {"columns": "法院、收案日期、案件类型"}


def test_another_package_is_no_workbook(read):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", "<document/>")
    assert whole(read(content=file.getvalue())) == "not_a_register"


def test_a_workbook_without_the_headings_in_its_first_sheet(read):
    content = workbook(DOCKETED, before=[["和龙林院2026年收案登记"]])
    assert whole(read(content=content)) == "missing_columns"


def test_a_locked_part_is_refused(read):
    content = bytearray(workbook(DOCKETED))
    content[6] |= 1
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    assert whole(read(content=bytes(content))) == "locked_workbook"


def test_a_bomb_is_refused_before_it_is_unpacked(read):
    bomb = repacked(
        workbook(DOCKETED),
        **{"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * (50 << 20) + b"</worksheet>"},
    )
    assert len(bomb) < 100_000
    assert whole(read(content=bomb)) == "unpacks_too_large"


@pytest.mark.parametrize(
    "part", ["xl/styles.xml", "xl/workbook.xml", "docProps/core.xml", "xl/_rels/workbook.xml.rels"]
)
def test_a_part_read_whole_is_no_bomb(read, part):
    """Understood, such a part takes forty times what it unpacks to."""
    content = workbook(DOCKETED)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        text = book.read(part).decode()
    at = text.rindex("</")
    bomb = repacked(content, **{part: text[:at] + "<x/>" * (1 << 18) + text[at:]})
    assert len(bomb) < 100_000
    tracemalloc.start()
    try:
        assert whole(read(content=bomb)) == "unpacks_too_large"
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()


def test_what_a_workbook_keeps_for_itself_may_be_large(take_over):
    """The order of calculation, and what it remembers of other workbooks: nobody reads them here."""
    content = workbook(DOCKETED)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        rels = book.read("xl/_rels/workbook.xml.rels").decode()
        types = book.read("[Content_Types].xml").decode()
        book = book.read("xl/workbook.xml").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"
    link = f'<Relationship Type="{kind}" Target="externalLinks/externalLink1.xml" Id="rId99"/>'
    outside = '<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/>'
    reference = '<externalReferences xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><externalReference r:id="rId99"/></externalReferences>'
    large = "<x>" + "<y/>" * (1 << 18) + "</x>"
    parts = {
        "xl/_rels/workbook.xml.rels": rels.replace("</Relationships>", link + "</Relationships>"),
        "[Content_Types].xml": types.replace("</Types>", outside + "</Types>"),
        "xl/workbook.xml": book.replace("</sheets>", "</sheets>" + reference),
        "xl/externalLinks/externalLink1.xml": large,
        "xl/calcChain.xml": large,
    }
    assert take_over(content=repacked(content, **parts)).added == 1


def test_a_workbook_of_large_ornaments_is_refused(read, monkeypatch):
    monkeypatch.setattr("metrics.registers.workbooks.MOST_OF_OTHER_PARTS", 1 << 20)
    picture = random.Random(1).randbytes((1 << 20) + 1)
    assert (
        whole(read(content=repacked(workbook(DOCKETED), **{"xl/media/map.png": picture})))
        == "unpacks_too_large"
    )


@pytest.mark.parametrize(
    "sheet",
    [
        b"not xml at all",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet>&a;</worksheet>",
        b"<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>999999</v></c></row></sheetData></worksheet>",
        b"<worksheet><sheetData><row r='x'><c r='A1'><v>1</v></c></row></sheetData></worksheet>",
        b"<worksheet><sheetData><row r='2'/><row r='2'/></sheetData></worksheet>",
        b"<worksheet><sheetData><row r='99999999999'/></sheetData></worksheet>",
        b"<worksheet><sheetData><row r='1'><c r='??'><v>1</v></c></row></sheetData></worksheet>",
    ],
)  # fmt: skip
def test_a_damaged_sheet_is_one_sentence(read, sheet):
    assert (
        whole(read(content=repacked(workbook(DOCKETED), **{"xl/worksheets/sheet1.xml": sheet}))) == "damaged"
    )


def test_a_workbook_cut_off_on_its_way(read):
    content = workbook(*({**DOCKETED, "reference": f"HL-{n}"} for n in range(200)))
    assert whole(read(content=content[: len(content) // 2])) == "damaged"


def test_damage_further_down_takes_nothing_over(read):
    """A checksum fails only when its end is reached: rows before it were fine, and still nothing is kept."""
    content = bytearray(workbook(*({**SETTLED, "reference": f"HL-{n}"} for n in range(3000))))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as book:
        sheet = book.getinfo("xl/worksheets/sheet1.xml")
    content[sheet.header_offset + 14 : sheet.header_offset + 18] = b"\0\0\0\0"
    at = content.index(b"PK\x01\x02")
    while content[at + 46 : at + 46 + 24] != b"xl/worksheets/sheet1.xml":
        at = content.index(b"PK\x01\x02", at + 4)
    content[at + 16 : at + 20] = b"\0\0\0\0"
    batch = read(content=bytes(content))
    assert batch.state == REFUSED and ("damaged" in [code for _row, _column, code in codes(batch)])
    assert not batch.staged.exists()


def test_a_prefixed_sheet_is_read_too(take_over):
    """Some exporters write every element with a prefix."""
    content = workbook(DOCKETED)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    sheet = re.sub(r"<(/?)([A-Za-z])", r"<\1x:\2", sheet).replace("xmlns=", "xmlns:x=")
    assert take_over(content=repacked(content, **{"xl/worksheets/sheet1.xml": sheet})).added == 1
