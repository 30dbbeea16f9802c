"""The ground floor's own gauges."""

from portal.audit.models import UnsealedEntry
from portal.events import ChangedCourtDay
from portal.health.gauges import gauge


@gauge("songting_audit_unsealed", "Audit entries that wait for their seal.")
def audit_unsealed():
    return UnsealedEntry.objects.count()


@gauge("songting_change_log_backlog", "Court-days marked as changed and not yet counted.")
def change_log_backlog():
    return ChangedCourtDay.objects.count()
