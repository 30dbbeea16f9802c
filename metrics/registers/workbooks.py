"""Workbooks (xlsx): openpyxl finds sheet and formats, the cells are streamed; size is judged before opening."""

import tempfile
import warnings
import zipfile
import zlib

from openpyxl.reader.excel import ExcelReader
from openpyxl.xml.constants import SHARED_STRINGS

from metrics.registers.faults import FileFault
from metrics.registers.sheets import Broken, Formats, rows_in
from metrics.registers.strings import Strings

# A million rows of 22 cells unpack to about one gigabyte; a workbook that claims more is no register.
MOST_UNPACKED = 1 << 30
# Sheets of real registers pack 8 to 60 times, bombs 1,000 times; a small part does no harm however it is packed, and
# one cell of ten million characters is small in this sense: it is read past, and told with its row and column.
MOST_PACKED, HARMLESS = 200, 48 << 20
# Pictures and the like: nobody opens them here.
MOST_OF_OTHER_PARTS = 32 << 20
# Styles, names and relations are read whole, and understood they take some forty times their size; in real workbooks
# they are far below a megabyte.
MOST_READ_WHOLE = 1 << 20
STREAMED = ("xl/worksheets/", "xl/sharedStrings")
ENCRYPTED = 0x1
# Days in the built-in formats of Chinese workbooks: these are never declared, and openpyxl does not know them.
CHINESE_DATES = frozenset({*range(27, 32), 36, *range(50, 55), 57, 58})

BROKEN = (
    Broken,
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    LookupError,
    ValueError,
    OSError,
    EOFError,
)
# How openpyxl stumbles over parts that are not there.
UNOPENED = (*BROKEN, TypeError, AttributeError, SyntaxError)


class Archive(zipfile.ZipFile):
    """A workbook's parts: streamed when opened, small or refused when read whole, whatever size they claim."""

    def read(self, name, pwd=None):
        with self.open(name, pwd=pwd) as part:
            content = part.read(MOST_READ_WHOLE + 1)
        if len(content) > MOST_READ_WHOLE:
            raise FileFault("unpacks_too_large")
        return content


class Reader(ExcelReader):
    """openpyxl's, without what grows with the register: strings are kept on disk, sheets are only found.

    What the workbook keeps of other workbooks is not looked at.
    """

    def __init__(self, file, shelf):
        super().__init__(file, read_only=True, keep_links=False)
        self.archive = Archive(file)
        self.sheet, self._shelf = "", shelf

    def read_strings(self):
        part = self.package.find(SHARED_STRINGS)
        if part is not None:
            with self.archive.open(part.PartName[1:]) as source:
                self.shared_strings = Strings(source, self._shelf)

    def read_worksheets(self):
        for sheet, rel in self.parser.find_sheets():
            if (
                rel.Type.endswith("/worksheet")
                and sheet.state == "visible"
                and rel.target in self.valid_files
            ):
                self.sheet = rel.target
                return


def rows_of(file):
    """(row, cells) of the first sheet; a cell is a value, or Unread where it holds none. Raises FileFault."""
    _judge(file)
    with tempfile.TemporaryFile() as shelf:
        yield from _first_sheet(_opened(file, shelf))


def _opened(file, shelf):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about ornaments openpyxl leaves out
            reader = Reader(file, shelf)
            reader.read()
    except UNOPENED:
        raise FileFault("damaged") from None
    return reader


def _first_sheet(reader):
    if not reader.sheet:
        raise FileFault("no_sheet")
    book = reader.wb
    formats = Formats(book.epoch, _dates(book), frozenset(book._timedelta_formats))
    try:
        with reader.archive.open(reader.sheet) as source:
            yield from rows_in(source, reader.shared_strings, formats)
    except BROKEN:
        raise FileFault("damaged") from None


def _dates(book):
    chinese = (at for at, style in enumerate(book._cell_styles) if style.numFmtId in CHINESE_DATES)
    return frozenset(book._date_formats).union(chinese)


def _judge(file):
    """Refuse what only looks like a workbook, before a byte of it is unpacked."""
    try:
        parts = zipfile.ZipFile(file).infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise FileFault("damaged") from None
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise FileFault("locked_workbook")
    if not any(part.filename.startswith("xl/workbook") for part in parts):
        raise FileFault("not_a_register")
    unpacked = sum(part.file_size for part in parts)
    other = sum(part.file_size for part in parts if not part.filename.startswith(STREAMED))
    if unpacked > MOST_UNPACKED or other > MOST_OF_OTHER_PARTS or any(map(_bomb, parts)):
        raise FileFault("unpacks_too_large")


def _bomb(part):
    return part.file_size > HARMLESS and part.file_size > MOST_PACKED * part.compress_size
