"""Text tables: UTF-8, UTF-16 or GB18030; comma, semicolon or tab; quoted cells may hold line breaks."""

import codecs
import csv
import io

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
        yield from _cells(csv.reader(lines, delimiter=delimiter, strict=True))
    finally:
        lines.detach()


def _cells(reader):
    row = 0
    try:
        for row, cells in enumerate(reader, 1):
            yield row, cells
    except csv.Error:
        # An open quotation mark swallows the rest, up to the longest cell the reader takes.
        raise FileFault("broken_row", row=row + 1) from None


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
    heading = next((line for line in lines if line.strip()), "")

    def known(delimiter):
        return sum(
            column_of(cell) is not None for cell in next(csv.reader([heading], delimiter=delimiter), ())
        )

    return max(DELIMITERS, key=known)
