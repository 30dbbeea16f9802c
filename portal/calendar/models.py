"""Calendar 期间: working days and limits that explain themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CourtDayQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The table concerns the courts' own work: staff see it, others see its effect."""
        return self.all() if person.is_authenticated and person.is_staff else self.none()

    def of_year(self, year):
        return self.filter(day__year=year)

    def announced_for(self, year):
        """What came with the announcement for that year, the last days of the December before among them."""
        return self.filter(announced_year=year)


class CourtDay(models.Model):
    """A day staff entered: a holiday or a make-up working day. It prevails over the published years.

    `announced`: it came with the country's announcement for its year, which makes that year known. `announced_year`:
    the year whose announcement it came with, which for the last days of December may be the next one.
    """

    day = models.DateField(_("Day"), primary_key=True)
    works = models.BooleanField(_("Working day"))
    name = models.CharField(_("Name"), max_length=40, blank=True)
    source = models.CharField(_("Source"), max_length=80, blank=True)
    announced = models.BooleanField(_("From the year's announcement"), default=False)
    announced_year = models.PositiveSmallIntegerField(null=True, editable=False)

    objects = CourtDayQuerySet.as_manager()

    class Meta:
        ordering = ["day"]

    def __str__(self):
        return f"{self.day} {'+' if self.works else '-'} {self.name}"
