"""Every job of the schedule: how often it runs, how it last ended, and whether it is overdue."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from celery.schedules import crontab
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from portal.health.models import Heartbeat

NAMES = {
    "refresh-figures": _("Refresh"),
    "restate": _("Restatement"),
    "daily-count": _("Daily count"),
    "weekly-urge": _("Weekly urge"),
    "monthly-dispatch": _("Monthly dispatch"),
    "resume-imports": _("Take up interrupted imports"),
    "invite-to-rate": _("Invite to rate"),
    "recount-limits": _("Count open limits by the court days"),
    "docket-expired": _("Docket what is past its limit"),
    "seal-audit": _("Seal the audit"),
    "forget-sessions": _("Forget expired sign-ins"),
    "make-partitions": _("Make tables for the months ahead"),
}
PERIODS_MISSED = 3
SHORTEST = timedelta(minutes=1)  # a worker that is busy is not one that stands still
OVERDUE, FAILED, DONE, UNHEARD = "overdue", "failed", "done", "unheard"
LOOKS = {
    OVERDUE: (_("Overdue"), "late", "exclamation-triangle"),
    FAILED: (_("Failed"), "late", "x-circle"),
    DONE: (_("Done"), "good", "check-circle"),
    UNHEARD: (pgettext_lazy("a scheduled job", "Not due yet"), "quiet", "clock"),
}


@dataclass(frozen=True)
class Job:
    """`beat`: its Heartbeat, or None; `heard_since`: when the first word of any job came, or None."""

    code: str
    period: timedelta
    beat: Heartbeat | None
    heard_since: datetime | None
    now: datetime

    @property
    def name(self):
        return NAMES[self.code]

    @property
    def every(self):
        return in_words(self.period)

    @property
    def took(self):
        return in_words(self.beat.ended_at - self.beat.began_at) if self.beat else ""

    @property
    def is_overdue(self):
        """Not run for three of its periods; one that never ran counts from the first word of any, and where there is
        none at all, nobody works."""
        last = self.beat.ended_at if self.beat else self.heard_since
        return last is None or self.now - last > max(PERIODS_MISSED * self.period, SHORTEST)

    @property
    def state(self):
        if self.is_overdue:
            return OVERDUE
        return self.beat.outcome if self.beat else UNHEARD

    @property
    def look(self):
        """(word, tone, icon)."""
        return LOOKS[self.state]


def scheduled():
    """[Job] in the order of the schedule; one statement."""
    beats = {beat.job: beat for beat in Heartbeat.objects.all()}
    since, now = min((beat.since for beat in beats.values()), default=None), timezone.now()
    return [
        Job(code, period_of(entry["schedule"]), beats.get(code), since, now)
        for code, entry in settings.CELERY_BEAT_SCHEDULE.items()
    ]


def period_of(schedule):
    """How far apart two runs are: seconds, or a crontab that names minutes and hours only."""
    if isinstance(schedule, crontab):
        return timedelta(days=1) / (len(schedule.hour) * len(schedule.minute))
    return timedelta(seconds=schedule)


def in_words(span):
    """A span in its largest whole unit, seconds with one decimal where there are few."""
    seconds = span.total_seconds()
    if seconds >= 3600:
        hours = round(seconds / 3600)
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    if seconds >= 60:
        minutes = round(seconds / 60)
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    few = f"{seconds:.1f}".removesuffix(".0")
    return ngettext("%(n)s second", "%(n)s seconds", 1 if few == "1" else 2) % {"n": few}
