"""Real commits, real processes: two imports at once, and a worker killed in the middle of one."""

import datetime
import io
import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from filing.casenumbers.models import CaseNumber, CaseNumberSeries
from filing.review import workflow as review
from metrics.registers import importing, workflow
from metrics.registers.models import IMPORT, RegisterEntry, RegisterImport
from metrics.rollup.refresh import refresh
from portal.courts.models import Court
from portal.events import ChangedCourtDay, Event
from tests.mediation.cases import file_case

from .conftest import DOCKETED, FAILED, SETTLED, codes, table

pytestmark = pytest.mark.django_db(transaction=True)
S = RegisterImport.State
WORKER = """
import django, sys
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from metrics.registers.tasks import work_on_import
work_on_import(int(sys.argv[2]), sys.argv[3])
"""


@pytest.fixture(autouse=True)
def day():
    """The real clock: another process would not see a moved one."""


@pytest.fixture
def district(transactional_db):
    from portal.courts.district import load_courts

    load_courts()
    return {court.short_name: court for court in Court.objects.all()}


def upload(*rows):
    return workflow.upload(io.BytesIO(table(*rows).encode()), name="register.csv", by=IMPORT)


def work(batch):
    """A worker's process on what the import waits for."""
    batch.refresh_from_db()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings"}
    name = connection.settings_dict["NAME"]
    return subprocess.Popen([sys.executable, "-c", WORKER, name, str(batch.pk), batch.state], env=environment)


def confirmed(*rows):
    batch = upload(*rows)
    importing.check(batch.pk)
    batch.refresh_from_db()
    return workflow.confirm(batch, by=IMPORT)


def wait_until(holds, seconds=30):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.02)


def waiting_for(table):
    """Whether another session wants to write to the table and has to wait."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = %s::regclass", [table])
        return cursor.fetchone()[0] > 0


def kill_while_it_waits_for(table, batch):
    """Stop a worker dead where it is about to write to the table."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")
        worker = work(batch)
        wait_until(lambda: waiting_for(table))
        worker.send_signal(signal.SIGKILL)
        worker.wait()


@pytest.mark.parametrize("at", ["metrics_registerrow", "metrics_registerfault"])
def test_a_worker_killed_while_reading_leaves_the_upload_as_it_was(district, at):
    batch = upload(DOCKETED, {**SETTLED, "amount": "x"} if at == "metrics_registerfault" else SETTLED)
    kill_while_it_waits_for(at, batch)
    wait_until(lambda: importing.abandoned() == [(batch.pk, S.UPLOADED)])
    assert not batch.staged.exists() and not batch.faults.exists() and batch.parts.exists()
    importing.check(batch.pk)
    batch.refresh_from_db()
    assert batch.state == (S.CHECKED if at == "metrics_registerrow" else S.REFUSED)


@pytest.mark.parametrize(
    "at", ["metrics_registerentry", "metrics_registerrevision", "portal_event", "portal_auditentry"]
)
def test_a_worker_killed_while_applying_leaves_nothing_half(district, at):
    batch = confirmed(DOCKETED, SETTLED, FAILED)
    kill_while_it_waits_for(at, batch)
    wait_until(lambda: importing.abandoned() == [(batch.pk, S.APPLYING)])
    assert (
        not RegisterEntry.objects.exists()
        and not Event.objects.exists()
        and not ChangedCourtDay.objects.exists()
    )
    assert work(batch).wait() == 0
    batch.refresh_from_db()
    assert batch.state == S.APPLIED and Event.objects.count() == 12 and batch.revisions.count() == 3
    assert refresh() > 0 and refresh() == 0


def test_a_worker_killed_while_undoing_leaves_the_import_whole(district, person_at):
    division = person_at(district["延边林区中院"], "division")
    batch = confirmed(DOCKETED, SETTLED)
    importing.apply(batch.pk)
    batch.refresh_from_db()
    workflow.undo(batch, by=division)
    kill_while_it_waits_for("portal_event", batch)
    assert Event.objects.current().count() == 7 and RegisterEntry.objects.kept().count() == 2
    wait_until(lambda: importing.abandoned())
    importing.take_back(batch.pk)
    assert not Event.objects.current().exists() and not RegisterEntry.objects.kept().exists()


def test_two_imports_of_the_same_register_count_it_once(district):
    batches = [confirmed(DOCKETED, SETTLED, FAILED) for _each in range(2)]
    in_threads(*(lambda pk=batch.pk: importing.apply(pk) for batch in batches))
    counts = sorted(RegisterImport.objects.values_list("added", "equal", "state"))
    assert counts == [(0, 3, S.APPLIED), (3, 0, S.APPLIED)]
    assert Event.objects.count() == 12


def test_of_two_imports_that_give_one_number_to_two_cases_one_is_refused(district):
    batches = [confirmed(DOCKETED), confirmed({**DOCKETED, "reference": "HL-9"})]
    in_threads(*(lambda pk=batch.pk: importing.apply(pk) for batch in batches))
    assert sorted(RegisterImport.objects.values_list("state", flat=True)) == [S.APPLIED, S.REFUSED]
    assert RegisterEntry.objects.count() == 1 and Event.objects.count() == 2


def somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'")
        return cursor.fetchone()[0] > 0


