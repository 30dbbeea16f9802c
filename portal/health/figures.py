"""The ground floor's own gauges."""

from portal.audit.models import AuditEntry
from portal.events import ChangedCourtDay
from portal.health.gauges import gauge
from portal.health.jobs import scheduled


@gauge("songting_audit_unsealed", "Audit entries that wait for their seal.")
def audit_unsealed():
    return AuditEntry.objects.waiting().count()


@gauge("songting_change_log_backlog", "Court-days marked as changed and not yet counted.")
def change_log_backlog():
    return ChangedCourtDay.objects.count()


@gauge("songting_job_age_seconds", "Seconds since this scheduled job last ended well.", labels=["job"])
def job_ages():
    """{(job,): seconds}; a job that never ended well has none."""
    return {
        (job.code,): (job.now - job.beat.well_at).total_seconds()
        for job in scheduled()
        if job.beat and job.beat.well_at
    }


@gauge(
    "songting_job_overdue", "1 where a scheduled job has not run for three of its periods.", labels=["job"]
)
def jobs_overdue():
    return {(job.code,): int(job.is_overdue) for job in scheduled()}
