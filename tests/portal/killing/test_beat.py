"""Beat goes and comes again, and rings far too often: each day is counted once, and a day that is missing is made up for."""

from datetime import timedelta

import pytest
from django.utils import timezone

from metrics.ranking.models import Ranking
from metrics.rollup.models import Run
from tests.portal.killing.truth import all_is_right
from tests.processes import kill, until

DAY = timedelta(days=1)
COUNT = Run.Job.DAILY_COUNT


@pytest.fixture
def yesterday():
    return timezone.localdate() - DAY


def counted(last):
    """The days counted up to the last that was over when the test began: midnight may pass meanwhile."""
    runs = Run.objects.filter(job=COUNT, outcome=Run.Outcome.DONE, day__lte=last)
    return list(runs.order_by("day").values_list("day", flat=True))


def rankings(last):
    """{(window's first day, indicator): versions published} of single days up to that one."""
    told, single = {}, Ranking.objects.filter(period="day", begin__lte=last)
    for day, indicator in single.values_list("begin", "indicator"):
        told[day, indicator] = told.get((day, indicator), 0) + 1
    return told


def test_killed_and_started_again_it_makes_up_for_what_is_missing_and_does_nothing_twice(
    installation, yesterday
):
    first = yesterday - 6 * DAY
    Run.objects.create(job=COUNT, day=first, started_at=timezone.now(), outcome=Run.Outcome.DONE)
    installation.worker()
    days = [first + number * DAY for number in range(7)]
    for _time in range(2):
        beat = installation.hasty_beat(0.1, "daily-count", "refresh-figures")
        known = counted(yesterday)
        until(lambda known=known: counted(yesterday) == days or counted(yesterday) not in (known, days[:1]))
        kill(beat.pid)
    installation.hasty_beat(0.1, "daily-count", "refresh-figures")
    until(lambda: counted(yesterday) == days)

    told = rankings(yesterday)
    assert {day for day, _indicator in told} == set(days[1:]) and set(told.values()) == {1}
    Run.objects.filter(job=COUNT, day__in=days[2:4]).delete()
    until(lambda: counted(yesterday) == days)
    assert rankings(yesterday) == told  # looked at again, found as published
    installation.stop()
    all_is_right(installation)
