"""Who serves where: taking on people, giving and taking roles, passwords for once. Every verb leaves an audit entry."""

import secrets

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.audit.models import record
from portal.people import locks
from portal.people.access import administers
from portal.people.models import Membership, Role
from portal.versions import take_up

# No letters or digits that are mistaken for one another when read out.
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


def courts_staffed_by(by):
    """Ids of the courts whose people `by` looks after."""
    return by.court_ids_as(Role.ADMINISTRATOR, Role.DIVISION)


def may_give(by, role, court):
    """Whether `by` may give or take this role there. Only administrators make administrators."""
    if role == Role.ADMINISTRATOR:
        return administers(by, court)
    return any(
        by.holds(Role.ADMINISTRATOR, Role.DIVISION, at=pk) for pk in (court.pk, court.superior_id) if pk
    )


def may_govern(by, person):
    """Whether `by` may act on the account itself: then every role the person has must be one `by` may give."""
    roles = list(person.memberships.select_related("court"))
    return by.pk != person.pk and bool(roles) and all(may_give(by, held.role, held.court) for held in roles)


@transaction.atomic
def take_on(form, court, role, *, by):
    """Make a person of a valid form, with a first role. Returns the person and a password for once.

    Raises ValidationError for a user name that was given meanwhile.
    """
    if not may_give(by, role, court) or court.is_closed:
        raise PermissionDenied
    person, password = form.save(commit=False), readable_password()
    person.set_password(password)
    person.must_change_password = True
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        raise ValidationError({"username": _("This user name is taken.")}) from None
    record(by, "take_on", subject=person, court=court, detail={"username": person.username})
    give_role(person, court, role, by=by)
    return person, password


@transaction.atomic
def give_role(person, court, role, *, by, seen=""):
    """Nobody gives himself a role, and nobody comes to a court that is closed."""
    if by.pk == person.pk or not may_give(by, role, court) or court.is_closed:
        raise PermissionDenied
    take_up(person, seen).save(update_fields=["changed_at"])
    membership, is_new = Membership.objects.get_or_create(person=person, court=court, role=role)
    if is_new:
        record(by, "give_role", subject=person, court=court, detail={"role": role})
    return membership


@transaction.atomic
def take_role(membership, *, by, seen=""):
    """Raises ValidationError for the last role: somebody who leaves is barred, so that the list still shows him."""
    person = take_up(membership.person, seen)
    if not may_give(by, membership.role, membership.court) or by.pk == person.pk:
        raise PermissionDenied
    if person.memberships.count() == 1:
        raise ValidationError(_("This is the only role. Bar the person from signing in instead."))
    membership.delete()
    person.save(update_fields=["changed_at"])
    record(by, "take_role", subject=person, court=membership.court, detail={"role": membership.role})


def bar(person, *, by, seen=""):
    """No more signing in; sessions end now."""
    _set_active(person, False, "bar", by, seen)


def readmit(person, *, by, seen=""):
    _set_active(person, True, "readmit", by, seen)


@transaction.atomic
def _set_active(person, active, action, by, seen):
    if not may_govern(by, person):
        raise PermissionDenied
    person = take_up(person, seen)
    person.is_active = active
    person.save(update_fields=["is_active", "changed_at"])
    if not active:
        person.sessions.all().delete()
    record(by, action, subject=person, court=person.first_court())


@transaction.atomic
def end_sessions(person, *, by):
    """Sign the person out everywhere; returns how many sessions ended."""
    if not may_govern(by, person):
        raise PermissionDenied
    ended = person.sessions.open().count()
    person.sessions.all().delete()
    record(by, "end_sessions", subject=person, court=person.first_court(), detail={"sessions": ended})
    return ended


@transaction.atomic
def renew_password(person, *, by, seen=""):
    """A password for once, which ends the old one, all sessions and the lock. It is returned and kept nowhere."""
    if not may_govern(by, person):
        raise PermissionDenied
    password, person = readable_password(), take_up(person, seen)
    person.set_password(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password", "changed_at"])
    person.sessions.all().delete()
    record(by, "renew_password", subject=person, court=person.first_court())
    lift_lock(person, by=by)
    return password


@transaction.atomic
def lift_lock(person, *, by):
    """Let sign in again whom wrong passwords or codes locked out; returns whether somebody was."""
    if not may_govern(by, person):
        raise PermissionDenied
    locked = locks.lift(person)
    if locked:
        record(by, "lift_lock", subject=person, court=person.first_court())
    return locked


def readable_password():
    """Sixteen signs in four groups: 79 bits."""
    return "-".join("".join(secrets.choice(READABLE) for _sign in range(4)) for _group in range(4))
