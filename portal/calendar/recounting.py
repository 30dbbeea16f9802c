"""Last days already counted follow the day table: when a year is announced or a day entered, each room counts its own anew."""

from django.db import transaction

from portal.audit.models import record
from portal.calendar.loading import court_days
from portal.workflow import Process

CALENDAR = Process("calendar")

_recounts = []


def register_recount(recount):
    """`recount(days)` counts what is open in a room by this DayTable and returns how many last days moved."""
    _recounts.append(recount)


def recount_limits():
    """Every room's open limits by the day table as it stands; returns how many last days moved. Safe to run twice."""
    days = court_days()
    return sum(recount(days) for recount in _recounts)


def move(subject, **last_days):
    """Store these last days and put the change on the audit; 0 where they stand so already, or it has moved on."""
    changes = {name: day for name, day in last_days.items() if getattr(subject, name) != day}
    return _moved(subject, changes) if changes else 0


@transaction.atomic
def _moved(subject, changes):
    same = type(subject)._base_manager.filter(pk=subject.pk, state_since=subject.state_since)
    if not same.update(**changes):
        return 0
    told = {name: [str(getattr(subject, name)), str(day)] for name, day in changes.items()}
    record(CALENDAR, "recount_limit", subject=subject, detail=told)
    for name, day in changes.items():
        setattr(subject, name, day)
    return 1
