"""The words of terms.csv: a correction is one line there.

Columns zh, ko and en hold the forms a word has on the pages, divided by strokes; the first is its name.
"""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import get_language

FILE = Path(__file__).with_name("terms.csv")
COLUMNS = {"zh-hans": "zh", "ko": "ko", "en": "en"}


@dataclass(frozen=True)
class Term:
    """A word in one language: its forms, the first of which is its name, and one sentence on what it means."""

    key: str
    forms: tuple
    means: str

    @property
    def name(self):
        return self.forms[0]


def terms():
    """{key: Term} in the reader's language, in the order of the file: that of a case."""
    return _read(COLUMNS.get(get_language(), "zh"))


@lru_cache(maxsize=len(COLUMNS))
def _read(column):
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["key"]: Term(row["key"], tuple(row[column].split("/")), row[f"{column}_means"]) for row in rows
    }
