"""The shared strings of a workbook, on disk: a register has several unlike ones in every row."""

import os
from array import array
from functools import lru_cache

from openpyxl.utils.escape import unescape

from metrics.registers.sheets import Text, parse

KEPT = 10_000  # strings held: names of courts, causes and the like come again and again
LONGEST_KEPT = 1_000  # bytes; a longer one is nobody's name, and thousands of them would fill the memory


class Strings:
    """Read by number, as a list would be; `shelf` is a file that is open as long as they are wanted."""

    def __init__(self, source, shelf):
        self._file = shelf
        self._begins = array("Q", [0])
        self._get = lru_cache(maxsize=KEPT)(self._read)
        table = Table(self._append)
        for _block in parse(source, table):
            pass
        self._file.flush()

    def _append(self, text):
        self._file.write(text.encode("utf-8", "surrogatepass"))
        self._begins.append(self._file.tell())

    def _read(self, number):
        begin, end = self._begins[number], self._begins[number + 1]
        return os.pread(self._file.fileno(), end - begin, begin).decode("utf-8", "surrogatepass")

    def __getitem__(self, number):
        if number < 0:
            raise IndexError(number)
        short = self._begins[number + 1] - self._begins[number] <= LONGEST_KEPT
        return (self._get if short else self._read)(number)


class Table:
    """Handlers of the XML parser: every `si` is one string, its pronunciation guide left out."""

    def __init__(self, append):
        self._append, self._text, self._guide = append, Text(), False

    def start(self, tag, attributes):
        if tag == "si":
            self._text.clear()
        elif tag == "rPh":
            self._guide = True
        elif tag == "t":
            self._text.open = not self._guide

    def end(self, tag):
        if tag == "t":
            self._text.open = False
        elif tag == "rPh":
            self._guide = False
        elif tag == "si":
            self._append(unescape(self._text.value))

    def data(self, text):
        self._text.add(text)
