"""The plan's rhythm: refreshed through the day, counted daily, urged weekly, dispatched monthly.

Each job finds out itself what is still to be done, so a missed day mends itself; run twice, or in two
places at once, it does the work once. What it did, or why it failed, stands in its row.
"""

import logging
from functools import partial

from django.db import transaction
from django.utils import timezone

from metrics.indicators.declarations import ranked_indicators
from metrics.indicators.definition import rule_digest
from metrics.ranking.figures import figures
from metrics.ranking.models import Period, Ranking
from metrics.ranking.publication import horizon, publish
from metrics.ranking.targets import missing_in_cases
from metrics.ranking.windows import DAY, Window
from metrics.rollup import locks
from metrics.rollup.models import ChangedDay, Run
from metrics.rollup.refresh import refresh
from metrics.rollup.rollup import roll_up
from portal.courts.models import Court

logger = logging.getLogger(__name__)


def refresh_figures():
    """Bring the figures up to the change log; returns rows changed. Its row is the day's sum of all such runs."""
    now = timezone.now()
    row = {"job": Run.Job.REFRESH, "day": timezone.localdate(now)}
    try:
        changed = refresh()
    except Exception as fault:
        Run.objects.update_or_create(
            **row,
            defaults={"started_at": now, "outcome": Run.Outcome.FAILED, "report": {"reason": str(fault)}},
        )
        raise
    if changed:
        _add_to_sum(row, now, changed)
    else:
        Run.objects.filter(**row, outcome=Run.Outcome.FAILED).update(outcome=Run.Outcome.DONE, ended_at=now)
    return changed


@transaction.atomic
def _add_to_sum(row, now, changed):
    locks.running(row["job"])
    run, _created = Run.objects.get_or_create(**row, defaults={"started_at": now})
    run.report = {
        "times": run.report.get("times", 0) + 1,
        "rows": run.report.get("rows", 0) + changed,
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
    """After each Sunday: freeze the week, list who stays below target and by how many cases."""
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
    published = publish(Window.of(Period.DAY, day), ranked_indicators())
    return {"rows": changed, "rankings": len(published), "restated": _restate(), "rules": rules}


def _rules_before(rules):
    """By which rules the last count was made; the present ones if none was."""
    done = Run.objects.filter(job=Run.Job.DAILY_COUNT, outcome=Run.Outcome.DONE).order_by("started_at").last()
    return done.report.get("rules") if done else rules


def _restate():
    """Look at published rankings again whose days changed after they were over; returns new versions made."""
    marks = ChangedDay.objects.filter(marked_at__lte=horizon())
    days = set(marks.values_list("day", flat=True).distinct())
    if not days:
        return 0
    marks.filter(day__in=days).delete()
    published = Ranking.objects.filter(end__gt=min(days), begin__lte=max(days))
    windows = {Window(*row) for row in published.values_list("period", "begin", "end").distinct().order_by()}
    touched = [window for window in windows if any(day in window for day in days)]
    touched.sort(key=lambda window: (window.begin, window.end))
    return sum(len(publish(window, ranked_indicators())) for window in touched)


def _urge(period, day):
    """Freeze the week or month before `day`, and say what each basic court lacks to each target."""
    window = Window.of(period, day - DAY)
    changed = refresh()
    published = publish(window, ranked_indicators())
    return {
        "window": [window.begin.isoformat(), window.end.isoformat()],
        "rows": changed,
        "rankings": len(published),
        "below": below_target(window),
    }


def below_target(window):
    """The basic courts short of a target in the window: [{indicator, court, numerator, denominator, missing}]."""
    basic = set(Court.objects.basic().values_list("pk", flat=True))
    below = []
    for one in ranked_indicators():
        if one.target is None:
            continue
        for court, figure in sorted(figures(one, window).items()):
            if court in basic and figure.rate is not None and figure.rate < one.target:
                below.append({
                    "indicator": one.code, "court": court, "numerator": figure.numerator,
                    "denominator": figure.denominator, "missing": missing_in_cases(one, figure),
                })  # fmt: skip
    return below
