"""How far it is, in cases: exact, no rounding before the last step."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from metrics.indicators.declarations import indicator
from metrics.indicators.indicator import Kind
from metrics.ranking.ranks import rank_courts
from metrics.ranking.rates import FigureValue
from metrics.ranking.windows import DAY


def missing_in_cases(one, figure, target=None):
    """The smallest number of further hits with which a share reaches the target (default: the indicator's).

    0: reached. None: no share, no target, no cases yet, or no number of hits can make up for the misses.
    """
    one = indicator(one)
    target = one.target if target is None else target
    if one.kind != Kind.SHARE or target is None or not figure.denominator:
        return None
    lacking = target * figure.denominator - figure.numerator
    if lacking <= 0:
        return 0
    gain = 1 if one.apart else 1 - target
    return ceil(lacking / gain) if gain > 0 else None


def missing_for_place(one, figures, court, place):
    """With how many further hits the court would share at least this place, the others staying as they are.

    0: it stands there already. None: no share, no figure, or out of reach.
    """
    figure = figures.get(court)
    if indicator(one).kind != Kind.SHARE or figure is None or not figure.denominator:
        return None
    others = {other: value for other, value in figures.items() if other != court}
    places = rank_courts(others)
    ahead = sorted((others[other].rate for other, at in places.items() if at is not None), reverse=True)
    if place > len(ahead):
        return 0
    return missing_in_cases(one, figure, ahead[place - 1])


@dataclass(frozen=True)
class Trajectory:
    """What the rest of a window must bring. `needed` is a share of the cases still to be expected."""

    days_left: int
    expected: int  # cases still to come at the present pace
    needed: Fraction | None  # None: nothing more is expected
    projected: FigureValue  # the window's end at the present pace

    @property
    def reachable(self):
        return self.needed is not None and self.needed <= 1


def trajectory(one, figure, window, today, target=None):
    """From the window so far (`today` included) to the target at its end; None without target or figure, and where the
    hits are no part of the cases: how many of those are to come says nothing of them.

    For a plain count that must stay below last year's, `target` is that count and `needed` stays None.
    """
    one = indicator(one)
    target = one.target if target is None else target
    elapsed = (min(today + DAY, window.end) - window.begin).days
    if target is None or one.apart or elapsed <= 0 or not (figure.denominator or one.kind == Kind.COUNT):
        return None
    left = (window.end - window.begin).days - elapsed
    growth = Fraction(left, elapsed)
    if one.kind == Kind.COUNT:
        expected = round(figure.numerator * growth)
        return Trajectory(left, expected, None, FigureValue(figure.numerator + expected, None))
    expected = round(figure.denominator * growth)
    lacking = target * (figure.denominator + expected) - figure.numerator
    needed = max(lacking / expected, Fraction(0)) if expected else None
    projected = FigureValue(
        figure.numerator + round(figure.numerator * growth), figure.denominator + expected
    )
    return Trajectory(left, expected, needed, projected)
