"""What happened, once and for ever: the only fact table.

Corrections retract and add. A trigger writes the court-days an insert or a retraction touched into the
change log in the same transaction, so no path (ORM, COPY, hand-written SQL) can forget it.
"""

from django.contrib.postgres.indexes import Index
from django.db import connection, models, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone


class NextEventId(models.Func):
    template = "nextval('portal_event_id_seq')"
    output_field = models.BigIntegerField()
    arity = 0


class EventQuerySet(models.QuerySet):
    def current(self):
        return self.filter(retracted_at=None)

    def as_of(self, moment):
        """What was on record at that moment, however it was corrected since."""
        return self.filter(recorded_at__lte=moment).filter(Q(retracted_at=None) | Q(retracted_at__gt=moment))

    def about(self, subject):
        return self.filter(subject_kind=subject.event_kind, subject_id=subject.pk)

    def within(self, begin, end):
        """Days from `begin` up to, not including, `end`."""
        return self.filter(day__gte=begin, day__lt=end)

    def visible_to(self, person):
        return self.filter(court__in=person.court_ids())

    def retract(self):
        """Take back; returns how many. The rows stay, with the moment they ceased to hold."""
        return self.filter(retracted_at=None).update(retracted_at=Now())


class Event(models.Model):
    """One step of one subject at one court. Range-partitioned by month of `day`; nothing refers to it.

    Courts and persons are never deleted (a trigger refuses it), so no event has to look for its own.
    """

    pk = models.CompositePrimaryKey("court", "day", "id")
    court = models.ForeignKey(
        "portal.Court", models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    day = models.DateField(help_text="the court's day (Asia/Shanghai)")
    id = models.BigIntegerField(db_default=NextEventId(), editable=False)
    at = models.DateTimeField()
    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    reference = models.CharField(max_length=80, blank=True, help_text="how the subject is called on lists")
    verb = models.CharField(max_length=30)
    source = models.CharField(max_length=30, blank=True)
    target = models.CharField(max_length=30, blank=True)
    since = models.DateTimeField(null=True, help_text="when the subject entered `source`")
    facts = models.JSONField(default=dict, help_text="what a figure needs and may change later")
    note = models.TextField(blank=True)
    person = models.ForeignKey(
        "portal.Person", models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    process = models.CharField(max_length=40, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())
    retracted_at = models.DateTimeField(null=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        managed = True
        indexes = [Index(fields=["subject_kind", "subject_id"], name="event_subject")]

    def __str__(self):
        return f"{self.day} {self.verb} {self.reference}"

    @property
    def by(self):
        return self.person or self.process


class ChangedCourtDay(models.Model):
    """The change log of figures: append-only marks, drained by the refresher. Never unique: a unique mark
    written while the refresher consumes it would be swallowed. Without any index: it is read from its beginning."""

    court_id = models.BigIntegerField()
    day = models.DateField()
    marked_at = models.DateTimeField(db_default=Now())

    def __str__(self):
        return f"{self.court_id} {self.day}"


# One statement: a mark is there exactly if its event is.
_MARKED_ONCE = """
WITH added AS ({statement} RETURNING court_id, day)
INSERT INTO portal_changedcourtday (court_id, day) SELECT DISTINCT court_id, day FROM added"""


def add_many(statement, params):
    """Run an `INSERT INTO portal_event …` of many rows: each court-day is marked once, not once an event."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL songting.summed = 'on'")
        cursor.execute(_MARKED_ONCE.format(statement=statement), params)
        cursor.execute("SET LOCAL songting.summed = ''")


def court_day(moment=None):
    """The court's day of a moment."""
    return timezone.localdate(moment)
