"""The chain over the audit: SHA-256 of the link before and the entry, so that no entry can be changed unseen."""

import hashlib
import json
from datetime import UTC

import structlog
from django.db import connection, transaction

from portal.audit.models import AuditEntry, AuditSeal, UnsealedEntry

log = structlog.get_logger("songting")
BEGINNING = bytes(32)
BATCH = 2000


def seal():
    """Seal what waits, oldest first; returns how many. Safe to run twice and at the same time."""
    sealed = 0
    while batch := _seal_batch():
        sealed += batch
    return sealed


@transaction.atomic
def _seal_batch():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('portal_audit_seal'))")
        if not cursor.fetchone()[0]:
            return 0  # another sealer is at it
    # Two questions, not a join: the planner must never walk the history to find what is new.
    numbers = UnsealedEntry.objects.order_by("pk").values_list("pk", flat=True)[:BATCH]
    found = AuditEntry.objects.in_bulk(list(numbers))
    waiting = [found[pk] for pk in sorted(found)]
    if not waiting:
        return 0
    last = AuditSeal.objects.order_by("-position").first()
    position, digest = (last.position, bytes(last.digest)) if last else (0, BEGINNING)
    seals = []
    for entry in waiting:
        position, digest = position + 1, link(digest, entry)
        seals.append(AuditSeal(position=position, entry=entry, digest=digest))
    AuditSeal.objects.bulk_create(seals)
    UnsealedEntry.objects.filter(pk__in=[entry.pk for entry in waiting]).delete()
    # A head kept outside the database is what a forger of the whole chain cannot reach.
    log.info("audit sealed", position=position, digest=digest.hex())
    return len(seals)


def link(before, entry):
    """The digest over the one before and the entry's canonical JSON. 32 bytes."""
    content = {
        "id": entry.pk,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "person": entry.person_id,
        "process": entry.process,
        "action": entry.action,
        "subject": [entry.subject_kind, entry.subject_id],
        "court": entry.court_id,
        "detail": entry.detail,
    }
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(before + canonical.encode()).digest()
