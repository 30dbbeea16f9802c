"""The proof: done elsewhere, told table by table, and its database is gone whatever happened."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from metrics.rollup.refresh import refresh

from .conftest import HOME, address, ask, content, manage


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def scratch_databases():
    return ask("postgres", "SELECT datname FROM pg_database WHERE datname LIKE 'songting\\_proof\\_%'")


@pytest.fixture(autouse=True)
def nothing_stays():
    yield
    assert scratch_databases() == []


def test_a_good_backup_is_proved_table_by_table(filled, standing_in, capsys):
    before = content(filled)
    with standing_in(filled):
        call_command("prove_restore")
    told = capsys.readouterr().out
    lines = {line.split()[0]: line.split() for line in told.splitlines() if "equal" in line}
    events = len(before["portal_event"])
    assert lines["portal_event"][1] == str(events) and len(lines) > 30
    assert "Whole: " in told and "Differences: 0" in told and "The keys at hand open it." in told
    assert told.rstrip().splitlines()[-1].startswith("Proved")
    assert content(filled) == before


def test_a_figure_that_does_not_follow_from_the_events_is_shown(filled, standing_in, tmp_path, capsys):
    with standing_in(filled):
        refresh()  # what waits to be counted would be put right by the recount
        ask(filled, "UPDATE metrics_dailyfigure SET numerator = numerator + 1")
        call_command("backup", tmp_path / "court.zip")
        with pytest.raises(CommandError, match="not proved"):
            call_command("prove_restore", tmp_path / "court.zip")
    told = capsys.readouterr().out
    assert "day\t" in told and "Differences: 0" not in told


def test_a_broken_audit_is_shown(filled, standing_in, capsys):
    ask(filled, "ALTER TABLE portal_auditseal DISABLE TRIGGER USER")
    ask(filled, "UPDATE portal_auditseal SET digest = sha256('x') WHERE position = 1")
    with standing_in(filled), pytest.raises(CommandError):
        call_command("prove_restore")
    assert "Broken at position 1" in capsys.readouterr().out


def test_a_damaged_file_is_not_proved(filled, saved, standing_in, tmp_path, capsys):
    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(saved.read_bytes()[:-100])
    with standing_in(filled), pytest.raises(CommandError, match="not proved"):
        call_command("prove_restore", damaged)
    assert "damaged" in capsys.readouterr().out


def test_who_may_not_create_databases_is_told_what_is_missing(plain, saved):
    done = manage(plain.database, "prove_restore", saved, user=plain.user)
    assert done.returncode == 1
    assert f"ALTER ROLE {plain.user.partition(':')[0]} CREATEDB" in done.stderr


def test_told_to_stop_it_drops_its_database_first(filled, saved):
    environment = {**os.environ, "DATABASE_URL": address(filled)}
    process = subprocess.Popen(
        [sys.executable, "manage.py", "prove_restore", saved],
        cwd=HOME,
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    while not scratch_databases():
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    assert process.wait() != 0
