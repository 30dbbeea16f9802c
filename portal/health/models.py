from django.db import models


class Heartbeat(models.Model):
    """How a scheduled job last ended. One row per entry of the schedule, written anew each time."""

    class Outcome(models.TextChoices):
        DONE = "done"
        FAILED = "failed"

    job = models.CharField(max_length=40, primary_key=True)
    since = models.DateTimeField()  # when it was first heard of
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome)
    reason = models.TextField(blank=True)
    well_at = models.DateTimeField(null=True)  # when it last ended well

    def __str__(self):
        return f"{self.job} {self.ended_at} {self.outcome}"
