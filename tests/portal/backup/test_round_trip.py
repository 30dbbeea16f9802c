"""What was saved comes back: every row, every number, every guard, and the work goes on."""

import datetime
import stat

import psycopg2
import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone, translation

from metrics.rollup.models import DailyFigure
from metrics.rollup.recount import recount
from portal.audit.models import AuditEntry
from portal.audit.sealing import seal
from portal.audit.verification import Whole, verify
from portal.backup.archive import opened
from portal.backup.tables import LEFT_OUT, tables
from portal.events import Event
from portal.people.models import Membership, Role

from .conftest import address, ask, content, manage, rows_of_ours

FLOORS = {"portal", "filing", "mediation", "evaluation", "metrics"}
TYPES = """
SELECT DISTINCT relname::text, format_type(atttypid, NULL) FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped
"""
GUARDS = """
SELECT tgrelid::regclass::text, tgname::text, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
UNION ALL
SELECT conrelid::regclass::text, conname::text, pg_get_constraintdef(oid) || convalidated
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
"""


@pytest.fixture(scope="module")
def restored(create, migrated, saved, standing_in):
    """A database into which the district was restored by the command."""
    name = create(migrated)
    with standing_in(name):
        call_command("restore", saved)
    return name


@pytest.fixture
def there(restored, standing_in):
    with standing_in(restored):
        yield


def test_every_table_has_the_same_rows(district, restored):
    before, after = content(district), content(restored)
    assert len(rows_of_ours(district)) > 30
    ours = [name for name in before if not name.startswith(LEFT_OUT)]
    # The restore itself is put on record.
    ours.remove("portal_auditentry")
    entries = after["portal_auditentry"]
    assert len(entries) == len(before["portal_auditentry"]) + 1 and set(before["portal_auditentry"]) < set(
        entries
    )
    assert {name: before[name] for name in ours} == {name: after[name] for name in ours}


def test_every_model_of_ours_is_in_a_backup_except_who_is_signed_in(there):
    from django.db import connection

    models = {m for m in apps.get_models(include_auto_created=True) if m._meta.app_label in FLOORS}
    with connection.cursor() as cursor:
        assert set(tables(cursor)) == {m._meta.db_table for m in models} - {"portal_session"}


def test_nothing_saved_refers_to_what_is_left_out(district):
    references = ask(
        district,
        "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint WHERE contype = 'f'",
    )
    assert [
        (name, other)
        for name, other in references
        if other.startswith(LEFT_OUT) and not name.startswith(LEFT_OUT)
    ] == []


def test_rows_of_every_kind_of_column_were_tried(district):
    kinds = ask(district, TYPES)
    filled = rows_of_ours(district)
    ours = {kind for name, kind in kinds if not name.startswith(LEFT_OUT)}
    assert ours == {kind for name, kind in kinds if name in filled}


def test_sign_ins_stay_behind(district, restored):
    assert content(district)["portal_session"] and not content(restored)["portal_session"]


def test_guards_and_foreign_keys_stand_as_before(migrated, restored):
    """Partitions come with their own copies of both; the months differ."""
    before, after = (
        {row for row in ask(name, GUARDS) if not row[0].startswith("portal_event_")}
        for name in (migrated, restored)
    )
    assert before == after and len(before) > 100


def test_events_stand_in_the_partitions_of_their_months(restored):
    places = ask(
        restored, "SELECT DISTINCT tableoid::regclass::text, to_char(day, 'YYYY_MM') FROM portal_event"
    )
    assert places and all(place == f"portal_event_{month}" for place, month in places)


def test_no_event_is_counted_a_second_time_and_the_recount_agrees(there):
    assert DailyFigure.objects.exists() and Event.objects.exists()
    today = timezone.localdate()
    assert recount(today - datetime.timedelta(days=100), today + datetime.timedelta(days=1)) == []


def test_the_audit_is_whole_and_says_who_restored_what(there):
    entry = AuditEntry.objects.get(action="restore")
    assert (
        entry.process == "restore" and entry.detail["name"] == "district.zip" and entry.detail["rows"] > 400
    )
    seal()
    assert isinstance(verify(), Whole)


def test_the_next_filing_is_entered_under_the_next_number(there):
    from filing.intake.models import Filing
    from filing.intake.workflow import enter
    from tests.filing.conftest import defendant, dispute, plaintiff

    last = Filing.objects.order_by("-pk").first().pk
    clerk = Membership.objects.filter(role=Role.CLERK).first()
    filing = enter(dispute(clerk.court), by=clerk.person, parties=[plaintiff(), defendant()])
    assert filing.pk == last + 1
    assert Event.objects.about(filing).get().verb == "submit"
    assert filing.parties.count() == 2


def test_every_sequence_goes_on_behind_the_saved_rows(restored):
    session = psycopg2.connect(address(restored))
    with session, session.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, pg_get_serial_sequence(table_name, column_name)"
            " FROM information_schema.columns WHERE table_schema = 'public' AND is_identity = 'YES'"
        )
        for table, column, sequence in cursor.fetchall():
            cursor.execute(f'SELECT nextval(%s) > coalesce(max("{column}"), 0) FROM "{table}"', [sequence])
            assert cursor.fetchone()[0], table
    session.close()


def test_the_command_says_what_it_wrote_and_leaves_a_trace(filled, standing_in, tmp_path, capsys):
    path = tmp_path / "court.zip"
    with standing_in(filled), translation.override("en"):
        call_command("backup", path)
        entry = AuditEntry.objects.get(action="backup")
    told = capsys.readouterr().out
    assert str(path) in told and "PERSONAL_DATA_KEYS" in told and "SECRET_KEY" in told
    assert entry.process == "backup" and entry.detail["sha256"] in told
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [found.name for found in tmp_path.iterdir()] == ["court.zip"]
    with opened(path) as archive:
        events = next(table for table in archive.manifest["tables"] if table["name"] == "portal_event")
        assert events["rows"] == ask(filled, "SELECT count(*) FROM portal_event")[0][0]
        assert archive.manifest["migrations"]["portal"][:1] == ["0001_initial"]
        assert sum(table["rows"] for table in archive.manifest["tables"]) == entry.detail["rows"]


def test_the_same_rows_give_the_same_hashes_whatever_the_server_is_set_to(
    filled, saved, standing_in, tmp_path
):
    from portal.backup.saving import save

    for setting in ("datestyle = 'SQL, DMY'", "bytea_output = 'escape'", "timezone = 'America/New_York'"):
        ask("postgres", f"ALTER DATABASE {filled} SET {setting}")
    with standing_in(filled):
        again = save(tmp_path / "again.zip")
    with opened(saved) as archive:
        assert [one["sha256"] for one in again["tables"]] == [
            one["sha256"] for one in archive.manifest["tables"]
        ]


def test_a_warning_tells_that_the_keys_at_hand_are_others(empty, saved, standing_in, settings, capsys):
    settings.BLIND_INDEX_KEY = "another-key-" * 4
    with standing_in(empty), translation.override("en"):
        call_command("restore", saved)
    assert "BLIND_INDEX_KEY" in capsys.readouterr().err


def test_a_restore_needs_no_superuser(plain, saved):
    done = manage(plain.database, "restore", saved, user=plain.user)
    assert done.returncode == 0, done.stderr
    assert ask(plain.database, "SELECT count(*) FROM portal_event")[0][0] > 50
