"""The worker leaves word when a scheduled job ends, whatever the job itself writes down."""

from datetime import timedelta

import structlog
from celery.signals import task_postrun, task_prerun
from django.conf import settings
from django.db.utils import Error as DatabaseError
from django.utils import timezone

from portal.health.models import Heartbeat

log = structlog.get_logger("songting")
LONGEST = 300  # characters of a reason
SELDOM = timedelta(seconds=30)  # between two words of a job that runs every few seconds and goes well
_well = {}  # {job: when this process last left word that it went well}


@task_prerun.connect
def begin(task, **_more):
    task.request.began_at = timezone.now()


@task_postrun.connect
def end(task, state, retval, **_more):
    """A worker killed in between leaves no word: then the job becomes overdue."""
    for job, entry in settings.CELERY_BEAT_SCHEDULE.items():
        if entry["task"] == task.name:
            fault, began_at = retval if state != "SUCCESS" else None, task.request.began_at
            if fault is None and job in _well and began_at - _well[job] < SELDOM:
                continue
            try:
                beat(job, began_at, fault)
            except DatabaseError as error:  # what the job did stands
                log.warning("heartbeat unwritten", job=job, error=type(error).__name__)


def beat(job, began_at, fault=None):
    """One statement. Of a fault only the first line is kept: what the database adds below may be personal data."""
    now = timezone.now()
    row = Heartbeat(
        job=job, since=now, began_at=began_at, ended_at=now, outcome=Heartbeat.Outcome.DONE, well_at=now
    )
    anew = ["began_at", "ended_at", "outcome", "reason", "well_at"]
    if fault is not None:
        row.outcome, row.well_at = Heartbeat.Outcome.FAILED, None
        row.reason = f"{type(fault).__name__}: {fault}".splitlines()[0][:LONGEST]
        anew.remove("well_at")
    Heartbeat.objects.bulk_create([row], update_conflicts=True, unique_fields=["job"], update_fields=anew)
    if fault is None:
        _well[job] = now
    else:
        _well.pop(job, None)
