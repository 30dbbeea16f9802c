"""The true figures of a made-up world, counted from its cases one by one: no event, no SQL, no declaration."""

import datetime
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from fractions import Fraction

from metrics.demo.world import decide_by

PERIODS = ("day", "week", "month")
INDICATORS = (
    "confirmation_share", "decided_in_time", "diversion_a", "diversion_b", "enforcement_intake", "favourable",
    "further_notices", "litigation_intake", "mediation_days", "mediation_success", "rating_coverage",
)  # fmt: skip
RANKED = ("diversion_a", "diversion_b")
INTERMEDIATE = "0"  # the first court; it has no place among the basic ones


def tell(world):
    """All that is true of the world, as JSON can hold it."""
    figures = count(world)
    return {
        "since": world.begin.isoformat(),
        "until": world.now.isoformat(),
        "figures": figures,
        "ranks": {code: _ranks(figures[code]) for code in RANKED},
        "as_of": [
            {"moment": moment.isoformat(), "figures": told} for moment, told in _before_and_after(world)
        ],
    }


def count(world, as_of=None):
    """{indicator: {period: {first day: {court index: [numerator, denominator]}}}}, days only where something happened.

    A plain count has null as denominator; mean days have the sum of days over the number of mediations.
    With `as_of`, what was on record at that moment.
    """
    sums = defaultdict(lambda: [0, 0])
    for case in world.cases:
        known = case if as_of is None else _known(case, as_of)
        for indicator, moment, numerator, denominator in _contributions(known):
            if as_of is not None and moment > as_of:
                continue
            for period in PERIODS:
                cell = sums[indicator, period, begin_of(period, moment.date()), case.court]
                cell[0] += numerator
                cell[1] = None if denominator is None else cell[1] + denominator
    tree = {code: {period: {} for period in PERIODS} for code in INDICATORS}
    for (indicator, period, day, court), cell in sorted(sums.items()):
        tree[indicator][period].setdefault(day.isoformat(), {})[str(court)] = cell
    return tree


def begin_of(period, day):
    """First day of the day, week (Monday) or month around `day`."""
    if period == "week":
        return day - datetime.timedelta(days=day.weekday())
    return day.replace(day=1) if period == "month" else day


def _ranks(periods):
    """{period: {first day: {court index: place}}} of the basic courts that have a rate."""
    return {
        period: {day: _places(cells) for day, cells in windows.items()} for period, windows in periods.items()
    }


def _places(cells):
    """One more than the courts with a higher rate."""
    rates = {
        court: Fraction(numerator, denominator)
        for court, (numerator, denominator) in cells.items()
        if denominator and court != INTERMEDIATE
    }
    ascending = sorted(rates.values())
    return {court: 1 + len(ascending) - bisect_right(ascending, rate) for court, rate in rates.items()}


def _before_and_after(world):
    """(moment, figures of the windows concerned) just before and when some wrong days were noticed.

    The first such case, the one in the middle, and the last.
    """
    late = sorted((case for case in world.cases if case.noticed), key=lambda case: case.noticed)
    chosen = {position: late[position] for position in (0, len(late) // 2, len(late) - 1) if late}
    for case in chosen.values():
        days = (case.misdated, case.docketed.date())
        for moment in (case.noticed - datetime.timedelta(seconds=1), case.noticed):
            yield moment, _around(days, count(world, moment))


def _around(days, figures):
    """The figures of the windows these days lie in, empty ones as well."""
    begins = {period: {begin_of(period, day).isoformat() for day in days} for period in PERIODS}
    return {
        code: {
            period: {day: periods[period].get(day, {}) for day in sorted(begins[period])}
            for period in PERIODS
        }
        for code, periods in figures.items()
    }


def _known(case, moment):
    """The case as the record had it: docketed on the wrong day until that was noticed."""
    if case.noticed is None or case.noticed <= moment:
        return case
    wrong, put_down = case.first_put_down
    return replace(case, docketed=wrong if put_down <= moment else None)


def _contributions(case):
    """(indicator, moment, to the numerator, to the denominator) of everything in one case that is counted."""
    if case.diverted:
        yield "diversion_a", case.diverted, 1, 1
        yield "diversion_b", case.diverted, 1, 0
    if case.docketed and case.docketed_as == "民初":
        yield "diversion_b", case.docketed, 0, 1
        if not case.diverted:
            yield "diversion_a", case.docketed, 0, 1
    if case.docketed and case.docketed_as in ("民初", "行初", "刑初"):
        yield "litigation_intake", case.docketed, 1, None
    if case.docketed and case.docketed_as == "执":
        yield "enforcement_intake", case.docketed, 1, None
    if case.returned_again:
        yield "further_notices", case.returned_again, 1, None
    yield from _of_mediation(case)
    decided = case.diverted or case.declined or case.docketed
    if decided:
        # A referral is decided the day it is offered, and counted the day it is accepted.
        yield "decided_in_time", decided, int((case.referred or decided).date() <= decide_by(case)), 1
    yield from _of_ratings(case)


def _of_mediation(case):
    if case.mediation_ended:
        days = (case.mediation_ended.date() - case.diverted.date()).days
        yield "mediation_success", case.mediation_ended, int(case.succeeded), 1
        yield "mediation_days", case.mediation_ended, days, 1
        if case.succeeded:
            yield "confirmation_share", case.mediation_ended, 0, 1
    if case.confirmed:
        yield "confirmation_share", case.confirmed, 1, 0


def _of_ratings(case):
    """A case ends once: by mediation, whatever is closed later, or by its refusal or closing."""
    ended = case.mediation_ended if case.succeeded else case.declined or case.closed
    if ended:
        yield "rating_coverage", ended, 0, 1
    if case.rated:
        yield "favourable", case.rated, int(case.grade >= 3), 1
        yield "rating_coverage", case.rated, 1, 0
