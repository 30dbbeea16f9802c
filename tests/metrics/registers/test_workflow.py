"""The life of an import: each verb from its states only, the slower of two is told, and each leaves an audit entry."""

import datetime
import io
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from metrics.registers import importing, tasks, workflow
from metrics.registers.forgotten import discard_forgotten
from metrics.registers.models import IMPORT, RegisterImport
from portal.audit.models import AuditEntry
from portal.workflow import IllegalTransition

from .conftest import DOCKETED, table

pytestmark = pytest.mark.usefixtures("district")
S = RegisterImport.State


def upload(by, **given):
    return workflow.upload(io.BytesIO(table(DOCKETED).encode()), name="register.csv", by=by, **given)


@pytest.mark.parametrize(
    "state", [S.UPLOADED, S.REFUSED, S.APPLYING, S.APPLIED, S.UNDOING, S.UNDONE, S.DISCARDED]
)
@pytest.mark.parametrize("verb", [workflow.confirm, workflow.discard])
def test_only_what_was_read_is_confirmed_or_given_up(read, division, state, verb):
    batch = read(DOCKETED, by=division)
    batch.state = state
    with pytest.raises(IllegalTransition):
        verb(batch, by=division)


def test_only_what_was_applied_is_undone(read, division):
    batch = read(DOCKETED, by=division)
    with pytest.raises(IllegalTransition):
        workflow.undo(batch, by=division)


def test_the_slower_of_two_is_told_and_changes_nothing(read, division, clerk):
    batch = read(DOCKETED, by=division)
    stale = RegisterImport.objects.get(pk=batch.pk)
    workflow.discard(batch, by=clerk)
    with pytest.raises(IllegalTransition):
        workflow.confirm(stale, by=division)
    stale.refresh_from_db()
    assert stale.state == S.DISCARDED


def test_giving_up_removes_the_rows(read, division):
    batch = read(DOCKETED, by=division)
    assert batch.staged.count() == 1
    workflow.discard(batch, by=division)
    assert not batch.staged.exists()


def test_people_do_not_do_the_workers_steps(read, division):
    batch = read(DOCKETED, by=division)
    workflow.confirm(batch, by=division)
    with pytest.raises(PermissionDenied):
        workflow.move(batch, "apply", by=division)


def test_every_step_leaves_an_audit_entry(take_over, division):
    batch = take_over(DOCKETED, by=division)
    workflow.undo(batch, by=division)
    importing.take_back(batch.pk)
    entries = AuditEntry.objects.filter(subject_kind="import", subject_id=batch.pk).order_by("pk")
    assert list(entries.values_list("action", "person", "process")) == [
        ("upload", division.pk, ""), ("check", None, "import"), ("confirm", division.pk, ""),
        ("apply", None, "import"), ("undo", division.pk, ""), ("take_back", None, "import"),
    ]  # fmt: skip
    assert entries.get(action="apply").detail == {"added": 1, "changed": 0, "equal": 0}


def test_a_form_sent_twice_is_one_import(division):
    key = uuid.uuid4()
    assert upload(division, form_key=key) == upload(division, form_key=key)
    batch = RegisterImport.objects.get()
    assert batch.parts.count() == 1


def test_what_was_read_and_never_confirmed_goes_after_a_month(read, division):
    old, new = read(DOCKETED, by=division), read(DOCKETED, by=division)
    RegisterImport.objects.filter(pk=old.pk).update(state_since=timezone.now() - datetime.timedelta(days=31))
    discard_forgotten()
    assert set(RegisterImport.objects.values_list("pk", "state")) == {
        (old.pk, S.DISCARDED),
        (new.pk, S.CHECKED),
    }


def test_abandoned_imports_are_found_by_state(read, division):
    waiting = upload(division)
    confirmed = workflow.confirm(read(DOCKETED, by=division), by=division)
    read(DOCKETED, by=division)
    assert set(importing.abandoned()) == {(waiting.pk, S.UPLOADED), (confirmed.pk, S.APPLYING)}


def test_a_failure_of_ours_refuses_the_import_and_is_not_tried_for_ever(division, monkeypatch):
    batch = upload(division)
    monkeypatch.setattr("metrics.registers.staging.content_of", lambda row: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tasks.work_on_import(batch.pk, batch.state)
    batch.refresh_from_db()
    assert batch.state == S.REFUSED and batch.faults.get().code == "failed" and not batch.parts.exists()


def test_a_failure_while_undoing_leaves_the_import_applied(take_over, division, monkeypatch):
    batch = take_over(DOCKETED, by=division)
    workflow.undo(batch, by=division)
    monkeypatch.setattr("metrics.registers.importing.put_back", lambda batch: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tasks.work_on_import(batch.pk, batch.state)
    batch.refresh_from_db()
    assert batch.state == S.APPLIED


def test_a_database_that_went_away_leaves_the_import_waiting(division, monkeypatch):
    from django.db import OperationalError

    def gone(*args):
        raise OperationalError("server closed the connection")

    batch = upload(division)
    monkeypatch.setattr("metrics.registers.importing.stage", gone)
    with pytest.raises(OperationalError):
        tasks.work_on_import(batch.pk, batch.state)
    assert importing.abandoned() == [(batch.pk, S.UPLOADED)]


def test_the_round_rings_for_each_abandoned_import(division, monkeypatch):
    batch, rung = upload(division), []
    monkeypatch.setattr(tasks.work_on_import, "apply_async", lambda args, **options: rung.append(args))
    tasks.resume_imports()
    assert rung == [(batch.pk, S.UPLOADED)]
    tasks.work_on_import(*rung[0])
    batch.refresh_from_db()
    assert batch.state == S.CHECKED and IMPORT.name
