"""Why a file cannot be taken over, as values; the sentences are in `sentences.py`."""

import re
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString

from filing.casenumbers import REFUSALS
from metrics.registers.sentences import SENTENCES

# What neither the database nor the XML of a workbook can hold.
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
SHOWN = 40  # characters of a cell that are repeated to the reader; enough to find it


class FileFault(Exception):
    """The file as a whole cannot be read; `code` is a key of OF_FILES."""

    def __init__(self, code, row=None, **details):
        self.code, self.row, self.details = code, row, details
        super().__init__(code)


class CellFault(Exception):
    """A cell cannot be read; `code` is a key of OF_CELLS."""

    def __init__(self, code, **details):
        self.code, self.details = code, details
        super().__init__(code)


@dataclass(frozen=True)
class Fault:
    """One reason: row and column as the reader counts them; without a row it is about the file."""

    code: str
    row: int | None = None
    column: str = ""
    value: str = ""
    details: dict = field(default_factory=dict)

    @property
    def reason(self):
        """The sentence, in the reader's language."""
        return self._sentence() % {"value": self.value, **self.details}

    def marked(self, mark):
        """The sentence as HTML; what comes from the file goes through `mark`, which says that it is data."""
        given = {name: mark(value) for name, value in {"value": self.value, **self.details}.items()}
        return format_html(_braced(self._sentence()), **given)

    def _sentence(self):
        """A fault keeps the name of why a text is no case number; what is said of it is put in only here."""
        why = REFUSALS.get(self.details.get("why"))
        sentence = str(SENTENCES[self.code])
        return sentence.replace("%(why)s", str(why)) if why else sentence

    def as_json(self):
        return {"row": self.row, "column": self.column or None, "code": self.code, "reason": str(self.reason)}


def _braced(sentence):
    """A %(name)s sentence as format_html wants it."""
    text = sentence.replace("{", "{{").replace("}", "}}")
    return SafeString(text % _Names())


class _Names(dict):
    def __missing__(self, name):
        return "{" + name + "}"


def shortened(value):
    """A cell as it is repeated to the reader."""
    text = UNREADABLE.sub("\N{REPLACEMENT CHARACTER}", " ".join(str(value).split()))
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
