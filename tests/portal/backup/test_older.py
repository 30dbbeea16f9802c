"""A backup from before an upgrade: restored into the tables of its day, then brought forward with its rows."""

from django.core.management import call_command

from .conftest import ask, manage


def test_an_older_backup_is_restored_and_then_migrated(create, standing_in, tmp_path):
    """The portal as it was before it had figures."""
    before, after, path = create(), create(), tmp_path / "older.zip"
    floors = [("migrate", floor) for floor in ("portal", "evaluation", "axes")]
    for words in (*floors, ("load_courts",), ("backup", path)):
        done = manage(before, *words)
        assert done.returncode == 0, done.stderr
    assert ask(before, "SELECT to_regclass('metrics_dailyfigure')") == [(None,)]
    with standing_in(after):
        call_command("restore", path)
    courts = "SELECT id, name FROM portal_court ORDER BY id"
    assert ask(after, courts) == ask(before, courts) and len(ask(after, courts)) == 6
    assert ask(after, "SELECT count(*) FROM metrics_dailyfigure") == [(0,)]
    assert manage(after, "migrate", "--check").returncode == 0


def test_a_database_behind_the_backup_is_brought_to_it(create, saved, standing_in):
    behind = create()
    assert manage(behind, "migrate", "portal").returncode == 0
    with standing_in(behind):
        call_command("restore", saved)
    assert ask(behind, "SELECT count(*) > 50 FROM portal_event") == [(True,)]


def test_names_that_differ_only_in_case_are_told_apart_when_the_portal_is_brought_forward(create):
    """Before, two people could have them; both keep their accounts, the first the name."""
    database = create()
    assert manage(database, "migrate", "portal", "0004").returncode == 0
    added = "INSERT INTO portal_person (password, username, name, language, is_active, must_change_password) VALUES"
    ask(
        database,
        f"{added} ('', 'kim', '金', '', true, false), ('', 'KIM', '金', '', true, false) RETURNING id",
    )
    done = manage(database, "migrate", "portal")
    assert done.returncode == 0, done.stderr
    first, later = ask(database, "SELECT username, id FROM portal_person ORDER BY id")
    assert first[0] == "kim" and later[0] == f"KIM.{later[1]}"
