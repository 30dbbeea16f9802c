"""Keeping the courts: adding one, putting its particulars right, closing it. None is ever deleted."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.models import record
from portal.courts.models import Court
from portal.events import Event
from portal.people.access import administers
from portal.people.models import Role
from portal.versions import take_up
from portal.workflow import Process

PARTICULARS = ("code", "name", "short_name", "name_ko", "name_en", "seat", "level", "superior")


def heads_kept_by(by):
    """The intermediate courts where `by` is administrator: who may add, place and close the courts under them."""
    held = [court for court, role in by.standing() if role == Role.ADMINISTRATOR]
    return Court.objects.filter(pk__in=held, level=Court.Level.INTERMEDIATE)


def may_place(by, court):
    """Whether `by` may change level and superior: an administrator of the court above, or of the head itself."""
    return by.holds(Role.ADMINISTRATOR, at=court.superior_id or court.pk)


def may_close(by, court):
    """Whether `by` may close and reopen it. The head of a district stays as long as the district."""
    return court.superior_id is not None and may_place(by, court)


def has_history(court):
    """Whether anything ever happened there: figures were counted by its level, so it keeps it."""
    return Event.objects.filter(court=court.pk).exists()


@transaction.atomic
def add(court, *, by):
    """Save a new court that is valid. `by` keeps its superior, or is the process that loads a district's courts.

    Raises ValidationError for what another court took meanwhile.
    """
    if not isinstance(by, Process) and not by.holds(Role.ADMINISTRATOR, at=court.superior_id):
        raise PermissionDenied
    _save(court)
    told = {name: ["", text] for name, text in _particulars(court).items() if text}
    record(by, "add_court", subject=court, court=court, detail=told)
    return court


@transaction.atomic
def correct(court, given, *, by, seen=""):
    """Save the particulars in `given`; what changed is on record with what stood there before, and is returned.

    Events keep the court, not its names. Raises ValidationError for a court that cannot be so.
    """
    court = take_up(court, seen)
    if not isinstance(by, Process) and not _may_correct(by, court, given):
        raise PermissionDenied
    before = _particulars(court)
    for name, value in given.items():
        setattr(court, name, value)
    court.full_clean()
    changes = {
        name: [before[name], text] for name, text in _particulars(court).items() if before[name] != text
    }
    if "level" in changes and has_history(court):
        raise ValidationError({"level": _("Cases were counted by its level; it stays as it is.")})
    if changes:
        _save(court)
        record(by, "correct_court", subject=court, court=court, detail=changes)
    return changes


def close(court, day, *, by, seen=""):
    """From this day on neither filings nor people come to it; what is there goes on, history and figures stay."""
    if day < timezone.localdate():
        raise ValidationError({"day": _("What came in since then cannot be undone: today at the earliest.")})
    _set_closed(court, day, "close_court", by, seen)


def reopen(court, *, by, seen=""):
    _set_closed(court, None, "reopen_court", by, seen)


@transaction.atomic
def _set_closed(court, day, action, by, seen):
    if not may_close(by, court):
        raise PermissionDenied
    court = take_up(court, seen)
    before, court.closed_from = court.closed_from, day
    court.save(update_fields=["closed_from", "changed_at"])
    told = [each.isoformat() if each else "" for each in (before, day)]
    record(by, action, subject=court, court=court, detail={"closed_from": told})


def _save(court):
    try:
        with transaction.atomic():
            court.save()
    except IntegrityError:
        court.full_clean()  # says which name or code another court has by now
        raise


def _may_correct(by, court, given):
    """An administrator of the court or of its superior; who moves it must keep it before and after."""
    level, superior = given.get("level", court.level), given.get("superior", court.superior)
    if (level, superior) == (court.level, court.superior):
        return administers(by, court)
    return may_place(by, court) and by.holds(Role.ADMINISTRATOR, at=superior or court)


def _particulars(court):
    return {name: str(getattr(court, name) or "") for name in PARTICULARS[:-1]} | {
        "superior": court.superior.name if court.superior else ""
    }