def test_a_filing_docketed_while_its_number_is_imported_is_counted_once(district):
    """The import waits until the docketing is over, finds the number taken, and leaves everything as it was."""
    batch = confirmed(DOCKETED, {**FAILED, "case_number": "（2026）吉7502民初30号"})
    worker = threading.Thread(target=in_threads, args=(lambda: importing.apply(batch.pk),))
    with transaction.atomic():
        number = CaseNumber.objects.take(court=district["和龙林院"], year=2026, type_code="民初")
        worker.start()
        wait_until(somebody_waits)
    worker.join()
    batch.refresh_from_db()
    assert number.serial == 1 and batch.state == S.REFUSED
    assert codes(batch) == [(2, "case_number", "number_live")]
    assert not RegisterEntry.objects.exists() and not Event.objects.exists() and not batch.revisions.exists()
    assert CaseNumberSeries.objects.get().last == 1


def taken_while(work, court):
    """The serial a docketing takes that comes while `work` ends: at its audit entry, its series moved, nothing committed."""
    taken = []

    def take():
        taken.append(CaseNumber.objects.take(court=court, year=2026, type_code="民初").serial)

    worker = threading.Thread(target=in_threads, args=(work,))
    clerk = threading.Thread(target=in_threads, args=(take,))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE portal_auditentry IN SHARE MODE")
        worker.start()
        wait_until(lambda: waiting_for("portal_auditentry"))
        clerk.start()
        wait_until(somebody_waits)
        assert taken == []
    worker.join()
    clerk.join()
    return taken[0]


def test_a_docketing_that_comes_while_an_import_ends_takes_a_number_above_it(district):
    batch = confirmed(DOCKETED, {**FAILED, "case_number": "（2026）吉7502民初30号"})
    assert taken_while(lambda: importing.apply(batch.pk), district["和龙林院"]) == 31
    batch.refresh_from_db()
    assert batch.state == S.APPLIED


def being_undone(district, person_at):
    """An import with the numbers 1 and 30 that waits to be taken back."""
    batch = confirmed(DOCKETED, {**FAILED, "case_number": "（2026）吉7502民初30号"})
    importing.apply(batch.pk)
    batch.refresh_from_db()
    return workflow.undo(batch, by=person_at(district["延边林区中院"], "division"))


@pytest.mark.parametrize(("docketed", "last"), [(True, 31), (False, 0)])
def test_an_import_is_undone_while_a_filing_is_docketed(district, person_at, docketed, last):
    """It waits, and then knows whether the number is held: taken above the import, or given back with everything."""
    batch = being_undone(district, person_at)
    worker = threading.Thread(target=in_threads, args=(lambda: importing.take_back(batch.pk),))
    with transaction.atomic():
        number = CaseNumber.objects.take(court=district["和龙林院"], year=2026, type_code="民初")
        worker.start()
        wait_until(somebody_waits)
        transaction.set_rollback(not docketed)
    worker.join()
    batch.refresh_from_db()
    assert number.serial == 31 and batch.state == S.UNDONE
    assert CaseNumberSeries.objects.get().last == last


def test_a_docketing_that_comes_while_an_import_is_undone_takes_the_number_it_leaves(district, person_at):
    batch = being_undone(district, person_at)
    assert taken_while(lambda: importing.take_back(batch.pk), district["和龙林院"]) == 1
    batch.refresh_from_db()
    assert batch.state == S.UNDONE


def test_whole_filings_are_docketed_while_imports_come_and_go(district, person_at):
    """Nobody waits for somebody who waits for him, no number is given twice, and none is left out in the end."""
    court = district["和龙林院"]
    today = timezone.localdate()  # the portal docketing beside it numbers by this year too
    clerk, judge = person_at(court, "clerk"), person_at(court, "filing_judge")
    division = person_at(district["延边林区中院"], "division")
    filings = [review.accept(file_case(clerk, court), by=judge) for _each in range(12)]

    def docket_all():
        for filing in filings:
            review.docket(filing, by=judge)

    def import_and_undo():
        for serial in (500, 600, 700, 800):
            batch = confirmed(
                {**DOCKETED, "received_on": today.isoformat(), "docketed_on": today.isoformat(),
                 "case_number": f"（{today.year}）吉7502民初{serial}号"}
            )  # fmt: skip
            importing.apply(batch.pk)
            batch.refresh_from_db()
            importing.take_back(workflow.undo(batch, by=division).pk)

    in_threads(docket_all, import_and_undo)
    serials = sorted(CaseNumber.objects.values_list("serial", flat=True))
    assert len(set(serials)) == 12 and CaseNumberSeries.objects.get().last == serials[-1]


def test_two_workers_on_one_import_apply_it_once(district):
    batch = confirmed(DOCKETED, SETTLED, FAILED)
    in_threads(*[lambda: importing.apply(batch.pk)] * 4)
    assert Event.objects.count() == 12 and batch.revisions.count() == 3


def test_a_correction_after_another_never_ends_before_it_began(district):
    """Moments are taken under the lock: what one import recorded another retracts later, never earlier."""
    days = [datetime.date(2026, 3, 2) + datetime.timedelta(days=n) for n in range(6)]
    batches = [
        confirmed({**DOCKETED, "received_on": day.isoformat(), "docketed_on": "2026-03-20"}) for day in days
    ]
    in_threads(*(lambda pk=batch.pk: importing.apply(pk) for batch in batches))
    events = list(Event.objects.exclude(retracted_at=None))
    assert events and all(event.recorded_at < event.retracted_at for event in events)
    assert Event.objects.current().count() == 2


def in_threads(*deeds):
    """Each deed in a thread and a session of its own, all at once."""
    faults = []

    def run(deed):
        try:
            deed()
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
