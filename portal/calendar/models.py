from django.db import models
from django.utils.translation import gettext_lazy as _


class CourtDay(models.Model):
    """A day on which the country's announcement differs from the week: a holiday or a make-up working day.

    Years are seeded from published announcements; staff add the coming year when it is announced.
    """

    day = models.DateField(_("Day"), primary_key=True)
    works = models.BooleanField(_("Working day"))
    name = models.CharField(_("Name"), max_length=40, blank=True)
    source = models.CharField(_("Source"), max_length=80, blank=True)

    class Meta:
        ordering = ["day"]

    def __str__(self):
        return f"{self.day} {'+' if self.works else '-'} {self.name}"
