"""Walks the chain from its beginning and finds the first link that does not hold."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.models import AuditEntry, AuditSeal
from portal.audit.sealing import BEGINNING, link

STEP = 2000
# The job runs every few seconds; an entry that waited longer was passed over.
UNSEALED_AFTER = timedelta(minutes=10)


@dataclass(frozen=True)
class Broken:
    """The first link that does not hold, and why."""

    position: int
    reason: str


@dataclass(frozen=True)
class Whole:
    """A chain without fault: its length and the digest of its last link. Kept elsewhere, they prove it later."""

    position: int
    digest: bytes


def verify(*, expect=None, unsealed_after=UNSEALED_AFTER):
    """Whole, or the first Broken. `expect` is a Whole of an earlier day that the chain must still pass through."""
    walked = _walk(expect)
    if isinstance(walked, Broken):
        return walked
    if expect and walked.position < expect.position:
        reason = _("The chain ends here, but it once reached position %(n)d.") % {"n": expect.position}
        return Broken(walked.position + 1, reason)
    return _waiting(walked.position + 1, unsealed_after) or walked


def _walk(expect):
    position, digest = 0, BEGINNING
    # By position, not by a cursor held open: a chain of millions must not keep one transaction for minutes.
    while seals := list(AuditSeal.objects.filter(position__gt=position).order_by("position")[:STEP]):
        entries = AuditEntry.objects.in_bulk([seal.entry_id for seal in seals])
        for seal in seals:
            position += 1
            entry = entries.get(seal.entry_id)
            if reason := _fault(seal, position, entry):
                return Broken(position, reason)
            digest = link(digest, entry)
            if digest != bytes(seal.digest):
                reason = _("Entry %(entry)d or its seal was changed after sealing.") % {"entry": entry.pk}
                return Broken(position, reason)
            if expect and expect.position == position and expect.digest != digest:
                return Broken(
                    position, _("The chain up to here is not the one that was kept: it was written anew.")
                )
    return Whole(position, digest)


def _fault(seal, position, entry):
    if seal.position != position:
        return _("The seal is missing; the next one is at position %(n)d.") % {"n": seal.position}
    if entry is None:
        return _("Entry %(entry)d was sealed here and is missing.") % {"entry": seal.entry_id}
    return ""


def _waiting(position, unsealed_after):
    """Entries that should have a seal by now, wherever the chain thinks it has caught up."""
    sealed = AuditSeal.objects.filter(entry=OuterRef("pk"))
    late = (
        AuditEntry.objects.filter(~Exists(sealed), at__lt=timezone.now() - unsealed_after)
        .order_by("pk")
        .first()
    )
    if late:
        at = timezone.localtime(late.at).isoformat(timespec="seconds")
        return Broken(position, _("Entry %(entry)d of %(at)s has no seal.") % {"entry": late.pk, "at": at})
    return None
