"""What kind of file this is, told by its first bytes and not by its name."""

from metrics.registers import textfiles, workbooks
from metrics.registers.faults import FileFault
from metrics.registers.textfiles import BLOCK

PACKED = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # xls, and xlsx under a password
LOCKED = "EncryptedPackage".encode("utf-16-le")
# A table of a web page under the name of a workbook, a document, a picture: what people send by mistake.
OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf")


def rows_of(file):
    """(row, cells) of a workbook's first sheet or of a text table. `file` is binary and seekable. Raises FileFault."""
    file.seek(0)
    head = file.read(512)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise FileFault("empty_file")
    if head.startswith(PACKED):
        return workbooks.rows_of(file)
    if head.startswith(COMPOUND):
        raise FileFault("locked_workbook" if _holds(file, LOCKED) else "old_workbook")
    if head.startswith(OTHERS) or head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise FileFault("not_a_register")
    return textfiles.rows_of(file)


def _holds(file, wanted):
    file.seek(0)
    tail = b""
    while block := file.read(BLOCK):
        if wanted in tail + block:
            return True
        tail = block[-len(wanted) :]
    return False
