"""The true figures of a made-up world, counted from its cases one by one: no event, no SQL, no declaration."""

import datetime
from collections import defaultdict

from metrics.demo.world import decide_by

PERIODS = ("day", "week", "month")


def count(world):
    """{indicator: {period: {first day: {court index: [numerator, denominator]}}}}, only where something happened.

    A plain count has null as denominator; mean days have the sum of days over the number of mediations.
    """
    sums = defaultdict(lambda: [0, 0])
    for case in world.cases:
        for indicator, moment, numerator, denominator in _contributions(case):
            for period in PERIODS:
                cell = sums[indicator, period, begin_of(period, moment.date()), case.court]
                cell[0] += numerator
                cell[1] = None if denominator is None else cell[1] + denominator
    tree = {}
    for (indicator, period, day, court), cell in sorted(sums.items()):
        tree.setdefault(indicator, {}).setdefault(period, {}).setdefault(day.isoformat(), {})[str(court)] = (
            cell
        )
    return tree


def begin_of(period, day):
    """First day of the day, week (Monday) or month around `day`."""
    if period == "week":
        return day - datetime.timedelta(days=day.weekday())
    return day.replace(day=1) if period == "month" else day


def _contributions(case):
    """(indicator, moment, to the numerator, to the denominator) of everything in one case that is counted."""
    if case.diverted:
        yield "diversion_a", case.diverted, 1, 1
        yield "diversion_b", case.diverted, 1, 0
    if case.docketed and case.case_type == "民初":
        yield "diversion_b", case.docketed, 0, 1
        if not case.diverted:
            yield "diversion_a", case.docketed, 0, 1
    if case.mediation_ended:
        yield "mediation_success", case.mediation_ended, int(case.succeeded), 1
        yield (
            "mediation_days",
            case.mediation_ended,
            (case.mediation_ended.date() - case.diverted.date()).days,
            1,
        )
    if case.docketed and case.case_type in ("民初", "行初", "刑初"):
        yield "litigation_intake", case.docketed, 1, None
    if case.docketed and case.case_type == "执":
        yield "enforcement_intake", case.docketed, 1, None
    decided = case.referred or case.declined or case.docketed
    if decided:
        yield "decided_in_time", decided, int(decided.date() <= decide_by(case)), 1
    if case.rated:
        yield "favourable", case.rated, int(case.grade >= 3), 1
