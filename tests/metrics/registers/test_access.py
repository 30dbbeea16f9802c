"""Who may bring in, see, take over and take back which registers."""

import io

import pytest
from django.core.exceptions import PermissionDenied

from metrics.registers import workflow
from metrics.registers.access import open_courts
from metrics.registers.models import RegisterEntry, RegisterImport
from portal.people.models import Person

from .conftest import DOCKETED, SETTLED, codes, table

pytestmark = pytest.mark.usefixtures("district")
DUNHUA = {"reference": "DH-1", "court": "敦化林院", "received_on": "2026-03-02", "case_type": "民初"}


def test_the_division_keeps_its_basic_courts_and_a_clerk_his_own(division, clerk, watcher, helong, district):
    assert open_courts(division) == {court.pk for court in district.values()}
    assert open_courts(clerk) == open_courts(watcher) == {helong.pk}


@pytest.mark.parametrize("role", ["filing_judge", "judge", "mediator", "duty_leader", "operator"])
def test_other_roles_keep_no_register(person_at, intermediate, role):
    person = person_at(intermediate, role)
    assert open_courts(person) == set()
    with pytest.raises(PermissionDenied):
        workflow.upload(io.BytesIO(table(DOCKETED).encode()), name="x.csv", by=person)
    assert not RegisterImport.objects.exists()


def test_rows_of_a_court_the_clerk_does_not_serve_are_faults(read, clerk):
    assert codes(read(DOCKETED, DUNHUA, by=clerk)) == [(3, "court", "court_not_served")]


def test_a_reference_of_a_court_the_clerk_does_not_serve_is_a_fault_that_tells_no_more(
    take_over, read, clerk
):
    take_over(DUNHUA)
    batch = read({**DOCKETED, "reference": "DH-1"}, by=clerk)
    assert codes(batch) == [(2, "reference", "reference_elsewhere")]
    assert "敦化" not in batch.faults.get().as_fault().reason


def test_a_reference_freed_by_undoing_belongs_to_nobody(take_over, read, division, clerk):
    from metrics.registers import importing

    batch = take_over(DUNHUA, by=division)
    workflow.undo(batch, by=division)
    importing.take_back(batch.pk)
    assert codes(read({**DOCKETED, "reference": "DH-1"}, by=clerk)) == []


def test_imports_are_seen_by_who_keeps_all_their_courts(
    take_over, division, clerk, elsewhere, person_at, helong
):
    own, both = take_over(DOCKETED, by=clerk), take_over(SETTLED, DUNHUA, by=division)
    of_command = take_over({**DUNHUA, "reference": "DH-2"})
    colleague = person_at(helong, "watcher")

    def seen(person):
        return set(RegisterImport.objects.visible_to(person))

    assert seen(clerk) == seen(colleague) == {own}
    assert seen(elsewhere.clerk) == {of_command}
    assert seen(division) == {own, both, of_command}
    assert seen(elsewhere.judge) == set()


def test_an_unreadable_file_of_the_command_is_seen_by_who_oversees(read, division, clerk):
    batch = read(content=b"%PDF-1.7")
    assert list(RegisterImport.objects.visible_to(division)) == [batch]
    assert not RegisterImport.objects.visible_to(clerk).exists()


def test_half_an_import_is_nobodys_to_take_over_or_back(read, take_over, division, clerk):
    waiting = read(DOCKETED, DUNHUA, by=division)
    assert workflow.verbs(waiting, clerk) == [] and workflow.verbs(waiting, division) == [
        "confirm",
        "discard",
    ]
    for verb in (workflow.confirm, workflow.discard):
        with pytest.raises(PermissionDenied):
            verb(waiting, by=clerk)
    applied = take_over({**DUNHUA, "reference": "DH-2"}, by=division)
    with pytest.raises(PermissionDenied):
        workflow.undo(applied, by=clerk)


def test_a_watcher_may_take_back_what_concerns_his_court_only(take_over, watcher, clerk):
    batch = take_over(DOCKETED, by=clerk)
    assert workflow.undo(batch, by=watcher).state == RegisterImport.State.UNDOING


def test_entries_are_seen_at_their_court_and_above(take_over, division, clerk, elsewhere, litigant):
    take_over(DOCKETED)
    assert [
        RegisterEntry.objects.visible_to(person).count()
        for person in (division, clerk, elsewhere.clerk, litigant)
    ] == [1, 1, 0, 0]


@pytest.mark.parametrize("role", ["mediator", "operator"])
def test_who_only_mediates_or_takes_calls_at_another_court_sees_no_entries_there(
    take_over, client, clerk, dunhua, role
):
    take_over(DOCKETED, DUNHUA)
    clerk.memberships.create(court=dunhua, role=role)
    assert RegisterEntry.objects.visible_to(clerk).get().reference == "HL-1"
    client.force_login(clerk)
    there = RegisterEntry.objects.get(reference="DH-1")
    assert client.get(f"/registers/entries/{there.pk}/").status_code == 404


def test_who_serves_elsewhere_now_no_longer_reads_the_register_he_brought(take_over, read, clerk, dunhua):
    taken, refused = take_over(DOCKETED, by=clerk), read({**SETTLED, "amount": "x"}, DOCKETED, by=clerk)
    unread = read(content=b"%PDF-1.7", by=clerk)
    assert set(RegisterImport.objects.visible_to(clerk)) == {taken, refused, unread}
    clerk.memberships.update(court=dunhua)
    moved = Person.objects.get(pk=clerk.pk)
    assert set(RegisterImport.objects.visible_to(moved)) == {unread}
    own = read(DUNHUA, by=moved)
    assert set(RegisterImport.objects.visible_to(moved)) == {unread, own}
