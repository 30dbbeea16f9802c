"""The audit chain: every entry sealed once, in order; whatever is changed afterwards is found."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from portal.audit.models import AuditEntry, AuditSeal, SealedThrough, record, settled
from portal.audit.sealing import BEGINNING, link, seal
from portal.audit.verification import Whole, verify


@pytest.fixture
def chain(db):
    """Five sealed entries."""
    for number in range(5):
        record(None, "test", detail={"number": number, "text": "立案"})
    seal()
    return list(AuditSeal.objects.order_by("position"))


@pytest.fixture
def tamper(db):
    """Run SQL as the tables' owner would who first switched off their guards and constraints."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("portal_auditentry", "portal_auditseal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_guard")
            cursor.execute(
                "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'", [table]
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")

    def run(statement, *values):
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    return run


def test_every_entry_waits_for_its_seal_whatever_path_wrote_it(db):
    record(None, "one")
    AuditEntry.objects.bulk_create([AuditEntry(action="two"), AuditEntry(action="three")])
    assert set(AuditEntry.objects.waiting()) == set(AuditEntry.objects.all())


def test_seals_run_from_one_without_gaps_in_the_order_of_entries(chain):
    assert [held.position for held in chain] == [1, 2, 3, 4, 5]
    assert [held.entry_id for held in chain] == sorted(held.entry_id for held in chain)
    assert bytes(chain[0].digest) == link(BEGINNING, chain[0].entry)
    assert not AuditEntry.objects.waiting().exists()


def test_sealing_twice_adds_nothing_and_later_entries_continue_the_chain(chain):
    assert seal() == 0
    record(None, "later")
    assert seal() == 1
    last = AuditSeal.objects.order_by("-position").first()
    assert last.position == 6 and bytes(last.digest) == link(bytes(chain[-1].digest), last.entry)
    assert isinstance(verify(), Whole)


def test_sealing_reads_what_is_new_and_not_the_history(chain, django_assert_num_queries):
    record(None, "new")
    # how far, who runs; savepoint, lock, new numbers, their seals, entries, last link, seals, days, release; the last
    # number, who runs, how far
    with django_assert_num_queries(14):
        seal()
    with django_assert_num_queries(10):
        seal()  # what was asked is settled
    assert settled() == AuditEntry.objects.latest("pk").pk
    with django_assert_num_queries(7) as asked:
        assert seal() == 0
    assert not any("INSERT" in one["sql"] for one in asked)


@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_make_one_chain():
    from concurrent.futures import ThreadPoolExecutor

    AuditEntry.objects.bulk_create(AuditEntry(action=f"n{number}") for number in range(500))

    def work(_number):
        try:
            return seal()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(work, range(8)))
    seal()
    assert AuditSeal.objects.count() == 500
    assert isinstance(verify(), Whole)


def test_an_edited_entry_is_found(chain, tamper):
    tamper("UPDATE portal_auditentry SET detail = '{}' WHERE id = %s", chain[2].entry_id)
    found = verify()
    assert found.position == 3 and str(chain[2].entry_id) in found.reason


@pytest.mark.parametrize(
    "column",
    [
        "at = at + interval '1 second'",
        "person_id = NULL, process = 'x'",
        "action = 'x'",
        "subject_id = 9",
        "subject_kind = 'x'",
        "court_id = 9",
    ],
)
def test_no_column_of_an_entry_is_outside_the_digest(chain, tamper, column):
    tamper(f"UPDATE portal_auditentry SET {column} WHERE id = %s", chain[0].entry_id)
    assert verify().position == 1


def test_a_missing_entry_is_found(chain, tamper):
    tamper("DELETE FROM portal_auditentry WHERE id = %s", chain[3].entry_id)
    found = verify()
    assert found.position == 4 and str(chain[3].entry_id) in found.reason


def test_a_missing_seal_is_found(chain, tamper):
    tamper("DELETE FROM portal_auditseal WHERE position = 2")
    found = verify()
    assert found.position == 2 and "3" in found.reason


def test_an_entry_and_its_seal_taken_out_together_leave_a_gap(chain, tamper):
    tamper("DELETE FROM portal_auditseal WHERE position = 2")
    tamper("DELETE FROM portal_auditentry WHERE id = %s", chain[1].entry_id)
    assert verify().position == 2


def test_closing_the_gap_breaks_the_digest(chain, tamper):
    tamper("DELETE FROM portal_auditentry WHERE id = %s", chain[1].entry_id)
    tamper("DELETE FROM portal_auditseal WHERE position = 2")
    tamper("UPDATE portal_auditseal SET position = position - 1 WHERE position > 2")
    assert verify().position == 2


def test_a_changed_seal_is_found(chain, tamper):
    tamper("UPDATE portal_auditseal SET digest = sha256('x') WHERE position = 5")
    assert verify().position == 5


def test_two_entries_changing_places_are_found(chain, tamper):
    first, second = chain[0].entry_id, chain[1].entry_id
    for position, entry in ((1, -1), (2, first), (1, second)):
        tamper("UPDATE portal_auditseal SET entry_id = %s WHERE position = %s", entry, position)
    assert verify().position == 1


def test_a_cut_off_end_is_found_by_a_head_that_was_kept(chain, tamper):
    head = verify()
    tamper("DELETE FROM portal_auditseal WHERE position > 3")
    tamper("DELETE FROM portal_auditentry WHERE id > %s", chain[2].entry_id)
    assert isinstance(verify(), Whole)
    assert verify(expect=head).position == 4


def test_a_chain_written_anew_is_found_by_a_head_that_was_kept(chain, tamper):
    head = verify()
    tamper("UPDATE portal_auditentry SET action = 'forged' WHERE id = %s", chain[1].entry_id)
    digest = BEGINNING
    for held in AuditSeal.objects.order_by("position").select_related("entry"):
        digest = link(digest, held.entry)
        tamper("UPDATE portal_auditseal SET digest = %s WHERE position = %s", digest, held.position)
    assert isinstance(verify(), Whole)
    assert verify(expect=head).position == 5


def test_an_entry_long_without_a_seal_is_found(chain):
    AuditEntry.objects.create(action="fresh")
    assert isinstance(verify(), Whole)
    AuditEntry.objects.create(action="passed over", at=timezone.now() - datetime.timedelta(hours=1))
    SealedThrough.objects.update(settled=AuditEntry.objects.latest("pk").pk)
    assert seal() == 0
    assert verify().position == 6


def test_the_command_ends_well_on_a_whole_chain_and_prints_its_head(chain, capsys):
    call_command("verify_audit")
    printed = capsys.readouterr().out.split()[-1]
    assert printed == f"5:{bytes(chain[-1].digest).hex()}"
    call_command("verify_audit", expect=Whole(5, bytes(chain[-1].digest)))


def test_the_command_ends_with_one_and_says_where_it_broke(chain, tamper, capsys):
    tamper("UPDATE portal_auditentry SET action = 'x' WHERE id = %s", chain[2].entry_id)
    with pytest.raises(SystemExit) as ended:
        call_command("verify_audit")
    assert ended.value.code == 1
    assert "3" in capsys.readouterr().err
