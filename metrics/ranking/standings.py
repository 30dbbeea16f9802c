"""Courts side by side: basic courts in their places, the intermediate court's own, the district's sum."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings

from metrics.indicators.declarations import indicator
from metrics.indicators.indicator import Indicator
from metrics.ranking.compare import YearOnYear
from metrics.ranking.figures import side_by_side, total
from metrics.ranking.ranks import bands, rank_courts
from metrics.ranking.rates import nothing
from metrics.ranking.targets import missing_in_cases
from metrics.ranking.windows import Window, last_day
from portal.courts.models import Court


@dataclass(slots=True)
class Line:
    """One court's line, or (without a court) the district's."""

    standings: "Standings" = field(repr=False)
    court_id: int | None

    @property
    def court(self):
        """The Court; all are read together when the first is looked at."""
        return self.standings.courts[self.court_id] if self.court_id else None

    @property
    def figure(self):
        return self.standings.beside(0, self.court_id)

    @property
    def previous(self):
        return self.standings.beside(1, self.court_id)

    @property
    def year_ago(self):
        return self.standings.beside(2, self.court_id)

    @property
    def then(self):
        """A count's figure of a year ago; None where nothing at all was on record, so that nought is no figure."""
        recorded = self.standings.recorded
        return self.year_ago if (self.court_id in recorded if self.court_id else recorded) else None

    @property
    def place(self):
        return self.standings.places.get(self.court_id)

    @property
    def previous_place(self):
        return self.standings.places_before.get(self.court_id)

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
        return self.standings.bands.get(self.court_id)

    @property
    def distinct(self):
        """Whether the cases are enough to tell this court from its neighbours."""
        return self.band is None or self.band[0] == self.band[1]


class Lines(Sequence):
    """The basic courts' lines in the order of their places; each is made when it is looked at: a page shows fifty."""

    def __init__(self, standings, court_ids):
        self._standings, places = standings, standings.places
        last = len(court_ids) + 1  # whoever has no place
        self._order = sorted(sorted(court_ids), key=lambda court_id: places.get(court_id) or last)

    def __len__(self):
        return len(self._order)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return [self._standings.line(court_id) for court_id in self._order[index]]
        return self._standings.line(self._order[index])


@dataclass
class Standings:
    """The year before is compared up to the same day, so that a running period is not set against a whole one."""

    indicator: Indicator
    window: Window
    as_of: datetime.datetime | None
    levels: dict = field(repr=False)  # {court id: level} of all courts
    sides: list = field(repr=False)  # {court id: FigureValue} of the window, of the one before, of a year ago
    recorded: set = field(repr=False)  # ids of the courts on record a year ago; asked for plain counts only

    @cached_property
    def lines(self):
        return Lines(self, self._basic)

    @cached_property
    def own(self):
        """The intermediate court's own cases, or None; it has no place."""
        others = (court_id for court_id, level in self.levels.items() if level != Court.Level.BASIC)
        return next((self.line(court_id) for court_id in others), None)

    @cached_property
    def district(self):
        return self.line(None)

    @cached_property
    def courts(self):
        return Court.objects.in_bulk()

    @cached_property
    def places(self):
        """{court id: place} of the basic courts that have one."""
        return self._places(0)

    @cached_property
    def places_before(self):
        return self._places(1)

    @cached_property
    def bands(self):
        """{court id: (best, worst)} of the basic courts."""
        if not self.indicator.comparable:
            return {}
        none, now = nothing(self.indicator), self.sides[0]
        return bands({pk: now.get(pk, none) for pk in self._basic}, self.indicator.higher_is_better)

    def line(self, court_id):
        """The line of a court; of all together without one."""
        return Line(self, court_id)

    def beside(self, number, court_id):
        """What a court (None: all together) did in one of the compared windows."""
        none = nothing(self.indicator)
        return self.sides[number].get(court_id, none) if court_id else none + total(self.sides[number])

    @cached_property
    def _basic(self):
        return [court_id for court_id, level in self.levels.items() if level == Court.Level.BASIC]

    def _places(self, number):
        """Nobody has a place while ranking is switched off, nor without a figure."""
        if not settings.RANKING:
            return {}
        side = self.sides[number]
        return rank_courts(
            {pk: side[pk] for pk in self._basic if pk in side}, self.indicator.higher_is_better
        )


def standings(one, window, as_of=None, today=None):
    """All courts' lines of a window, in one statement; the courts' names in another, if they are asked for."""
    return standings_of_windows(one, [window], as_of, today)[0]


def standings_of_windows(one, windows, as_of=None, today=None):
    """[Standings per window] of one indicator; one statement, however many windows."""
    one, today, compared = indicator(one), today or last_day(as_of), []
    for window in windows:
        compared += [window, window.previous(), window.so_far(today).year_ago()]
    a_year_ago = [] if one.ranked else [window.year_ago().and_before() for window in windows]
    levels, sides, recorded = side_by_side(one, compared, as_of, a_year_ago)
    recorded = recorded or [set()] * len(windows)
    return [
        Standings(one, window, as_of, levels, sides[3 * number : 3 * number + 3], recorded[number])
        for number, window in enumerate(windows)
    ]
