from django.db import models
from django.utils.translation import gettext_lazy as _

from filing.causes import shipped
from filing.causes.catalogue import Cause, CauseList


class ImportedCauseListQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Who brought in a list and when concerns staff; the list itself is everybody's."""
        return self.all() if person.is_authenticated and person.is_staff else self.none()


class ImportedCauseList(models.Model):
    """A list of causes that staff read from a workbook before it came into force."""

    version = models.CharField(
        _("Name of the list"),
        max_length=8,
        unique=True,
        error_messages={"unique": _("A list of this name was imported already.")},
    )
    begins = models.DateField(
        _("In force from"),
        unique=True,
        error_messages={"unique": _("Another imported list begins on this day.")},
    )
    source = models.CharField(_("Source"), max_length=80)
    # [code, parent, level, number, name, pinyin] per cause, in the list's order.
    causes = models.JSONField()
    file_hash = models.CharField(max_length=64)
    imported_by = models.ForeignKey(
        "portal.Person", models.PROTECT, related_name="+", verbose_name=_("Imported by")
    )
    imported_at = models.DateTimeField(_("Imported"), auto_now_add=True)

    objects = ImportedCauseListQuerySet.as_manager()

    class Meta:
        ordering = ["begins"]

    def __str__(self):
        return self.version

    def as_list(self):
        """The same as a value."""
        causes = tuple(Cause(self.version, *row) for row in self.causes)
        return CauseList(self.version, self.begins, self.source, causes, shipped.synonyms())
