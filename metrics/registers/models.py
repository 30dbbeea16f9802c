from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RegisterImport(models.Model):
    """One file of a register, from upload to applied or undone. The file itself is kept: killing loses nothing."""

    event_kind = "import"

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Uploaded")
        CHECKED = "checked", _("Checked, to be applied")
        REFUSED = "refused", _("Has errors, nothing was taken over")
        APPLYING = "applying", _("Being applied")
        APPLIED = "applied", _("Applied")
        UNDONE = "undone", _("Undone")

    name = models.CharField(_("File"), max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey("portal.Person", models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("Uploaded"), default=timezone.now)
    rows = models.PositiveIntegerField(_("Rows"), default=0)
    added = models.PositiveIntegerField(_("New"), default=0)
    changed = models.PositiveIntegerField(_("Changed"), default=0)
    equal = models.PositiveIntegerField(_("Unchanged"), default=0)
    errors = models.JSONField(default=list)
    error_count = models.PositiveIntegerField(default=0)
    ignored_columns = models.JSONField(default=list)
    heartbeat = models.DateTimeField(null=True)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.UPLOADED)
    state_since = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return self.name


class RegisterEntry(models.Model):
    """A case as another system's register tells it. Its events are derived from it and from nothing else."""

    event_kind = "register"

    reference = models.CharField(_("Reference"), max_length=80, unique=True)
    court = models.ForeignKey("portal.Court", models.PROTECT, related_name="+", verbose_name=_("Court"))
    case_number = models.CharField(_("Case number"), max_length=80, blank=True)
    content = models.JSONField()  # canonical cells, by English column name
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case_number"], condition=~models.Q(case_number=""), name="one_entry_per_case_number",
                violation_error_message=_("This case number already belongs to another reference."),
            )
        ]

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
