"""Numbers are given out before transactions end: whatever commits late still gets its seal, and nothing is read for ever."""

import random
import threading
import time

import pytest
from django.db import connection, connections, transaction

from portal.audit.models import AuditEntry, AuditSeal, record, settled
from portal.audit.sealing import seal
from portal.audit.verification import Whole, verify

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def open_transaction():
    """Another session that has written an entry and not ended: `end("commit")` or `end("rollback")`."""
    session = connection.copy()
    with session.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(
            "INSERT INTO portal_auditentry (process, action, subject_kind, detail) VALUES ('t', 'late', '', '{}')"
            " RETURNING id"
        )
        session.number = cursor.fetchone()[0]
    yield session
    session.close()


def end(session, how):
    with session.cursor() as cursor:
        cursor.execute(how)


def test_an_entry_that_committed_late_is_sealed_after_those_before_it(open_transaction):
    later = record(None, "later")
    assert seal() == 1 and later.seal.position == 1
    assert later.pk > open_transaction.number
    assert (seal(), seal()) == (0, 0) and settled() < open_transaction.number
    end(open_transaction, "COMMIT")
    assert seal() == 1
    assert AuditEntry.objects.get(pk=open_transaction.number).seal.position == 2
    seal()
    assert settled() == later.pk and isinstance(verify(), Whole)


def test_a_number_given_up_does_not_hold_the_chain_back(open_transaction):
    later = record(None, "later")
    assert (seal(), seal(), seal()) == (1, 0, 0) and settled() < later.pk
    end(open_transaction, "ROLLBACK")
    seal()
    seal()
    assert settled() == later.pk and isinstance(verify(), Whole)


def test_a_transaction_that_began_later_holds_nothing_back():
    first = record(None, "first")
    seal()
    session = connection.copy()
    end(session, "BEGIN")
    end(session, "SELECT 1")
    seal()
    assert settled() == first.pk
    session.close()


def test_more_than_a_batch_waits(monkeypatch):
    monkeypatch.setattr("portal.audit.sealing.BATCH", 7)
    AuditEntry.objects.bulk_create(AuditEntry(action=f"n{number}") for number in range(20))
    assert seal() == 20
    AuditEntry.objects.bulk_create(AuditEntry(action=f"n{number}") for number in range(14))
    assert seal() == 14 and isinstance(verify(), Whole)


def test_writers_that_commit_late_or_never_while_the_chain_is_sealed():
    over, kept = threading.Event(), []

    def write(seed):
        dice = random.Random(seed)
        try:
            for _ in range(40):
                with transaction.atomic():
                    number = record(None, f"writer {seed}").pk
                    # Holds its number for a while, as a slow deed would: others are sealed above it.
                    time.sleep(dice.choice([0, 0, 0.001, 0.01, 0.05]))
                    if dice.random() < 0.2:
                        transaction.set_rollback(True)
                        continue
                kept.append(number)
        finally:
            connections.close_all()

    def keep_sealing():
        try:
            while not over.is_set():
                seal()
        finally:
            connections.close_all()

    writers = [threading.Thread(target=write, args=(seed,)) for seed in range(6)]
    sealers = [threading.Thread(target=keep_sealing) for _ in range(2)]
    for thread in (*sealers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    over.set()
    for thread in sealers:
        thread.join()
    seal()
    assert sorted(AuditSeal.objects.values_list("entry_id", flat=True)) == sorted(kept) and len(kept) > 100
    seal()
    assert settled() >= max(kept) and isinstance(verify(), Whole)
