"""The second step of signing in: a code of the phone (TOTP, RFC 6238), or a recovery code when the phone is lost."""

import base64
import secrets
from datetime import timedelta
from urllib.parse import quote, urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_otp.oath import TOTP

from portal.audit.models import record
from portal.people.models import RecoveryCode, SecondStep
from portal.people.staffing import READABLE, may_govern
from portal.versions import take_up

CODES = 10
FAILURES = 5
LOCKED = timedelta(minutes=15)


def is_on(person):
    return SecondStep.objects.filter(person=person).exists()


def is_demanded(person):
    """Whether one of the person's roles asks for the second step (SECOND_STEP_ROLES)."""
    return bool(settings.SECOND_STEP_ROLES) and not person.roles.isdisjoint(settings.SECOND_STEP_ROLES)


def new_secret():
    """160 random bits, in the letters and digits that phones take (base 32)."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def phone_address(person, secret):
    """What the QR code says: the phone then shows codes for this portal and person."""
    label = quote(f"{settings.DISTRICT_NAME}:{person.username}")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': settings.DISTRICT_NAME})}"


@transaction.atomic
def turn_on(person, secret, code):
    """Ten recovery codes, or None if the phone's code does not fit the secret; then nothing has changed."""
    step = _step_of(secret, code, after=0)
    if step is None:
        return None
    SecondStep.objects.update_or_create(
        person=person, defaults={"secret": secret, "last_step": step, "failures": 0, "locked_until": None}
    )
    record(person, "turn_on_second_step", subject=person)
    return _new_codes(person)


def turn_off(person):
    """By the person himself, whose password the page has asked for, where no role demands it."""
    if is_demanded(person):
        raise PermissionDenied
    return _remove(person, by=person)


@transaction.atomic
def turn_off_for(person, *, by, seen=""):
    """By who governs the account, when phone and codes are lost. Nobody governs his own."""
    if not may_govern(by, person):
        raise PermissionDenied
    take_up(person, seen).save(update_fields=["changed_at"])
    return _remove(person, by=by)


@transaction.atomic
def _remove(person, *, by):
    """Whether there was a second step; where there was none, nothing happened and nothing is on record."""
    gone, _kinds = SecondStep.objects.filter(person=person).delete()
    if gone:
        person.recovery_codes.all().delete()
        record(by, "turn_off_second_step", subject=person)
    return bool(gone)


@transaction.atomic
def renew_codes(person):
    """Ten new recovery codes; the old ones end."""
    record(person, "renew_recovery_codes", subject=person)
    return _new_codes(person)


def locked_until(person):
    """Until when no code is taken, or None."""
    held = SecondStep.objects.filter(person=person, locked_until__gt=timezone.now()).first()
    return held.locked_until if held else None


@transaction.atomic
def passes(person, code):
    """Whether the code is good now. Each is good once; after five wrong ones none is for a quarter of an hour."""
    held = SecondStep.objects.select_for_update().get(person=person)
    if held.locked_until and held.locked_until > timezone.now():
        return False
    step = _step_of(held.secret.plain(), code, after=held.last_step)
    good = step is not None or _use_recovery_code(person, code)
    if good:
        held.last_step, held.failures, held.locked_until = step or held.last_step, 0, None
    else:
        held.failures += 1
        if held.failures >= FAILURES:
            held.failures, held.locked_until = 0, timezone.now() + LOCKED
            record(None, "lock_second_step", subject=person, court=person.first_court())
    held.save()
    return good


def _step_of(secret, code, *, after):
    """The time step whose code this is: the present one or a neighbour, later than `after`; None if it is none."""
    digits = "".join(code.split())
    if not (digits.isdecimal() and len(digits) == 6):
        return None
    clock = TOTP(base64.b32decode(secret))
    clock.time = timezone.now().timestamp()
    return clock.t() if clock.verify(int(digits), tolerance=1, min_t=after + 1) else None


def _new_codes(person):
    codes = [
        "-".join("".join(secrets.choice(READABLE) for _sign in range(5)) for _half in range(2))
        for _code in range(CODES)
    ]
    person.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(person=person, digest=_digest(code)) for code in codes)
    return codes


def _use_recovery_code(person, code):
    used, _kinds = person.recovery_codes.filter(digest=_digest(code)).delete()
    if used:
        record(person, "use_recovery_code", subject=person, detail={"left": person.recovery_codes.count()})
    return bool(used)


def _digest(code):
    plain = "".join(sign for sign in code.lower() if sign.isalnum())
    return salted_hmac("portal.people.recovery_code", plain, algorithm="sha256").hexdigest()
