"""From a file into an empty database: everything or nothing, compared with what was saved before it counts."""

from contextlib import contextmanager
from dataclasses import dataclass, replace

from django.core.management import call_command
from django.db import DataError, IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from portal.backup import migrating
from portal.backup.archive import Refused, opened
from portal.backup.tables import FORM, Measured, Table, fill, measure, positions, quoted, tables
from portal.partitions import make_partitions

INSERT_TRIGGERS = """
SELECT quote_ident(relname), quote_ident(tgname)
FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
WHERE relnamespace = current_schema()::regnamespace AND relname = ANY(%s)
    AND NOT tgisinternal AND tgenabled = 'O' AND tgtype & 4 <> 0
"""
FOREIGN_KEYS = """
SELECT quote_ident(relname), quote_ident(conname), pg_get_constraintdef(k.oid)
FROM pg_constraint k JOIN pg_class c ON c.oid = conrelid
WHERE relnamespace = current_schema()::regnamespace AND relname = ANY(%s) AND contype = 'f' AND conparentid = 0
"""


@dataclass(frozen=True)
class Compared:
    """A table as it was saved and as it was found afterwards."""

    table: Table
    saved: Measured
    found: Measured

    @property
    def equal(self):
        return self.saved == self.found


def restore(path):
    """Restore a backup into a database without rows; returns its manifest. Refused, with nothing loaded.

    A database without tables, or with fewer migrations than the backup, is migrated to those of the backup first;
    in the end it has all migrations of this portal.
    """
    with opened(path) as archive:
        manifest = archive.manifest
        with connection.cursor() as cursor:
            _must_be_empty(cursor, tables(cursor))
        migrating.bring_to(manifest)
        load(archive)
    call_command("migrate", verbosity=0, interactive=False)
    make_partitions()
    return manifest


def load(archive):
    """All rows, in one transaction that ends well only if every table is what it was. Refused otherwise."""
    manifest = archive.manifest
    try:
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute(FORM)
            wanted = _tables(cursor, manifest)
            names = ", ".join(map(quoted, wanted))
            cursor.execute(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE")
            _must_be_empty(cursor, wanted)
            with _at_rest(cursor, list(wanted)):
                _make_months(cursor, manifest)
                for table in wanted.values():
                    with archive.rows(table.name) as rows:
                        fill(cursor, table, rows)
            cursor.execute(f"ANALYZE {names}")
            _must_be_equal(compare(cursor, manifest))
            _set_positions(cursor, manifest)
    except (DataError, IntegrityError) as error:
        raise Refused(
            _("The database does not take the rows of this backup: %(error)s") % {"error": error}
        ) from error


def compare(cursor, manifest):
    """Every table of the backup with what is in the database now."""
    wanted = _tables(cursor, manifest)
    return [
        Compared(
            table=wanted[saved["name"]],
            saved=Measured(saved["rows"], saved["sha256"]),
            found=measure(cursor, wanted[saved["name"]]),
        )
        for saved in manifest["tables"]
    ]


def _tables(cursor, manifest):
    """The tables with their columns as saved, or Refused if the database has others."""
    present = tables(cursor)
    saved = {one["name"]: one["columns"] for one in manifest["tables"]}
    strange = sorted(
        name
        for name in saved.keys() | present.keys()
        if name not in saved or name not in present or set(saved[name]) != set(present[name].columns)
    )
    if strange:
        raise Refused(
            _("The tables of the database are not those of the backup: %(tables)s.")
            % {"tables": ", ".join(strange)}
        )
    return {name: replace(present[name], columns=tuple(columns)) for name, columns in saved.items()}


def _must_be_empty(cursor, wanted):
    filled = []
    for name in wanted:
        cursor.execute(f"SELECT EXISTS (SELECT FROM {quoted(name)})")  # noqa: S608 - quoted
        if cursor.fetchone()[0]:
            filled.append(name)
    if filled:
        raise Refused(
            _(
                "The database is not empty; there are rows in %(tables)s. Stop web, worker and beat, "
                "and restore into a database that was only created, or created and migrated."
            )
            % {"tables": ", ".join(filled)}
        )


@contextmanager
def _at_rest(cursor, names):
    """Inside, inserting counts nothing a second time and foreign keys are off.

    Put back, a key is checked over the whole table at once; row by row the server would keep every row in mind.
    """
    cursor.execute(INSERT_TRIGGERS, [names])
    triggers = cursor.fetchall()
    cursor.execute(FOREIGN_KEYS, [names])
    foreign_keys = cursor.fetchall()
    for table, trigger in triggers:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
    for table, key, _definition in foreign_keys:
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {key}")
    yield
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table, key, definition in foreign_keys:
        cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {key} {definition}")
    for table, trigger in triggers:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")


def _make_months(cursor, manifest):
    for month in manifest["event_months"]:
        cursor.execute("SELECT portal_event_make_partition(%s)", [month])


def _must_be_equal(compared):
    differing = [one for one in compared if not one.equal]
    if differing:
        raise Refused(
            _("What was loaded is not what was saved: %(tables)s. Everything was taken back.")
            % {"tables": "; ".join(map(difference, differing))}
        )


def difference(one):
    """What differs, for the reader."""
    told = {"table": one.table.name, "saved": one.saved.rows, "found": one.found.rows}
    if one.saved.rows != one.found.rows:
        return _("%(table)s: %(saved)d rows saved, %(found)d found") % told
    return _("%(table)s: %(saved)d rows, with other content") % told


def _set_positions(cursor, manifest):
    present = positions(cursor)
    for name, position in manifest["sequences"].items():
        if name in present:
            cursor.execute("SELECT setval(%s, %s, %s)", [quoted(name), *position])
