"""Courts side by side: basic courts in their places, the intermediate court's own, the district's sum."""

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.utils import timezone

from metrics.indicators.declarations import indicator
from metrics.indicators.indicator import Indicator
from metrics.ranking.compare import YearOnYear
from metrics.ranking.figures import plain_rows, side_by_side, total
from metrics.ranking.ranks import bands, rank_courts
from metrics.ranking.rates import FigureValue, nothing
from metrics.ranking.targets import missing_in_cases
from metrics.ranking.windows import Window
from portal.courts.models import Court

COLUMNS = [column.attname for column in Court._meta.concrete_fields]
PK, LEVEL = COLUMNS.index("id"), COLUMNS.index("level")


@dataclass
class Line:
    """One court's line, or (without a court) the district's."""

    standings: "Standings" = field(repr=False)
    row: tuple | None = field(repr=False)
    figure: FigureValue
    previous: FigureValue
    year_ago: FigureValue
    place: int | None = None
    previous_place: int | None = None

    @cached_property
    def court(self):
        """The Court; made when it is looked at, for a page shows fifty of thousands."""
        return Court.from_db(None, COLUMNS, self.row) if self.row else None

    @property
    def rate(self):
        return self.figure.rate

    @property
    def missing(self):
        """Cases to the target; None: no target, or none can reach it."""
        return missing_in_cases(self.standings.indicator, self.figure)

    @property
    def year_on_year(self):
        return YearOnYear(self.figure, self.year_ago)

    @property
    def moved(self):
        """Places won since the previous window; negative: lost."""
        if self.place is None or self.previous_place is None:
            return None
        return self.previous_place - self.place

    @property
    def band(self):
        """The best and the worst place the court's true share may have; None where that cannot be said."""
        return self.standings.bands.get(self.row[PK]) if self.row else None

    @property
    def distinct(self):
        """Whether the cases are enough to tell this court from its neighbours."""
        return self.band is None or self.band[0] == self.band[1]


@dataclass
class Standings:
    """The year before is compared up to the same day, so that a running period is not set against a whole one."""

    indicator: Indicator
    window: Window
    as_of: datetime.datetime | None
    own: Line | None = None  # the intermediate court's own cases; it has no place
    lines: list = field(default_factory=list)
    district: Line | None = None

    @cached_property
    def bands(self):
        """{court id: (best, worst)} of the basic courts."""
        if not self.indicator.comparable:
            return {}
        return bands({line.row[PK]: line.figure for line in self.lines}, self.indicator.higher_is_better)


def standings(one, window, as_of=None, today=None):
    """All courts' lines of a window. The number of statements does not depend on the number of courts."""
    told = Standings(indicator(one), window, as_of)
    compared = window, window.previous(), window.so_far(today or timezone.localdate()).year_ago()
    sides = now, before, year_ago = side_by_side(told.indicator, compared, as_of)
    rows = plain_rows(Court.objects.values_list(*COLUMNS))
    none = nothing(told.indicator)
    basic = [row[PK] for row in rows if row[LEVEL] == Court.Level.BASIC]
    places, places_before = (_places(side, basic, told.indicator) for side in (now, before))
    for row in rows:
        pk = row[PK]
        line = Line(
            told, row, now.get(pk, none), before.get(pk, none), year_ago.get(pk, none),
            places.get(pk), places_before.get(pk),
        )  # fmt: skip
        if row[LEVEL] == Court.Level.BASIC:
            told.lines.append(line)
        elif told.own is None:
            told.own = line
    told.lines.sort(key=_in_order)
    told.district = Line(told, None, *(none + total(side) for side in sides))
    return told


def _places(side, basic, one):
    """Nobody has a place while ranking is switched off, nor without a figure."""
    if not settings.RANKING:
        return {}
    return rank_courts({pk: side[pk] for pk in basic if pk in side}, one.higher_is_better)


def _in_order(line):
    return line.place is None, line.place or 0, line.row[PK]
