"""The cells of a sheet, streamed through expat: memory is that of one row, whatever the register."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from xml.parsers import expat

from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.utils.escape import unescape

from metrics.registers.cells import MOST_KEPT

BLOCK = 1 << 16  # bytes of XML parsed at a time
LAST_ROW = 1_048_576  # of any sheet
LONGEST_NUMBER = 40  # characters; workbooks write less, and a longer one is not worth remembering
MOST_COLUMNS = 200  # further right nobody keeps a register; a stray cell there must not widen every row


class Broken(Exception):
    """This is not the XML of a sheet."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell without a value: a formula, or an error of the workbook. `code` is a key of OF_CELLS."""

    code: str
    text: str = ""


@dataclass(frozen=True)
class Formats:
    """Which cell styles are dates, and from which day this workbook counts them."""

    epoch: datetime
    dates: frozenset
    durations: frozenset


class Text:
    """Characters of one cell or string, a few more than a cell may hold, so that too many can be told."""

    def __init__(self):
        self.open = False
        self.clear()

    def clear(self):
        self._pieces, self._length = [], 0

    def add(self, text):
        if self.open and self._length <= MOST_KEPT:
            self._pieces.append(text)
            self._length += len(text)

    @property
    def value(self):
        return "".join(self._pieces)[:MOST_KEPT]


def parse(source, handlers):
    """Feed the XML to start(tag, attributes), end(tag) and data(text), yielding after each block."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.CharacterDataHandler = handlers.data

    def root(name, _attributes):
        """The first element tells whether the parts are prefixed; seldom, so the rest need not look."""
        prefix, colon, _tag = name.rpartition(":")
        cut = len(prefix + colon)
        start, end = handlers.start, handlers.end
        parser.StartElementHandler = (
            (lambda name, attributes: start(name[cut:], attributes)) if cut else start
        )
        parser.EndElementHandler = (lambda name: end(name[cut:])) if cut else end

    parser.StartElementHandler = root
    try:
        while block := source.read(BLOCK):
            parser.Parse(block, False)
            yield
        parser.Parse(b"", True)
        yield
    except expat.ExpatError as error:
        raise Broken from error


def _refuse(*_declaration):
    raise Broken("a sheet declares no document type")


def rows_in(source, strings, formats):
    """(row, cells) of a sheet's XML; cells are None, text, numbers, dates or Unread."""
    cells = Cells(strings, formats)
    for _block in parse(source, cells):
        yield from cells.take()


class Cells:
    """Handlers of the XML parser that gather rows."""

    def __init__(self, strings, formats):
        self._strings, self._formats = strings, formats
        self._done, self._row, self._number, self._column = [], [], 0, 0
        self._text, self._formula, self._guide = Text(), False, False
        self._date = lru_cache(maxsize=20_000)(self._from_excel)

    def take(self):
        done, self._done = self._done, []
        return done

    def start(self, tag, attributes):
        if tag == "c":
            reference = attributes.get("r")
            self._column = _index(reference.rstrip("0123456789")) if reference else self._column + 1
            self._kind, self._style = attributes.get("t", "n"), int(attributes.get("s", 0))
            self._formula = False
            self._text.clear()
        elif tag in ("v", "t"):
            self._text.open = not self._guide
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            self._begin_row(int(attributes.get("r", self._number + 1)))
        elif tag == "rPh":
            self._guide = True

    def _begin_row(self, number):
        if not self._number < number <= LAST_ROW:
            raise Broken("rows are numbered upwards")
        self._number, self._row, self._column = number, [], 0

    def data(self, text):
        self._text.add(text)

    def end(self, tag):
        if tag in ("v", "t"):
            self._text.open = False
        elif tag == "c":
            self._put()
        elif tag == "row":
            self._done.append((self._number, self._row))
        elif tag == "rPh":
            self._guide = False

    def _put(self):
        value = Unread("formula") if self._formula else self._value(self._text.value)
        if value is None or self._column > MOST_COLUMNS:
            return
        row, missing = self._row, self._column - len(self._row)
        if missing > 0:
            row.extend([None] * missing)
        row[self._column - 1] = value

    def _value(self, text):
        kind = self._kind
        if not text:
            return None
        if kind == "s":
            return self._strings[int(text)]
        if kind in ("inlineStr", "str"):
            return unescape(text)
        if kind == "n" and self._style in self._formats.dates:
            return (self._date if len(text) <= LONGEST_NUMBER else self._from_excel)(text, self._style)
        if kind == "n":
            return _number(text)
        if kind == "d":
            return from_ISO8601(text)
        return bool(int(text)) if kind == "b" else Unread("error_cell", text)

    def _from_excel(self, text, style):
        number = _number(text)
        try:
            return from_excel(number, self._formats.epoch, timedelta=style in self._formats.durations)
        except (OverflowError, ValueError):
            return number  # no day has this number: it is told as what it is


@lru_cache(maxsize=2_000)
def _index(letters):
    return column_index_from_string(letters)


def _number(text):
    return float(text) if "." in text or "e" in text or "E" in text else int(text)
