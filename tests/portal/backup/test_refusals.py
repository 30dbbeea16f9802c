"""What is refused, in words, and that a refusal leaves everything as it was."""

import hashlib
import json
import os
import shutil
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from portal.backup import migrating
from portal.backup.archive import SEAL

from .conftest import ask, rows_of_ours


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def untouched(create, migrated):
    """One empty database for all: nothing that is refused may leave a row in it."""
    return create(migrated)


@pytest.fixture
def refused(untouched, standing_in):
    """refused(file, match) tries a restore into an empty database; it must fail with that word and load nothing."""

    def restore(file, match):
        with standing_in(untouched), pytest.raises(CommandError, match=match):
            call_command("restore", file)
        assert rows_of_ours(untouched) == {}

    return restore


@pytest.fixture
def forged(saved, tmp_path):
    """forged(change) is the backup with a manifest and members as `change` left them, under a seal that fits."""

    def write(change):
        with ZipFile(saved) as zipped:
            members = {name: zipped.read(name) for name in zipped.namelist()}
        manifest = json.loads(members.pop("manifest.json"))
        change(manifest, members)
        path = tmp_path / "forged.zip"
        with ZipFile(path, "w", ZIP_DEFLATED) as zipped:
            zipped.comment = bytes(SEAL)
            for name, text in {**members, "manifest.json": json.dumps(manifest)}.items():
                zipped.writestr(name, text)
        text = path.read_bytes()[:-SEAL]
        path.write_bytes(text + hashlib.sha256(text).hexdigest().encode())
        return path

    return write


def test_a_database_with_rows_is_refused_and_the_tables_are_named(filled, saved, standing_in):
    before = rows_of_ours(filled)
    with standing_in(filled), pytest.raises(CommandError, match=r"not empty.*portal_court"):
        call_command("restore", saved)
    assert rows_of_ours(filled) == before


@pytest.mark.parametrize("table", ["portal_courtday", "metrics_run", "mediation_mediationorganisation"])
def test_a_single_row_anywhere_is_enough(empty, district, saved, standing_in, table):
    row = ask(district, f"SELECT to_jsonb(t)::text FROM {table} t LIMIT 1")[0][0]
    ask(empty, f"INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM jsonb_populate_record(NULL::{table}, %s)", row)  # fmt: skip
    with standing_in(empty), pytest.raises(CommandError, match=f"rows in {table}"):
        call_command("restore", saved)
    assert rows_of_ours(empty) == {table: 1}


@pytest.mark.parametrize("part", [0, 0.001, 0.3, 0.6, 0.97, 0.9999])
def test_one_flipped_bit_anywhere_is_found(refused, saved, tmp_path, part):
    damaged = tmp_path / "damaged.zip"
    content = bytearray(saved.read_bytes())
    content[int(part * len(content))] ^= 1
    damaged.write_bytes(content)
    refused(damaged, "damaged")


@pytest.mark.parametrize("kept", [0, 10, 64, 0.5, -1])
def test_a_file_cut_off_is_found(refused, saved, tmp_path, kept):
    cut = tmp_path / "cut.zip"
    shutil.copy(saved, cut)
    size = saved.stat().st_size
    os.truncate(cut, size + kept if kept < 0 else int(kept * size) if isinstance(kept, float) else kept)
    refused(cut, "damaged, cut off")


def test_something_else_is_no_backup(refused, tmp_path):
    other = tmp_path / "letter.txt"
    other.write_text("此致敬礼" * 100, encoding="utf-8")
    refused(other, "no backup")


def test_a_file_that_is_not_there_is_named(refused, tmp_path):
    refused(tmp_path / "nowhere.zip", r"nowhere\.zip cannot be read")


def test_a_form_of_another_day_is_refused(refused, forged):
    refused(forged(lambda manifest, _members: manifest.update(format=99)), "does not know")


def test_a_backup_of_a_newer_portal_is_refused_by_its_version_and_migrations(refused, forged):
    def change(manifest, _members):
        manifest["portal"] = "9.9.9"
        manifest["migrations"]["filing"].append("0999_from_tomorrow")

    refused(forged(change), r"9\.9\.9.*filing\.0999_from_tomorrow")


def test_a_backup_from_before_a_migration_is_refused_by_a_database_that_is_further(refused, forged):
    def change(manifest, _members):
        manifest["migrations"]["metrics"].pop()

    refused(forged(change), r"before these migrations.*metrics\.0.*without tables")


def test_other_tables_are_refused_by_name(refused, forged):
    def change(manifest, _members):
        manifest["tables"][0]["columns"].append("stranger")

    refused(forged(change), "not those of the backup")


def test_a_row_less_than_was_counted_takes_everything_back(refused, forged):
    def change(_manifest, members):
        members["tables/evaluation_rating.txt"] = members["tables/evaluation_rating.txt"].partition(b"\n")[2]

    refused(forged(change), r"evaluation_rating: \d+ rows saved, \d+ found")


def test_other_content_takes_everything_back(refused, forged):
    def change(_manifest, members):
        courts = members["tables/portal_court.txt"]
        members["tables/portal_court.txt"] = courts.replace("敦化".encode(), "敦煌".encode(), 1)

    refused(forged(change), "portal_court: 6 rows, with other content")


def test_rows_that_refer_to_nothing_take_everything_back(refused, forged):
    def change(_manifest, members):
        members["tables/portal_membership.txt"] = b""
        members["tables/portal_person.txt"] = b""

    refused(forged(change), "does not take the rows")


def test_rows_that_break_a_constraint_take_everything_back(refused, forged):
    def change(_manifest, members):
        members["tables/portal_courtday.txt"] *= 2

    refused(forged(change), "does not take the rows")


def test_a_database_that_is_behind_but_has_rows_is_not_migrated(empty, saved, standing_in, monkeypatch):
    ask(
        empty, "INSERT INTO portal_changedcourtday (court_id, day, marked_at) VALUES (1, '2026-03-02', now())"
    )
    monkeypatch.setattr(migrating, "bring_to", lambda manifest: pytest.fail("it went on"))
    with standing_in(empty), pytest.raises(CommandError, match="portal_changedcourtday"):
        call_command("restore", saved)


def test_an_existing_file_stays_unless_forced(filled, standing_in, tmp_path):
    path = tmp_path / "court.zip"
    path.write_text("precious")
    with standing_in(filled):
        with pytest.raises(CommandError, match=r"exists already.*--force"):
            call_command("backup", path)
        assert path.read_text() == "precious"
        call_command("backup", path, force=True)
    assert path.read_bytes()[:2] == b"PK"


def test_a_folder_that_is_not_there_is_named(filled, standing_in, tmp_path):
    with standing_in(filled), pytest.raises(CommandError, match="cannot be written"):
        call_command("backup", tmp_path / "nowhere" / "court.zip")
