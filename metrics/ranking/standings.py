"""Courts side by side: basic courts in their places, the intermediate court's own, the district's sum."""

import datetime
from dataclasses import dataclass, field

from django.conf import settings

from metrics.indicators.declarations import indicator
from metrics.indicators.indicator import Indicator
from metrics.ranking.figures import figures, total
from metrics.ranking.ranks import bands, rank_courts
from metrics.ranking.rates import FigureValue, nothing
from metrics.ranking.targets import missing_in_cases
from metrics.ranking.windows import Window
from portal.courts.models import Court


@dataclass
class Line:
    """One court's line, or (without a court) the district's."""

    court: Court | None
    figure: FigureValue
    previous: FigureValue
    missing: int | None  # cases to the target; None: no target, or none can reach it
    place: int | None = None
    previous_place: int | None = None
    band: tuple | None = None  # best and worst place its true share may have

    @property
    def rate(self):
        return self.figure.rate

    @property
    def moved(self):
        """Places won since the previous window; negative: lost."""
        if self.place is None or self.previous_place is None:
            return None
        return self.previous_place - self.place

    @property
    def distinct(self):
        """Whether the cases are enough to tell this court from its neighbours."""
        return self.band is None or self.band[0] == self.band[1]


@dataclass
class Standings:
    indicator: Indicator
    window: Window
    as_of: datetime.datetime | None
    own: Line | None = None  # the intermediate court's own cases; it has no place
    lines: list = field(default_factory=list)
    district: Line | None = None


def standings(one, window, as_of=None):
    """All courts' lines of a window. The number of statements does not depend on the number of courts."""
    one, courts = indicator(one), list(Court.objects.all())
    now = figures(one, window, as_of)
    before = figures(one, window.previous(), as_of)
    none = nothing(one)
    basic = [court for court in courts if court.level == Court.Level.BASIC]
    ranked = {court.pk: now.get(court.pk, none) for court in basic}
    places = _places(ranked, one)
    places_before = _places({court.pk: before.get(court.pk, none) for court in basic}, one)
    spread = bands(ranked, one.higher_is_better) if one.comparable else {}

    def line(court):
        figure = now.get(court.pk, none)
        return Line(
            court, figure, before.get(court.pk, none), missing_in_cases(one, figure),
            places.get(court.pk), places_before.get(court.pk), spread.get(court.pk),
        )  # fmt: skip

    everything = none + total(now)
    return Standings(
        one, window, as_of,
        own=next((line(court) for court in courts if court.level == Court.Level.INTERMEDIATE), None),
        lines=sorted(map(line, basic), key=_in_order),
        district=Line(None, everything, none + total(before), missing_in_cases(one, everything)),
    )  # fmt: skip


def _places(ranked, one):
    """Nobody has a place while ranking is switched off."""
    return rank_courts(ranked, one.higher_is_better) if settings.RANKING else {}


def _in_order(line):
    return line.place is None, line.place or 0, line.court.pk
