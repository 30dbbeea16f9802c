"""A workbook of one sheet, written as it is sent: neither memory nor disk holds it, whatever the number of rows.

openpyxl's write-only mode builds an object for each cell and a file before the first byte can leave.
"""

from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

BLOCK = 1 << 16  # bytes gathered before they are sent
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET = "xl/worksheets/sheet1.xml"
DAY = 1  # the second cell format below: a date as 2026-03-01

PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KINDS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{KINDS}.styles+xml"/>'
        f'<Override PartName="/{SHEET}" ContentType="{KINDS}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}">'
        '<sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{SPREADSHEET}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
        '</numFmts><fonts count="1"><font><sz val="11"/></font></fonts><fills count="2"><fill><patternFill/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/>'
        '<xf numFmtId="164" applyNumberFormat="1" xfId="0"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}
BEGIN = (
    f'<worksheet xmlns="{SPREADSHEET}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2"'
    ' activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
    '<cols><col min="1" max="40" width="16" customWidth="1"/></cols><sheetData>'
)
END = "</sheetData></worksheet>"


def workbook(rows):
    """The bytes of an xlsx file, block by block. Cells are None, text, numbers or dates; the first row stays in view."""
    sink = Sink()
    with ZipFile(sink, "w", ZIP_DEFLATED) as book:
        for name, content in PARTS.items():
            book.writestr(name, XML + content)
        with book.open(SHEET, "w", force_zip64=True) as sheet:
            sheet.write((XML + BEGIN).encode())
            letters = []
            for number, row in enumerate(rows, 1):
                while len(letters) < len(row):
                    letters.append(get_column_letter(len(letters) + 1))
                sheet.write(_row(number, row, letters).encode())
                if sink.size > BLOCK:
                    yield sink.take()
            sheet.write(END.encode())
    yield sink.take()


def _row(number, row, letters):
    cells = [
        _cell(f"{letter}{number}", value)
        for letter, value in zip(letters, row, strict=False)
        if value is not None
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place, value):
    if isinstance(value, str):
        text = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="{DAY}"><v>{to_excel(value):.0f}</v></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


class Sink:
    """What the package is written into, and taken out of piece by piece. It cannot go back, and need not."""

    def __init__(self):
        self._pieces, self.size = [], 0

    def write(self, piece):
        self._pieces.append(bytes(piece))
        self.size += len(piece)
        return len(piece)

    def flush(self):
        pass

    def take(self):
        taken = b"".join(self._pieces)
        self._pieces, self.size = [], 0
        return taken
