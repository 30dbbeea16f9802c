"""The chain over the audit: SHA-256 of the link before and the entry, so that no entry can be changed unseen."""

import hashlib
import json
from datetime import UTC

import structlog
from django.db import connection, transaction
from django.utils import timezone

from portal.audit.models import AuditEntry, AuditSeal, SealedThrough

log = structlog.get_logger("songting")
BEGINNING = bytes(32)
BATCH = 2000
# Every transaction holds a lock on its own name until its rows can be seen; vacuums and other databases write no entry.
RUNNING = """
SELECT virtualtransaction FROM pg_locks AS held
WHERE locktype = 'virtualxid' AND virtualxid = virtualtransaction AND pid <> pg_backend_pid() AND NOT EXISTS (
    SELECT FROM pg_stat_activity AS other JOIN pg_database AS here ON here.datname = current_database()
    WHERE other.pid = held.pid AND (other.datid <> here.oid OR other.usesysid IS NULL))"""
NOTE_DAYS = """
INSERT INTO portal_auditday (day, first, last) SELECT * FROM unnest(%s::date[], %s::bigint[], %s::bigint[])
ON CONFLICT (day) DO UPDATE SET first = least(portal_auditday.first, excluded.first),
                                last = greatest(portal_auditday.last, excluded.last)"""


def seal():
    """Seal what waits, oldest first; returns how many. Safe to run twice and at the same time."""
    was = SealedThrough.objects.first() or SealedThrough()
    # Asked before the entries are read: what is over by now has shown all it will ever show.
    through = was.settled if set(was.running) & _running() else was.asked
    sealed, after = 0, was.settled
    while after is not None:
        found = _seal_after(after)
        if found is None:
            return sealed  # another sealer is at it
        count, after = found
        sealed += count
    _settle(was, through)
    return sealed


@transaction.atomic
def _seal_after(number):
    """Seal what has no seal among the next entries: (how many, the number to go on from or None); None if not alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('portal_audit_seal'))")
        if not cursor.fetchone()[0]:
            return None
    # Two questions, not a join: the planner must never walk the history to find what is new.
    numbers = list(
        AuditEntry.objects.filter(pk__gt=number).order_by("pk").values_list("pk", flat=True)[:BATCH]
    )
    have = (
        set(AuditSeal.objects.filter(entry__in=numbers).values_list("entry_id", flat=True)) if numbers else ()
    )
    waiting = [pk for pk in numbers if pk not in have]
    if waiting:
        found = AuditEntry.objects.in_bulk(waiting)
        _chain([found[pk] for pk in waiting])
    return len(waiting), numbers[-1] if len(numbers) == BATCH else None


def _chain(entries):
    last = AuditSeal.objects.order_by("-position").first()
    position, digest = (last.position, bytes(last.digest)) if last else (0, BEGINNING)
    seals = []
    for entry in entries:
        position, digest = position + 1, link(digest, entry)
        seals.append(AuditSeal(position=position, entry=entry, digest=digest))
    AuditSeal.objects.bulk_create(seals)
    _note_days(entries)
    # A head kept outside the database is what a forger of the whole chain cannot reach.
    log.info("audit sealed", position=position, digest=digest.hex())


def _settle(was, through):
    """Note what is settled, and ask again. First the number, then who is running: whoever was given one up to it is
    among them or has ended. A note of another sealer may be overwritten: an older one is true as well."""
    asked = _last_number()
    if was.settled == through == asked == was.asked:
        return
    SealedThrough.objects.bulk_create(
        [SealedThrough(settled=through, asked=asked, running=sorted(_running()))],
        update_conflicts=True,
        unique_fields=("id",),
        update_fields=("settled", "asked", "running"),
    )


def _last_number():
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value - (NOT is_called)::integer FROM portal_auditentry_id_seq")
        return cursor.fetchone()[0]


def _running():
    """The transactions that run beside this one and may have been given a number."""
    with connection.cursor() as cursor:
        cursor.execute(RUNNING)
        return {name for (name,) in cursor.fetchall()}


def _note_days(entries):
    days = {}
    for entry in entries:
        days.setdefault(timezone.localdate(entry.at), []).append(entry.pk)
    with connection.cursor() as cursor:
        rows = [(day, min(numbers), max(numbers)) for day, numbers in days.items()]
        cursor.execute(NOTE_DAYS, [list(column) for column in zip(*rows, strict=True)])


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
