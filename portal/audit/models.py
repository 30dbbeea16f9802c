"""Append-only: triggers refuse UPDATE, DELETE and TRUNCATE on entries and seals."""

import datetime

from django.db import models
from django.db.models import Exists, Max, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now
from django.utils import timezone

from portal.courts.models import Court
from portal.people.models import Membership, Role

# In one statement with what is asked, so that no entry is sealed between the two.
LOWEST = """(SELECT least((SELECT min(first) FROM portal_auditday WHERE day >= %s),
                          coalesce((SELECT max(settled) FROM portal_sealedthrough), 0) + 1))"""
HIGHEST = """(SELECT greatest((SELECT max(last) FROM portal_auditday WHERE day <= %s),
    (SELECT max(id) FROM portal_auditentry
     WHERE id > coalesce((SELECT max(settled) FROM portal_sealedthrough), 0) AND at <= %s)))"""
READERS = frozenset({Role.ADMINISTRATOR, Role.DIVISION})


class AuditEntryQuerySet(models.QuerySet):
    def visible_to(self, person):
        """For administrators and the division: what concerns their courts or was done by their people.

        What concerns no court and was done by nobody (a job, a command) is for the head of the district.
        """
        if not person.is_authenticated or not person.roles & READERS:
            return self.none()
        courts = person.court_ids_as(*READERS)
        people = Membership.objects.filter(court__in=courts).values("person")
        heads = Exists(Court.objects.filter(pk__in=courts, superior=None))
        return self.filter(
            Q(court__in=courts) | Q(court=None, person__in=people) | Q(court=None, person=None) & heads
        )

    def within(self, first, last):
        """Of these days, found without walking others. What is not sealed yet is in no AuditDay so far."""
        zone = timezone.get_current_timezone()
        begin, end = (
            datetime.datetime.combine(day, time, zone)
            for day, time in ((first, datetime.time.min), (last, datetime.time.max))
        )
        return self.filter(
            at__gte=begin,
            at__lte=end,
            pk__gte=RawSQL(LOWEST, [first]),  # noqa: S611 - a constant; the day is a parameter
            pk__lte=RawSQL(HIGHEST, [last, end]),  # noqa: S611 - the same
        )

    def waiting(self):
        """Those without a seal. Where the chain has caught up is asked first: the planner must not walk the history."""
        return self.filter(~Exists(AuditSeal.objects.filter(entry=OuterRef("pk"))), pk__gt=settled())

    def about(self, kind, pk):
        return self.filter(subject_kind=kind, subject_id=pk)


class AuditEntry(models.Model):
    """Who did or looked at what. Written in the transaction of the deed; never edited."""

    at = models.DateTimeField(db_default=Now())
    # Neither is ever deleted, and the database refuses to: an entry need not look for them.
    person = models.ForeignKey(
        "portal.Person", models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    process = models.CharField(max_length=40, blank=True)
    action = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=20, blank=True)
    subject_id = models.BigIntegerField(null=True)
    court = models.ForeignKey(
        "portal.Court", models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    detail = models.JSONField(default=dict)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        # Every step of every case writes an entry, so each index here costs each filing: persons, deeds and days have none.
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="audit_subject")]

    def __str__(self):
        return f"{self.at} {self.action}"


class AuditSeal(models.Model):
    """A link of the chain: position without gaps, the entry, and the digest over it and the link before.

    Sealed shortly after the deed by one job: chaining inside the deed's transaction would queue all courts.
    """

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(AuditEntry, models.PROTECT, related_name="seal")
    digest = models.BinaryField(max_length=32)

    def __str__(self):
        return str(self.position)


class SealedThrough(models.Model):
    """How far the chain has caught up; one row at most, and none before the first sealing.

    Up to the number `settled` every entry has its seal and none can come any more. Up to `asked` that will be so once
    the transactions that were `running` when it was asked are over: numbers are given out before transactions end.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    settled = models.BigIntegerField(default=0)
    asked = models.BigIntegerField(default=0)
    running = models.JSONField(default=list)

    def __str__(self):
        return str(self.settled)


def settled():
    """The number up to which every entry has its seal."""
    return SealedThrough.objects.aggregate(up_to=Max("settled"))["up_to"] or 0


class AuditDay(models.Model):
    """Between which entries a day's lie, noted when they are sealed: who searches some days reads no more than those."""

    day = models.DateField(primary_key=True)
    first = models.BigIntegerField()
    last = models.BigIntegerField()

    def __str__(self):
        return str(self.day)


def record(by, action, *, subject=None, court=None, detail=None):
    """Add one entry. `by` is a Person, a Process, or None for somebody unknown; `court` where the subject has none."""
    is_person = hasattr(by, "username")
    return AuditEntry.objects.create(
        person=by if is_person else None,
        process="" if is_person or by is None else by.name,
        action=action,
        subject_kind=getattr(subject, "event_kind", subject._meta.model_name) if subject else "",
        subject_id=subject.pk if subject else None,
        court_id=court.pk if court else getattr(subject, "court_id", None),
        detail=detail or {},
    )
