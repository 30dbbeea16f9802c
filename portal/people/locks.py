"""The locks of signing in: five wrong passwords for one name from one address shut it for a quarter of an hour.

Sixty from one address shut that for every name, or one password could be tried on all of them. django-axes counts; the
present password that some pages ask for is counted too. Here is what the counting needs of us, and what an
administrator sees of it and lifts.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import authenticate
from django.db.models import Max, Q, Sum
from django.utils import timezone

from portal.audit.models import record
from portal.people.models import Person, SecondStep


@dataclass(frozen=True)
class Failed:
    """Wrong passwords of late for one name from one address; `until` where they locked it."""

    address: str | None
    times: int
    last: datetime
    until: datetime | None


class Handler(AxesDatabaseHandler):
    """Asked before every password is looked at; a refused one is not counted, so that a lock ends in its time."""

    def is_locked(self, request, credentials=None):
        request.address_is_locked = _failures_from(request.axes_ip_address) >= settings.ADDRESS_FAILURE_LIMIT
        return request.address_is_locked or super().is_locked(request, credentials)


def counted_name(_request, credentials):
    """The name wrong passwords are counted under: however it is written, it is one account."""
    return _one_name((credentials or {}).get("username") or "")


def failed(person):
    """[Failed], the last first."""
    since = timezone.now() - get_cool_off()
    rows = _counted(person).filter(attempt_time__gte=since).values("ip_address").order_by()
    found = rows.annotate(times=Sum("failures_since_start"), last=Max("attempt_time")).order_by("-last")
    return [
        Failed(
            row["ip_address"], row["times"], row["last"],
            row["last"] + get_cool_off() if row["times"] >= settings.AXES_FAILURE_LIMIT else None,
        )
        for row in found
    ]  # fmt: skip


def lift(person):
    """Forget every wrong password and code of late; returns whether something was locked by them."""
    locked = any(each.until for each in failed(person))
    _counted(person).delete()
    held = SecondStep.objects.filter(person=person)
    locked |= held.filter(locked_until__gt=timezone.now()).exists()
    held.filter(~Q(failures=0) | Q(locked_until__isnull=False)).update(failures=0, locked_until=None)
    return locked


def knows_password(request, word):
    """Whether this is the password of who is signed in. Wrong ones count and lock as they do when signing in."""
    person = authenticate(request, username=request.user.username, password=word)
    if person is None:
        note(request, request.user.username)
        return False
    _counted(person).filter(ip_address=request.axes_ip_address).delete()
    return True


def note(request, username):
    """Put the lock on record, if this request's wrong password was the one that locked and the name is somebody's."""
    if not (getattr(request, "axes_locked_out", False) and request.axes_failures_since_start):
        return
    person = Person.objects.filter(username__iexact=username).first()
    if person:
        told = {"username": person.username, "address": request.axes_ip_address or ""}
        record(None, "lock_sign_in", subject=person, court=person.first_court(), detail=told)


def _failures_from(address):
    """Wrong passwords of late from the address. None is no address: whoever comes without one has it in common."""
    if address is None:
        return 0
    rows = AccessAttempt.objects.filter(ip_address=address, attempt_time__gte=timezone.now() - get_cool_off())
    return rows.aggregate(times=Sum("failures_since_start"))["times"] or 0


def _counted(person):
    return AccessAttempt.objects.filter(username=_one_name(person.username))


def _one_name(username):
    return unicodedata.normalize("NFKC", username).upper()
