"""From the database into a file: one snapshot, table by table, never a table in memory."""

import tomllib
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction

from portal.backup import keys, migrating
from portal.backup.archive import FORMAT, writing
from portal.backup.tables import FORM, measure, positions, tables

MONTHS = "SELECT DISTINCT date_trunc('month', day)::date::text FROM portal_event ORDER BY 1"


def save(path, *, force=False):
    """Write a backup; returns its manifest. Refused if the file exists and `force` is not given."""
    with writing(path, force=force) as archive, snapshot() as cursor:
        manifest = _head(cursor)
        manifest["tables"] = [_save_table(cursor, archive, table) for table in tables(cursor).values()]
        # Numbers are given out whatever the snapshot: read last, no saved row lies beyond them.
        manifest["sequences"] = positions(cursor)
        archive.write_manifest(manifest)
    return manifest


@contextmanager
def snapshot():
    """A cursor that sees one moment of the database, in the form rows are compared in."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute(FORM)
        yield cursor


def portal_version():
    text = (settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["project"]["version"]


def _head(cursor):
    cursor.execute("SELECT now()::text, current_setting('server_version')")
    moment, server = cursor.fetchone()
    cursor.execute(MONTHS)
    return {
        "format": FORMAT,
        "portal": portal_version(),
        "made_at": moment,
        "server": f"PostgreSQL {server}",
        "migrations": migrating.applied(),
        "event_months": [month for (month,) in cursor.fetchall()],
        "keys": keys.sample(),
    }


def _save_table(cursor, archive, table):
    with archive.create(table.name) as member:
        measured = measure(cursor, table, member)
    return {
        "name": table.name,
        "columns": table.columns,
        "rows": measured.rows,
        "sha256": measured.sha256,
    }
