"""Registers of other systems: the files that came, the entries they left, and what each file did to each entry."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from metrics.registers.access import open_courts, oversees
from metrics.registers.faults import Fault
from portal.events import Event
from portal.people.models import Role
from portal.workflow import Process

IMPORT = Process("import")


class RegisterImportQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those that touch only courts whose registers the person keeps now, whoever brought them.

        A file that never got as far as a court is seen by whoever brought it, one of a command by those who oversee.
        """
        if not person.is_authenticated:
            return self.none()
        kept = self.filter(courts=[], uploaded_by=person)
        courts = open_courts(person)
        if courts:
            kept |= self.filter(courts__contained_by=sorted(courts), courts__len__gt=0)
        if oversees(person):
            kept |= self.filter(courts=[], uploaded_by=None)
        return kept

    def waiting(self):
        """Those a worker has yet to finish."""
        return self.filter(state__in=RegisterImport.WAITING)


class RegisterImport(models.Model):
    """One file of a register, from upload to applied or undone.

    The file itself is kept until it has been read, its rows until they are applied or given up: then neither is.
    """

    event_kind = "import"

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Being read")
        CHECKED = "checked", _("Read, to be confirmed")
        REFUSED = "refused", _("Has errors, nothing was taken over")
        APPLYING = "applying", _("Being applied")
        APPLIED = "applied", _("Applied")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")
        DISCARDED = "discarded", _("Given up")

    WAITING = frozenset({State.UPLOADED, State.APPLYING, State.UNDOING})
    IN_FORCE = frozenset({State.APPLIED, State.UNDOING})

    name = models.CharField(_("File"), max_length=200)
    # The form's own number: sent twice by a double click, it is still one import.
    form_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey("portal.Person", models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    courts = ArrayField(models.BigIntegerField(), default=list)  # ids of the courts its rows are about
    rows = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    equal = models.PositiveIntegerField(default=0)
    fault_count = models.PositiveIntegerField(default=0)
    ignored_columns = models.JSONField(default=list)
    sample = models.JSONField(default=list)  # the first rows as they were read
    # The one moment its events were recorded and retracted at; with the entries it tells them from all others.
    applied_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("portal.Person", models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.UPLOADED)
    state_since = models.DateTimeField(default=timezone.now)

    objects = RegisterImportQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state"], name="import_waiting", condition=Q(state__in=["uploaded", "applying", "undoing"]))]  # fmt: skip

    def __str__(self):
        return self.name

    @property
    def is_waiting(self):
        return self.state in self.WAITING

    @property
    def actor(self):
        """Who stands in its events: the uploader, or the process."""
        return self.uploaded_by or IMPORT

    def later(self):
        """Imports applied after it that changed the same entries or gave one of its numbers away: first undo those."""
        mine = RegisterRevision.objects.filter(batch=self)
        same = RegisterRevision.objects.filter(batch=OuterRef("pk"), entry__in=mine.values("entry"))
        numbers = mine.filter(before__case_number__isnull=False).values(
            number=Cast(KeyTextTransform("case_number", "before"), models.CharField())
        )
        given = RegisterRevision.objects.filter(batch=OuterRef("pk"), entry__case_number__in=numbers)
        others = RegisterImport.objects.filter(
            Exists(same) | Exists(given), applied_at__gt=self.applied_at, state__in=self.IN_FORCE
        )
        return others.order_by("applied_at")

    def events(self):
        """What it recorded: the entries it touched have events of other imports too, but none of its moment."""
        return Event.objects.filter(
            subject_kind=RegisterEntry.event_kind,
            subject_id__in=self.revisions.values("entry_id"),
            recorded_at=self.applied_at,
        )


class RegisterPart(models.Model):
    """A piece of an uploaded file, so that neither storing nor reading holds it whole."""

    batch = models.ForeignKey(RegisterImport, models.CASCADE, related_name="parts")  # a part of it
    position = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="one_part_per_position")]

    def __str__(self):
        return f"{self.batch_id} {self.position}"


class RegisterRow(models.Model):
    """A row as it was read, waiting to be applied."""

    pk = models.CompositePrimaryKey("batch", "row")
    batch = models.ForeignKey(
        RegisterImport, models.CASCADE, related_name="staged", db_index=False
    )  # a part of it
    row = models.PositiveIntegerField()
    reference = models.CharField(max_length=80)
    court_id = models.BigIntegerField()
    case_number = models.CharField(max_length=80, blank=True)
    # The number in its parts, as this portal keeps its own: a court's code may be pending here and known there.
    number_year = models.PositiveSmallIntegerField(null=True)
    number_type = models.CharField(max_length=8, blank=True)
    number_serial = models.PositiveIntegerField(null=True)
    content = models.JSONField()

    def __str__(self):
        return f"{self.batch_id} {self.row}"


class RegisterFault(models.Model):
    """Why a file was refused: one cell, or with row and column empty the file itself."""

    batch = models.ForeignKey(RegisterImport, models.CASCADE, related_name="faults")  # a part of it
    row = models.PositiveIntegerField(null=True)
    column = models.CharField(max_length=30, blank=True)
    code = models.CharField(max_length=40)
    value = models.CharField(max_length=80, blank=True)
    details = models.JSONField(default=dict)

    def __str__(self):
        return f"{self.row} {self.column} {self.code}"

    def as_fault(self):
        return Fault(self.code, self.row, self.column, self.value, self.details)


class RegisterEntryQuerySet(models.QuerySet):
    def visible_to(self, person):
        """At the courts served or supervised; mediators and operators see no cases but those given to them."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(court__in=person.court_ids_as(*(person.roles - {Role.MEDIATOR, Role.OPERATOR})))

    def kept(self):
        """Without those whose only import was undone."""
        return self.filter(content__isnull=False)

    def matching(self, text):
        """With this case number, or a reference that begins so."""
        return self.filter(Q(reference__startswith=text) | Q(case_number=text)) if text else self


class RegisterEntry(models.Model):
    """A case as another system's register tells it. Its events are derived from it and from nothing else.

    `content` is null after the import that brought it was undone: its retracted events still need their subject.
    """

    event_kind = "register"

    reference = models.CharField(_("Reference"), max_length=80, unique=True)
    court = models.ForeignKey("portal.Court", models.PROTECT, related_name="+", verbose_name=_("Court"))
    case_number = models.CharField(_("Case number"), max_length=80, blank=True)
    content = models.JSONField(null=True)  # canonical cells by column code

    objects = RegisterEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case_number"], condition=~Q(case_number=""), name="one_entry_per_case_number",
                violation_error_message=_("This case number already belongs to another reference."),
            )
        ]  # fmt: skip

    def __str__(self):
        return self.reference


class RegisterRevision(models.Model):
    """What one import did to one entry: enough to undo it. `before` is null where the entry was new."""

    batch = models.ForeignKey(RegisterImport, models.PROTECT, related_name="revisions")
    entry = models.ForeignKey(RegisterEntry, models.PROTECT, related_name="revisions")
    before = models.JSONField(null=True)
    after = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "entry"], name="one_revision_per_batch")]

    def __str__(self):
        return f"{self.batch_id} {self.entry_id}"
