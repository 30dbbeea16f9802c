"""A small workbook's first sheet, read without trusting it."""

import io
import warnings
import zipfile

from django.utils.translation import gettext as _

# A year's announcement unpacks to some ten kilobytes.
MOST_UNPACKED = 8 << 20
MOST_COLUMNS = 20


class FileFault(Exception):
    """The file as a whole cannot be read; the text is for the reader."""


def rows_of_workbook(content, *, most_rows):
    """Lists of cell values of the first sheet, one row more than `most_rows` at most. Raises FileFault."""
    # Only this page reads workbooks here; the library would slow the start of every process.
    import openpyxl

    try:
        if sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(content)).infolist()) > MOST_UNPACKED:
            raise FileFault(_("The workbook unpacks to far more than a year's announcement needs."))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about ornaments the library leaves out
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=most_rows + 1, max_col=MOST_COLUMNS, values_only=True)
        return [list(row) for row in rows]
    except FileFault:
        raise
    except Exception:
        # The library answers a damaged file with whatever its parsers happen to raise.
        raise FileFault(_("The workbook is damaged or protected. Save it again as .xlsx.")) from None
