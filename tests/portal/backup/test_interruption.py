"""Real processes, killed in the middle; a disk that is full; work that goes on meanwhile."""

import contextlib
import errno
import os
import signal
import subprocess
import sys
import time
from zipfile import ZipFile

import psycopg2
import pytest
from django.core.management import CommandError, call_command

from portal.backup import saving
from portal.backup.archive import opened

from .conftest import HOME, address, ask, rows_of_ours


@contextlib.contextmanager
def lock(database, table):
    """Nobody gets at the table meanwhile; yields a cursor that does."""
    session = psycopg2.connect(address(database))
    try:
        cursor = session.cursor()
        cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        yield cursor
        session.commit()
    finally:
        session.close()


def start(database, *words):
    environment = {**os.environ, "DATABASE_URL": address(database)}
    return subprocess.Popen([sys.executable, "manage.py", *map(str, words)], cwd=HOME, env=environment)


def wait_until(holds, seconds=60):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.05)


def somebody_waits_for(database, table):
    return bool(ask(database, "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = %s::regclass", table))


def test_a_killed_backup_leaves_nothing_under_its_name(filled, tmp_path):
    path = tmp_path / "court.zip"
    with lock(filled, "portal_person"):
        process = start(filled, "backup", path)
        wait_until(lambda: somebody_waits_for(filled, "portal_person"))
        assert not path.exists() and list(tmp_path.iterdir())
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert not path.exists()
    assert all(found.suffix == ".part" for found in tmp_path.iterdir())


def test_a_killed_restore_leaves_the_database_empty_for_the_next(empty, saved):
    session = psycopg2.connect(address(empty))
    session.cursor().execute("SELECT * FROM portal_person")  # with this open, nobody changes the table
    process = start(empty, "restore", saved)
    wait_until(lambda: somebody_waits_for(empty, "portal_person"))
    process.send_signal(signal.SIGKILL)
    process.wait()
    session.close()
    assert rows_of_ours(empty) == {}
    assert start(empty, "restore", saved).wait() == 0


def test_a_restore_that_fails_at_its_last_step_leaves_nothing(empty, saved, standing_in, monkeypatch):
    from portal.backup import restoring

    def fail(cursor, manifest):
        cursor.execute("SELECT count(*) FROM portal_event")
        assert cursor.fetchone()[0] > 50  # it was all there
        raise KeyboardInterrupt

    monkeypatch.setattr(restoring, "_set_positions", fail)
    with standing_in(empty), pytest.raises(KeyboardInterrupt):
        call_command("restore", saved)
    assert rows_of_ours(empty) == {}


def test_a_full_disk_is_told_and_leaves_no_file(filled, standing_in, tmp_path, monkeypatch):
    measure = saving.measure

    def write(cursor, table, member):
        class Full:
            def write(self, block):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        return measure(cursor, table, Full() if table.name == "portal_court" else member)

    monkeypatch.setattr(saving, "measure", write)
    with standing_in(filled), pytest.raises(CommandError, match="No space left"):
        call_command("backup", tmp_path / "court.zip")
    assert list(tmp_path.iterdir()) == []


def test_what_is_committed_while_a_backup_runs_is_not_in_it(filled, tmp_path):
    """Neither in tables it has passed nor in those still to come."""
    path = tmp_path / "court.zip"
    before = {
        name: ask(filled, f"SELECT count(*) FROM {name}")[0][0] for name in ("filing_party", "portal_person")
    }
    with lock(filled, "portal_person") as cursor:
        process = start(filled, "backup", path)
        wait_until(lambda: somebody_waits_for(filled, "portal_person"))
        ask(filled, "DELETE FROM filing_party WHERE id = (SELECT max(id) FROM filing_party)")
        cursor.execute(
            "INSERT INTO portal_person (password, username, name, language, is_active, must_change_password, changed_at)"
            " VALUES ('', 'late', '晚到', '', true, false, now())"
        )
    assert process.wait() == 0
    with opened(path) as archive:
        rows = {table["name"]: table["rows"] for table in archive.manifest["tables"]}
    assert {name: rows[name] for name in before} == before
    with ZipFile(path) as zipped:
        assert "晚到".encode() not in zipped.read("tables/portal_person.txt")
