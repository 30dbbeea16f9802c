"""The plan's four targets (延林中法〔2022〕21号 二): where the scope stands, what is missing, what the rest must bring."""

from fractions import Fraction
from math import ceil
from typing import NamedTuple

from django.utils.translation import gettext as _

from metrics.dashboard.contents import plot, weeks_of
from metrics.indicators.declarations import indicator
from metrics.ranking.compare import YearOnYear
from metrics.ranking.rates import FigureValue, percent_text
from metrics.ranking.series import series_together
from metrics.ranking.targets import Trajectory, missing_in_cases, trajectory

TARGETS = ("diversion", "litigation_intake", "enforcement_intake", "favourable")


class Target(NamedTuple):
    """What the card of a target shows; plain values, to be drawn once."""

    code: str
    figure: FigureValue
    before: FigureValue
    runs: bool  # the window goes on
    line: tuple  # of numbers
    address: str
    then: FigureValue | None  # last year's, where the aim is to stay below it and something was on record
    last_year: FigureValue  # of the whole window
    change: Fraction | None
    missing: int | None  # cases; None: no share, or none can reach it
    way: Trajectory | None
    coverage: FigureValue | None  # how much was rated, beside the favourable share

    @property
    def indicator(self):
        return indicator(self.code)

    @property
    def gap(self):
        return _gap_below_last_year(self) if self.indicator.below_last_year else _gap_of_share(self)

    @property
    def outlook(self):
        """What the rest of the running window must bring; empty where nothing can be said."""
        if self.way is None:
            return ""
        return _pace(self) if self.indicator.below_last_year else _rest(self)


def targets(choice, told):
    """The Targets of a choice, from its Totals; one statement for the lines."""
    declared = [indicator(code) for code in TARGETS]
    lines = series_together(declared, weeks_of(choice), choice.scope, choice.as_of)
    return [_target(choice, one, told, lines[one.code]) for one in declared]


def _target(choice, declared, told, line):
    code, figure = declared.code, told.now[declared.code]
    year = YearOnYear(told.so_far[code], told.year_ago[code]) if declared.below_last_year else None
    aim = Fraction(told.last_year[code].numerator) if year else declared.target
    return Target(
        code=code,
        figure=figure,
        before=told.before[code],
        runs=choice.runs,
        line=tuple(plot(declared, value) for value in line),
        address=choice.address(indicator=code),
        then=year.then if year and told.reaches_back else None,
        last_year=told.last_year[code],
        change=year and year.change,
        missing=None if year else missing_in_cases(code, figure),
        way=trajectory(code, figure, choice.window, choice.today, aim) if choice.runs else None,
        coverage=told.now["rating_coverage"] if code == "favourable" else None,
    )


def _gap_below_last_year(target):
    if target.then is None:
        return _("No figure of last year to compare with.")
    more = target.figure.numerator - target.then.numerator
    if more < 0:
        return _("%(count)s fewer than in the same part of last year.") % {"count": -more}
    if more == 0:
        return _("As many as in the same part of last year; the aim is fewer.")
    return _("%(count)s more than in the same part of last year.") % {"count": more}


def _gap_of_share(target):
    """How far from the target, in cases and in words."""
    if target.figure.rate is None:
        return _("No data in this period.")
    if target.missing == 0:
        return _("Target reached.")
    wanted = _wanted(target)
    if target.missing is None:
        return _("%(target)s%% is out of reach in this period.") % {"target": wanted}
    return _("%(count)s cases short of %(target)s%%.") % {"count": target.missing, "target": wanted}


def _wanted(target):
    aim = target.indicator.target
    return percent_text(FigureValue(aim.numerator, aim.denominator), 0)


def _rest(target):
    way = target.way
    if target.missing is None:  # the gap has said that nothing can reach it
        return ""
    if not way.expected:
        return _("At this pace no further case is to be expected.")
    told = {
        "days": way.days_left,
        "expected": way.expected,
        "needed": ceil(way.needed * 100),
        "target": _wanted(target),
    }
    if not way.needed:
        return _("Days left: %(days)s. Whatever comes, the target will be reached.") % told
    if not way.reachable:
        return _("Days left: %(days)s. The %(expected)s further cases to be expected are too few.") % told
    return (
        _("Days left: %(days)s. Of the %(expected)s further cases to be expected, %(needed)s%% must count.")
        % told
    )


def _pace(target):
    told = {"count": target.way.projected.numerator, "then": target.last_year.numerator}
    if target.then is None:
        return _("At this pace %(count)s in the whole period.") % told
    return _("At this pace %(count)s in the whole period; last year %(then)s.") % told
