"""What of the database belongs in a backup, and the one form of text in which rows are saved and compared."""

import hashlib
import io
from dataclasses import dataclass

from django.db import connection

# Made by `migrate` itself, or gone with the machine (who is signed in, who failed to). Nothing of ours refers to them.
LEFT_OUT = ("django_", "auth_", "axes_", "portal_session")
BLOCK = 1 << 20

# The same rows must be the same bytes on every server from PostgreSQL 15 on, whatever it is set to. And a policy
# that hides rows from the owner must stop a backup, not thin it out.
FORM = """
SET LOCAL client_encoding = 'UTF8';
SET LOCAL datestyle = 'ISO, YMD';
SET LOCAL intervalstyle = 'postgres';
SET LOCAL timezone = 'UTC';
SET LOCAL bytea_output = 'hex';
SET LOCAL extra_float_digits = 1;
SET LOCAL row_security = off;
SET LOCAL statement_timeout = 0;
"""

# Partitions are read and filled through their parent. Generated columns generate themselves again. Text is ordered
# by code point: other collations differ between servers.
TABLES = """
SELECT c.relname::text,
    ARRAY(SELECT attname::text FROM pg_attribute
          WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum),
    ARRAY(SELECT quote_ident(attname) || CASE attcollation WHEN 0 THEN '' ELSE ' COLLATE "C"' END
          FROM pg_index, unnest(indkey::int2[]) WITH ORDINALITY AS part (number, place), pg_attribute
          WHERE indrelid = c.oid AND indisprimary AND attrelid = c.oid AND attnum = number ORDER BY place)
FROM pg_class c
WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
ORDER BY 1
"""

SEQUENCES = """
SELECT s.relname::text, owner.relname::text
FROM pg_class s
LEFT JOIN pg_depend ON classid = 'pg_class'::regclass AND objid = s.oid AND refclassid = 'pg_class'::regclass
    AND deptype IN ('a', 'i')
LEFT JOIN pg_class owner ON owner.oid = refobjid
WHERE s.relnamespace = current_schema()::regnamespace AND s.relkind = 'S'
ORDER BY 1
"""


@dataclass(frozen=True)
class Table:
    """Its stored columns, and the expressions that put its rows in the order of the primary key."""

    name: str
    columns: tuple
    order: tuple


@dataclass(frozen=True)
class Measured:
    rows: int
    sha256: str


class Digest(io.RawIOBase):
    """A file that hashes what is written to it, and passes it on if there is somewhere to."""

    def __init__(self, onward=None):
        super().__init__()
        self._onward, self._digest = onward, hashlib.sha256()

    def writable(self):
        return True

    def write(self, block):
        self._digest.update(block)
        if self._onward:
            self._onward.write(block)
        return len(block)

    def hexdigest(self):
        return self._digest.hexdigest()


def tables(cursor):
    """The tables of a backup, by name. A log without a key is put in the order of all its columns, none of them text."""
    cursor.execute(TABLES)
    return {
        name: Table(name, tuple(columns), tuple(order or map(quoted, columns)))
        for name, columns, order in cursor.fetchall()
        if not name.startswith(LEFT_OUT)
    }


def measure(cursor, table, onward=None):
    """Count and hash the rows in the order of the primary key; their text also goes to the file `onward`."""
    digest = Digest(onward)
    rows = f"SELECT {columns_of(table)} FROM {quoted(table.name)} ORDER BY {', '.join(table.order)}"  # noqa: S608 - quoted
    with connection.wrap_database_errors:
        sink = io.BufferedWriter(digest, BLOCK)  # PostgreSQL hands over row by row
        cursor.copy_expert(f"COPY ({rows}) TO STDOUT", sink)
        sink.flush()
    return Measured(cursor.rowcount, digest.hexdigest())


def fill(cursor, table, file):
    """The rows `measure` wrote, back into the table."""
    with connection.wrap_database_errors:
        cursor.copy_expert(f"COPY {quoted(table.name)} ({columns_of(table)}) FROM STDIN", file, BLOCK)


def positions(cursor):
    """{sequence: [last value, whether it was given out]}, of those that number our rows."""
    cursor.execute(SEQUENCES)
    found = {}
    for name, owner in cursor.fetchall():
        if not (owner or name).startswith(LEFT_OUT):
            cursor.execute(f"SELECT last_value, is_called FROM {quoted(name)}")  # noqa: S608 - quoted
            found[name] = list(cursor.fetchone())
    return found


def columns_of(table):
    return ", ".join(map(quoted, table.columns))


def quoted(name):
    return connection.ops.quote_name(name)
