"""Append-only: triggers refuse UPDATE, DELETE and TRUNCATE on both tables."""

from django.db import models
from django.db.models.functions import Now


class AuditEntry(models.Model):
    """Who did or looked at what. Written in the transaction of the deed; never edited."""

    at = models.DateTimeField(db_default=Now())
    person = models.ForeignKey("portal.Person", models.PROTECT, null=True, related_name="+")
    process = models.CharField(max_length=40, blank=True)
    action = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=20, blank=True)
    subject_id = models.BigIntegerField(null=True)
    court = models.ForeignKey("portal.Court", models.PROTECT, null=True, related_name="+", db_index=False)
    detail = models.JSONField(default=dict)

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


def record(by, action, *, subject=None, detail=None):
    """Add one entry; `by` is a Person, a Process, or None for somebody unknown."""
    is_person = hasattr(by, "username")
    return AuditEntry.objects.create(
        person=by if is_person else None,
        process="" if is_person or by is None else by.name,
        action=action,
        subject_kind=getattr(subject, "event_kind", type(subject)._meta.model_name) if subject else "",
        subject_id=subject.pk if subject else None,
        court_id=getattr(subject, "court_id", None),
        detail=detail or {},
    )
