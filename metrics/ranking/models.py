from django.db import models
from django.utils.translation import pgettext_lazy


class Period(models.TextChoices):
    DAY = "day", pgettext_lazy("period", "Day")
    WEEK = "week", pgettext_lazy("period", "Week")
    MONTH = "month", pgettext_lazy("period", "Month")
    QUARTER = "quarter", pgettext_lazy("period", "Quarter")
    YEAR = "year", pgettext_lazy("period", "Year")
    TO_DATE = "to_date", pgettext_lazy("period", "Year to date")


class Ranking(models.Model):
    """A ranking as it was published: frozen with its definition, cut-off moment and hash.

    Published again for the same window it becomes the next version; the former stays.
    """

    period = models.CharField(max_length=8, choices=Period)
    begin = models.DateField()
    end = models.DateField(help_text="first day after the window")
    indicator = models.CharField(max_length=40)
    definition = models.JSONField()
    cutoff = models.DateTimeField()
    version = models.PositiveSmallIntegerField(default=1)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "begin", "end", "indicator", "version"], name="one_ranking_version"
            )
        ]

    def __str__(self):
        return f"{self.period} {self.begin} {self.indicator} v{self.version}"


class Standing(models.Model):
    """One court's line in a published ranking. No denominator: no place."""

    ranking = models.ForeignKey(Ranking, models.PROTECT, related_name="standings")
    court = models.ForeignKey("portal.Court", models.PROTECT, related_name="+")
    numerator = models.BigIntegerField()
    denominator = models.BigIntegerField(null=True)
    place = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ranking", "court"], name="one_line_per_court")]

    def __str__(self):
        return f"{self.court} {self.place}"
