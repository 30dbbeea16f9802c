from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Figure(models.Model):
    """Numerator and denominator; never a rate. `denominator` is null for plain counts.

    Integers of four bytes, for the database sums those without a detour; and no index holds what changes, so that a
    figure brought up to date costs one row and no index entry.
    """

    court = models.ForeignKey("portal.Court", models.PROTECT, related_name="+", db_index=False)
    indicator = models.CharField(max_length=40)
    numerator = models.IntegerField()
    denominator = models.IntegerField(null=True)

    class Meta:
        abstract = True


class DailyFigure(Figure):
    """What one court did on one of its days, by one indicator. No row: nothing happened."""

    pk = models.CompositePrimaryKey("court", "day", "indicator")
    day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["indicator", "day"], name="daily_by_indicator")]

    def __str__(self):
        return f"{self.court_id} {self.day} {self.indicator}: {self.numerator}/{self.denominator}"


class MonthlyFigure(Figure):
    """The sum of a calendar month's daily figures; `month` is its first day."""

    pk = models.CompositePrimaryKey("court", "month", "indicator")
    month = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["indicator", "month"], name="monthly_by_indicator")]

    def __str__(self):
        return f"{self.court_id} {self.month:%Y-%m} {self.indicator}: {self.numerator}/{self.denominator}"


class DailySpread(models.Model):
    """How often each value occurred on a court's day: medians of any window are exact and still sums."""

    pk = models.CompositePrimaryKey("court", "day", "indicator", "value")
    court = models.ForeignKey("portal.Court", models.PROTECT, related_name="+", db_index=False)
    indicator = models.CharField(max_length=40)
    day = models.DateField()
    value = models.IntegerField()
    times = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["indicator", "day"], name="spread_by_indicator")]

    def __str__(self):
        return f"{self.court_id} {self.day} {self.indicator}: {self.times} × {self.value}"


class ChangedDay(models.Model):
    """A day whose figures changed after it was over: published rankings that contain it are looked at again.
    An append-only log like that of changed court-days, drained when they are published again."""

    day = models.DateField()
    marked_at = models.DateTimeField(db_default=Now())

    def __str__(self):
        return str(self.day)


class Run(models.Model):
    """What one run of a job did. One row per job and day it was for: a repeated run updates its row."""

    class Job(models.TextChoices):
        REFRESH = "refresh", _("Refresh")
        DAILY_COUNT = "daily_count", _("Daily count")
        WEEKLY_URGE = "weekly_urge", _("Weekly urge")
        MONTHLY_DISPATCH = "monthly_dispatch", _("Monthly dispatch")
        RESTATEMENT = "restatement", _("Restatement")

    class Outcome(models.TextChoices):
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    job = models.CharField(_("Job"), max_length=20, choices=Job)
    day = models.DateField(_("For the day"))
    started_at = models.DateTimeField(_("Started"))
    ended_at = models.DateTimeField(_("Ended"), null=True, blank=True)
    outcome = models.CharField(_("Outcome"), max_length=8, choices=Outcome, default=Outcome.RUNNING)
    report = models.JSONField(_("What it did"), default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "day"], name="one_run_per_job_and_day")]
        indexes = [models.Index(fields=["-day", "job"], name="run_latest")]

    def __str__(self):
        return f"{self.job} {self.day} {self.outcome}"
