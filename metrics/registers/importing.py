"""What workers do with an import. Each step is one transaction under the lock of the import's row.

The lock is also the sign of life: PostgreSQL drops it with the connection of a killed worker, and whoever
comes next finds the import as it was before the step.
"""

import json

from django.db import connection, transaction

from filing.casenumbers.models import CaseNumber
from metrics.registers.access import open_courts
from metrics.registers.copying import copy_in
from metrics.registers.faults import Fault
from metrics.registers.findings import MOST_FAULTS, Findings
from metrics.registers.limits import Limits
from metrics.registers.lookups import Lookups
from metrics.registers.models import IMPORT, RegisterImport
from metrics.registers.progress import Progress
from metrics.registers.reading import rows_read
from metrics.registers.recording import begin, record_events
from metrics.registers.series import held_serials, highest_serials
from metrics.registers.staging import conflicts, counts, drop_repeated, live_numbers, stage
from metrics.registers.storing import stored
from metrics.registers.taking import put_back, take_over
from metrics.registers.workflow import move

S = RegisterImport.State
ONE_AT_A_TIME = 0x50_4B  # key of the advisory lock: two imports may speak of the same reference or number
FAULTS = 'metrics_registerfault (batch_id, row, "column", code, value, details)'


def check(pk):
    """Read an uploaded file: to be confirmed, or refused with its faults. Does nothing if that is done or under way."""
    with transaction.atomic():
        batch = _locked(pk, S.UPLOADED)
        if batch is None:
            return
        findings, progress = Findings(), Progress(pk)
        with stored(batch) as file:
            progress.enter("reading", total=batch.size, measure=file.tell)
            stage(batch, rows_read(file, Lookups(batch.actor), findings), progress)
        progress.enter("comparing")
        repeated = drop_repeated(batch)
        findings.add(conflicts(batch, open_courts(batch.actor)))
        batch.parts.all().delete()
        read = {
            "courts": sorted(findings.courts), "ignored_columns": findings.ignored, "sample": findings.sample,
        }  # fmt: skip
        if findings.fault_count:
            _refuse(batch, findings.faults, rows=findings.rows, fault_count=findings.fault_count, **read)
        else:
            move(batch, "check", by=IMPORT, rows=findings.rows - repeated, **_counted(batch), **read)
    progress.finish()


def apply(pk):
    """Take a confirmed import over, whole, or refuse it if what is on record has changed against it meanwhile."""
    with transaction.atomic():
        batch = _locked(pk, S.APPLYING)
        if batch is None:
            return
        progress = Progress(pk)
        progress.enter("comparing")
        _alone()
        faults = conflicts(batch, open_courts(batch.actor))
        if not faults:
            try:
                _apply_rows(batch, progress)
            except NumbersTaken as taken:
                faults = taken.faults
        if faults:
            _refuse(batch, faults, fault_count=len(faults))
    progress.finish()


class NumbersTaken(Exception):
    """While the import was applied, filings were docketed under its numbers; nothing of it stays."""

    def __init__(self, faults):
        super().__init__()
        self.faults = faults


@transaction.atomic
def _apply_rows(batch, progress):
    counted = _counted(batch)
    begin()
    take_over(batch)
    progress.enter("deriving", total=counted["added"] + counted["changed"])
    moment = record_events(by=_signed(batch.uploaded_by), limits=Limits(), progress=progress)
    # Last, since from here to the end nobody can docket where these series run. Whoever was at it has been waited
    # for, so the numbers read next are all there are; whoever comes later takes one above them.
    CaseNumber.objects.continue_after(highest_serials(batch))
    if faults := live_numbers(batch):
        raise NumbersTaken(faults)
    batch.staged.all().delete()
    move(batch, "apply", by=IMPORT, applied_at=moment, detail=counted, **counted)


def take_back(pk):
    """Undo an applied import, whole, or leave it if a later one stands on it after all."""
    with transaction.atomic():
        batch = _locked(pk, S.UNDOING)
        if batch is None:
            return
        progress = Progress(pk)
        progress.enter("comparing")
        _alone()
        if batch.later().exists():
            move(batch, "keep", by=IMPORT)
        else:
            begin()
            put_back(batch)
            progress.enter("deriving", total=batch.changed)
            moment = record_events(by=_signed(batch.undone_by), limits=Limits(), progress=progress)
            # Last, as when it was applied: whoever is docketing has been waited for, and his number counts.
            CaseNumber.objects.go_back_to(held_serials(batch))
            move(batch, "take_back", by=IMPORT, undone_at=moment)
    progress.finish()


STEPS = {S.UPLOADED: check, S.APPLYING: apply, S.UNDOING: take_back}


def abandoned():
    """(id, state) of imports a worker should be busy with and none is."""
    with transaction.atomic():
        return list(
            RegisterImport.objects.waiting().select_for_update(skip_locked=True).values_list("pk", "state")
        )


def give_up(pk):
    """After a failure of ours that a second try would only repeat: nothing is taken over or back, and it is said."""
    with transaction.atomic():
        batch = RegisterImport.objects.waiting().select_for_update(skip_locked=True).filter(pk=pk).first()
        if batch is None:
            return
        if batch.state == S.UNDOING:
            move(batch, "keep", by=IMPORT)
        else:
            batch.parts.all().delete()
            _refuse(batch, [Fault("failed")], fault_count=1)


def _locked(pk, state):
    """The import if it is in this state and nobody is at it."""
    return RegisterImport.objects.select_for_update(skip_locked=True).filter(pk=pk, state=state).first()


def _alone():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])


def _counted(batch):
    return dict(zip(("added", "changed", "equal"), counts(batch), strict=True))


def _signed(person):
    return {"person": person and person.pk, "process": "" if person else IMPORT.name}


def _refuse(batch, faults, **read):
    batch.staged.all().delete()
    copy_in(FAULTS, ((batch.pk, *_fields(fault)) for fault in faults[:MOST_FAULTS]))
    move(batch, "refuse", by=IMPORT, detail={"faults": read["fault_count"]}, **read)


def _fields(fault):
    return fault.row, fault.column, fault.code, fault.value, json.dumps(fault.details, ensure_ascii=False)
