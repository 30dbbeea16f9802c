"""Gathers the rooms' models, as Django wants them in one place."""

from portal.audit.models import AuditEntry, AuditSeal, UnsealedEntry
from portal.calendar.models import CourtDay
from portal.courts.models import Court
from portal.events import ChangedCourtDay, Event
from portal.people.models import Membership, Person, RecoveryCode, SecondStep, Session

__all__ = [
    "AuditEntry",
    "AuditSeal",
    "ChangedCourtDay",
    "Court",
    "CourtDay",
    "Event",
    "Membership",
    "Person",
    "RecoveryCode",
    "SecondStep",
    "Session",
    "UnsealedEntry",
]
