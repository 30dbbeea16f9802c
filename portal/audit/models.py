"""Append-only: triggers refuse UPDATE, DELETE and TRUNCATE on entries and seals."""

from django.db import models
from django.db.models import Exists, Q
from django.db.models.functions import Now

from portal.courts.models import Court
from portal.people.models import Membership, Role

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


class UnsealedEntry(models.Model):
    """An entry that waits for its seal. A trigger adds the row with the entry, so no path can forget it; sealing
    then reads what is new, not the whole history. Without an index: it is short, and read from its beginning."""

    entry_id = models.BigIntegerField(primary_key=True)

    def __str__(self):
        return str(self.entry_id)


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
