"""Text tables: UTF-8, UTF-16 or GB18030; comma, semicolon or tab; quoted cells may hold line breaks."""

import codecs
import csv
import io
import re
from itertools import chain, count

from metrics.registers.cells import LONGEST, MOST_KEPT
from metrics.registers.columns import column_of
from metrics.registers.faults import FileFault

BLOCK = 1 << 18  # bytes read or written at a time
DELIMITERS = (",", ";", "\t")
WITH_MARK = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def rows_of(file):
    """(row as a spreadsheet counts it, cells) of a text table, nothing held. Raises FileFault."""
    encoding = encoding_of(file)
    file.seek(0)
    lines = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        delimiter = _delimiter(lines)
        lines.seek(0)
        yield from _cells(lines, delimiter)
    finally:
        lines.detach()


def _cells(lines, delimiter):
    kept = []  # the lines of the row that is being read
    lines = _kept(lines, kept)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    for row in count(1):
        kept.clear()
        try:
            cells = next(reader, None)
        except csv.Error:
            cells = _read_shortened(lines, kept, delimiter, row)
        if cells is None:
            return
        yield row, cells


def _kept(lines, kept):
    for line in lines:
        kept.append(line)
        yield line


def _read_shortened(lines, kept, delimiter, row):
    """The cells of a row that could not be read, if that was for the length of some: they are cut, and still too long.

    An open quotation mark looks alike, since it swallows the rest up to the longest cell the reader takes.
    """
    cell = re.compile(f'"(?P<quoted>[^"]*(?:""[^"]*)*)"(?=[{delimiter}\r\n]|$)|[^{delimiter}\r\n]+')
    while True:
        text = "".join(kept)
        kept[:] = [cell.sub(_shortened, text)]
        if kept == [text]:
            raise FileFault("broken_row", row=row)
        try:
            # What was read of the row so far, and the lines after it if it goes on.
            again = chain(io.StringIO(kept[0], newline=""), lines)
            return next(csv.reader(again, delimiter=delimiter, strict=True))
        except csv.Error:
            continue


def _shortened(cell):
    quoted = cell["quoted"]
    text = cell[0] if quoted is None else quoted.replace('""', "'")
    if len(text) <= MOST_KEPT:
        return cell[0]
    return text[:MOST_KEPT] if quoted is None else f'"{text[:MOST_KEPT]}"'


def encoding_of(file):
    """The encoding the whole file can be read in. Raises FileFault."""
    file.seek(0)
    head = file.read(4)
    for mark, encoding in WITH_MARK:
        if head.startswith(mark):
            return _readable(file, (encoding,))
    return _readable(file, ("utf-8", "gb18030"))


def _readable(file, encodings):
    for encoding in encodings:
        decoder = codecs.getincrementaldecoder(encoding)()
        file.seek(0)
        try:
            while block := file.read(BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeError:
            continue
        return encoding
    raise FileFault("unreadable_text")


def _delimiter(lines):
    """The one under which most headings are known."""
    heading = next((line for line in lines if line.strip()), "")[:LONGEST]

    def known(delimiter):
        return sum(
            column_of(cell) is not None for cell in next(csv.reader([heading], delimiter=delimiter), ())
        )

    return max(DELIMITERS, key=known)
