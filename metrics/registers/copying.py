"""COPY, both ways, through files that are never whole in memory."""

import csv

from django.db import connection
from psycopg2 import DatabaseError

from metrics.registers.textfiles import BLOCK

# Looked for one by one: few cells hold any, and a table of translations costs five times as much.
ESCAPES = (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"))


def copy_in(target, rows):
    """COPY tuples into `target` ("table (columns)"), drawn from the iterator as PostgreSQL takes them."""
    lines = Lines(rows)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        try:
            cursor.copy_expert(f"COPY {target} FROM STDIN", lines, BLOCK)
        except DatabaseError as error:
            # The driver reports a failure of ours as one of the database; only the latter is worth a second try.
            raise lines.failure or error from None


def copy_out(query, file):
    """Write the rows of a query as CSV into a file opened for text."""
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.copy_expert(f"COPY ({query}) TO STDOUT WITH (FORMAT csv)", file)


def copied(file):
    """The rows `copy_out` wrote, as lists of text."""
    file.seek(0)
    return csv.reader(file)


class Lines:
    """A file whose lines are made of tuples while it is read. None is NULL; text must be free of NUL."""

    def __init__(self, rows):
        self._rows, self._left, self.failure = iter(rows), "", None

    def read(self, size):
        try:
            return self._read(size)
        except Exception as failure:
            self.failure = failure
            raise

    def _read(self, size):
        pieces, length = [self._left], len(self._left)
        while length < size:
            row = next(self._rows, None)
            if row is None:
                break
            line = "\t".join([_field(value) for value in row]) + "\n"
            pieces.append(line)
            length += len(line)
        text = "".join(pieces)
        self._left = text[size:]
        return text[:size]


def _field(value):
    if value is None:
        return "\\N"
    if type(value) is not str:
        return str(value)
    for mark, escape in ESCAPES:
        if mark in value:
            value = value.replace(mark, escape)
    return value
