"""What entering leaves behind, in one transaction and few statements."""

import datetime
import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DataError, connection
from django.test.utils import CaptureQueriesContext

from filing.intake.models import Filing, Party
from filing.intake.workflow import enter
from portal.audit.models import AuditEntry
from portal.events import ChangedCourtDay, Event
from tests.filing.conftest import defendant, dispute, plaintiff


def test_everything_is_there_at_once(clock, receive, clerk, helong):
    filing = Filing.objects.get(pk=receive().pk)
    assert filing.reference == f"收2026-{filing.pk:06d}"
    assert (
        filing.received_at == filing.state_since == datetime.datetime(2026, 3, 9, 1, 30, tzinfo=datetime.UTC)
    )
    assert filing.decide_by == datetime.date(2026, 3, 16)
    event = Event.objects.about(filing).get()
    assert (event.day, event.at, event.reference) == (
        datetime.date(2026, 3, 9),
        filing.received_at,
        filing.reference,
    )
    assert event.facts == {
        "case_type": "民初", "channel": "window", "cause": "112", "cause_version": "2025",
        "cause_name": "民间借贷纠纷", "mediated": False, "settled": False, "assisting_court": None,
    }  # fmt: skip
    assert AuditEntry.objects.filter(action="submit", subject_id=filing.pk, person=clerk).count() == 1
    assert ChangedCourtDay.objects.filter(court_id=helong.pk, day=event.day).count() == 1


@pytest.mark.parametrize("others", [0, 40])
def test_two_parties_take_seven_statements_however_many_filings_there_are(receive, clerk, helong, others):
    for _ in range(others):
        receive()
    clerk.standing()  # read once per request
    with CaptureQueriesContext(connection) as statements:
        enter(dispute(helong), by=clerk, parties=[plaintiff(), defendant()])
    assert len(statements) == 7, [statement["sql"][:80] for statement in statements]


def test_more_parties_take_no_more_statements(receive, clerk, helong):
    clerk.standing()
    with CaptureQueriesContext(connection) as statements:
        enter(dispute(helong), by=clerk, parties=[plaintiff(), *(defendant(f"被告{n}") for n in range(20))])
    assert len(statements) == 7


def test_personal_data_are_sealed_and_found_by_their_index(receive):
    filing = receive(parties=[plaintiff(id_number="222403198001011239", phone="13804330000"), defendant()])
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number, phone FROM filing_party WHERE filing_id = %s", [filing.pk])
        assert not any("222403198001011239" in row[0] or "13804330000" in row[1] for row in cursor.fetchall())
    stored = filing.parties.get(side=Party.Side.PLAINTIFF)
    assert str(stored.phone) == "138****0000"
    assert stored.phone.plain() == "13804330000"


@pytest.mark.parametrize("who", ["judge", "mediator_person", "watcher", "division", "litigant"])
def test_only_the_counter_receives(request, who, helong):
    with pytest.raises(PermissionDenied):
        enter(dispute(helong), by=request.getfixturevalue(who), parties=[plaintiff(), defendant()])
    assert not Filing.objects.exists()


def test_a_filing_judge_receives_too(filing_judge, helong):
    assert enter(dispute(helong), by=filing_judge, parties=[plaintiff()]).pk


def test_for_another_court_the_own_one_assists(clerk, helong, dunhua):
    filing = enter(dispute(dunhua, assisting_court=helong), by=clerk, parties=[plaintiff(), defendant()])
    event = Event.objects.about(filing).get()
    assert (event.court, event.facts["assisting_court"]) == (dunhua, helong.pk)


def test_nobody_receives_at_a_counter_of_others(elsewhere, helong, dunhua):
    with pytest.raises(PermissionDenied):
        enter(dispute(helong), by=elsewhere.clerk, parties=[plaintiff()])
    with pytest.raises(PermissionDenied):
        enter(dispute(dunhua, assisting_court=helong), by=elsewhere.clerk, parties=[plaintiff()])


def test_the_same_form_twice_is_one_filing(receive, clerk, helong):
    first = receive()
    again = enter(dispute(helong, form_key=first.form_key), by=clerk, parties=[plaintiff(), defendant()])
    assert again == first
    assert Filing.objects.count() == Event.objects.count() == 1
    assert Party.objects.count() == 2


def test_what_fails_in_the_middle_leaves_nothing(clerk, helong):
    with pytest.raises(DataError):
        enter(dispute(helong), by=clerk, parties=[plaintiff(), defendant("长" * 101)])
    assert not Filing.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_double_click_at_the_same_moment_is_one_filing(clerk, helong):
    first = dispute(helong)
    both = threading.Barrier(2)
    entered = []

    def click():
        try:
            both.wait()
            filing = dispute(helong, form_key=first.form_key)
            entered.append(enter(filing, by=clerk, parties=[plaintiff(), defendant()]).pk)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert len(set(entered)) == 1 and len(entered) == 2
    assert Filing.objects.count() == Event.objects.count() == 1
    assert Party.objects.count() == 2
