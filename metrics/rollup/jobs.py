"""The plan's rhythm: refreshed and restated through the day, counted daily, urged weekly, dispatched monthly.

Each job finds out itself what is still to be done, so a missed day mends itself; run twice, or in two
places at once, it does the work once. What it did, or why it failed, stands in its row.
"""

import logging
from functools import partial

from django.db import transaction
from django.utils import timezone

from metrics.indicators.declarations import INDICATORS
from metrics.indicators.definition import rule_digest
from metrics.ranking.models import Period, Ranking
from metrics.ranking.publication import horizon, publish
from metrics.ranking.windows import DAY, Window
from metrics.rollup import locks
from metrics.rollup.aims import counted, lacking
from metrics.rollup.models import ChangedDay, Run
from metrics.rollup.refresh import refresh
from metrics.rollup.rollup import roll_up

logger = logging.getLogger(__name__)


def refresh_figures():
    """Bring the figures up to the change log; returns rows changed. Its row is the day's sum of all such runs."""
    return _summed_up(Run.Job.REFRESH, "rows", refresh)


def restate():
    """Publish again what was corrected since; returns the new versions. Its row is the day's sum of all such runs."""
    return _summed_up(Run.Job.RESTATEMENT, "restated", _restate)


def _summed_up(job, name, work):
    """Do `work`, which answers a number, and add that to what the job's row of today has under `name`."""
    now = timezone.now()
    row = {"job": job, "day": timezone.localdate(now)}
    try:
        number = work()
    except Exception as fault:
        Run.objects.update_or_create(
            **row,
            defaults={"started_at": now, "outcome": Run.Outcome.FAILED, "report": {"reason": str(fault)}},
        )
        raise
    if number:
        _add_to_sum(row, now, name, number)
    else:
        Run.objects.filter(**row, outcome=Run.Outcome.FAILED).update(outcome=Run.Outcome.DONE, ended_at=now)
    return number


@transaction.atomic
def _add_to_sum(row, now, name, number):
    locks.running(row["job"])
    run, _created = Run.objects.get_or_create(**row, defaults={"started_at": now})
    run.report = {
        "times": run.report.get("times", 0) + 1,
        name: run.report.get(name, 0) + number,
    }
    run.outcome, run.ended_at = Run.Outcome.DONE, timezone.now()
    run.save()


def daily_count(today=None, since=None):
    """Publish the day's rankings for every day up to yesterday that lacks them; returns the days done.

    Days are looked at from the first one ever done, or from `since` if that is earlier.
    """
    yesterday = (today or timezone.localdate()) - DAY
    return _catch_up(Run.Job.DAILY_COUNT, yesterday, since, Period.DAY, _count_day)


def weekly_urge(today=None, since=None):
    """After each Sunday: freeze the week, list who missed a target and by how many cases."""
    week = Window.of(Period.WEEK, today or timezone.localdate())
    return _catch_up(Run.Job.WEEKLY_URGE, week.begin, since, Period.WEEK, partial(_urge, Period.WEEK))


def monthly_dispatch(today=None, since=None):
    """After each month: the same for the month."""
    month = Window.of(Period.MONTH, today or timezone.localdate())
    return _catch_up(Run.Job.MONTHLY_DISPATCH, month.begin, since, Period.MONTH, partial(_urge, Period.MONTH))


def _catch_up(job, latest, since, period, work):
    """Do `work` for every day the job was due (period by period up to `latest`) and is not done."""
    rows = Run.objects.filter(job=job)
    first = rows.order_by("day").values_list("day", flat=True).first() or latest
    first = min(first, since or first)
    done = set(rows.filter(outcome=Run.Outcome.DONE).values_list("day", flat=True))
    due, days = Window.of(period, first), []
    while due.begin <= latest:
        if due.begin not in done and _run(job, due.begin, work):
            days.append(due.begin)
        due = due.following()
    return days


def _run(job, day, work):
    """One run in one transaction under the job's lock; returns whether it was done here and now."""
    run, _created = Run.objects.get_or_create(job=job, day=day, defaults={"started_at": timezone.now()})
    try:
        with transaction.atomic():
            locks.running(job)
            run.refresh_from_db()
            if run.outcome == Run.Outcome.DONE:
                return False
            run.started_at = timezone.now()
            run.report = work(day)
            run.outcome, run.ended_at = Run.Outcome.DONE, timezone.now()
            run.save()
    except Exception as fault:
        # The next tick tries again; the other days are not held up by this one.
        logger.exception("run failed", extra={"job": job, "day": day.isoformat()})
        Run.objects.filter(pk=run.pk).exclude(outcome=Run.Outcome.DONE).update(
            outcome=Run.Outcome.FAILED,
            ended_at=timezone.now(),
            report={"reason": f"{type(fault).__name__}: {fault}"},
        )
        return False
    return True


def _count_day(day):
    rules = rule_digest()
    changed = roll_up() if _rules_before(rules) != rules else refresh()
    published = publish(Window.of(Period.DAY, day), INDICATORS.values())
    return {"rows": changed, "rankings": len(published), "restated": _restate(), "rules": rules}


def _rules_before(rules):
    """By which rules the last count was made; the present ones if none was."""
    done = Run.objects.filter(job=Run.Job.DAILY_COUNT, outcome=Run.Outcome.DONE).order_by("started_at").last()
    return done.report.get("rules") if done else rules


@transaction.atomic
def _restate():
    """Look at published rankings again whose days changed after they were over; returns new versions made.

    Where nothing changed, one look at an empty log.
    """
    if not ChangedDay.objects.exists():
        return 0
    locks.publishing()
    marks = ChangedDay.objects.filter(marked_at__lte=horizon())
    days = set(marks.values_list("day", flat=True).distinct())
    if not days:
        return 0
    marks.filter(day__in=days).delete()
    published = Ranking.objects.filter(end__gt=min(days), begin__lte=max(days))
    windows = {Window(*row) for row in published.values_list("period", "begin", "end").distinct().order_by()}
    touched = [window for window in windows if any(day in window for day in days)]
    touched.sort(key=lambda window: (window.begin, window.end))
    made = [ranking for window in touched for ranking in publish(window, INDICATORS.values())]
    return sum(ranking.version > 1 for ranking in made)  # the first of an indicator declared since is none


def _urge(period, day):
    """Freeze the week or month before `day`, and say what each basic court lacks to each target."""
    window = Window.of(period, day - DAY)
    changed = refresh()
    published = publish(window, INDICATORS.values())
    return {
        "window": [window.begin.isoformat(), window.end.isoformat()],
        "rows": changed,
        "rankings": len(published),
        "below": lacking(window),
        "counted": counted(window),
    }
