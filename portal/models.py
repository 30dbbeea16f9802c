"""Gathers the rooms' models, as Django wants them in one place."""

from portal.audit.models import AuditDay, AuditEntry, AuditSeal, SealedThrough
from portal.calendar.models import CourtDay
from portal.courts.models import Court
from portal.events import ChangedCourtDay, Event
from portal.health.models import Heartbeat
from portal.people.models import Membership, Person, RecoveryCode, SecondStep, Session

__all__ = [
    "AuditDay",
    "AuditEntry",
    "AuditSeal",
    "ChangedCourtDay",
    "Court",
    "CourtDay",
    "Event",
    "Heartbeat",
    "Membership",
    "Person",
    "RecoveryCode",
    "SealedThrough",
    "SecondStep",
    "Session",
]
