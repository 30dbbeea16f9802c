"""A published ranking as one reader may see it: the frozen lines of the courts he sees, and the sum of all.

What happened to the record since has no say here: everything is read from what was stored.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db.models import BigIntegerField, Sum
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from metrics.indicators.indicator import UNITS, Kind
from metrics.ranking.figures import total
from metrics.ranking.models import Standing
from metrics.ranking.publication import digest
from metrics.ranking.rates import FigureValue
from metrics.ranking.windows import Window
from portal.courts.models import Court


@dataclass(frozen=True)
class Line:
    """One court's frozen line; without a court, the sum of all."""

    court: Court | None
    figure: FigureValue
    place: int | None = None

    @property
    def rate(self):
        return self.figure.rate


class Frozen:
    """An indicator with the definition it was published by, in the reader's language."""

    def __init__(self, definition):
        words = definition["words"]
        words = words.get(get_language()) or words[settings.LANGUAGE_CODE]
        self.code, self.version, self.target = definition["code"], definition["version"], definition["target"]
        self.kind = Kind(definition.get("kind", Kind.SHARE))
        self.name, self.definition = words["name"], words["text"]
        self.source = words.get("source", definition["source"])

    @property
    def unit(self):
        return UNITS[self.kind]

    @property
    def ranked(self):
        return self.kind != Kind.COUNT

    @property
    def spread(self):
        return self.kind == Kind.MEAN

    @property
    def nothing(self):
        """The figure where nothing happened."""
        return FigureValue(0, 0 if self.ranked else None)


class Published:
    """`courts` are those the reader may see, `stored` all lines as `digest` takes them."""

    def __init__(self, ranking, courts, stored):
        self.ranking, self.stored = ranking, stored
        self.courts = {court.pk: court for court in courts}
        self.indicator = Frozen(ranking.definition)
        self.window = Window(ranking.period, ranking.begin, ranking.end)
        self.as_of = timezone.localtime(ranking.cutoff)

    @cached_property
    def by_court(self):
        """{court id: Line} of the courts the reader may see, in their places; nobody has one while switched off."""
        shown = [
            Line(self.courts[court], FigureValue(numerator, denominator), place if settings.RANKING else None)
            for court, numerator, denominator, place in self.stored
            if court in self.courts
        ]
        shown.sort(key=lambda line: (line.place is None, line.place or 0, line.court.pk))
        return {line.court.pk: line for line in shown}

    @property
    def lines(self):
        """The basic courts'."""
        return [line for line in self.by_court.values() if line.court.level == Court.Level.BASIC]

    @property
    def own(self):
        """The intermediate court's line; it has no place."""
        return next((line for line in self.by_court.values() if line.court.level != Court.Level.BASIC), None)

    @property
    def district(self):
        figures = {court: FigureValue(*figure) for court, *figure, _place in self.stored}
        return Line(None, self.indicator.nothing + total(figures))

    @property
    def without_a_line(self):
        """The courts the reader may see in which nothing was counted."""
        return [court for pk, court in self.courts.items() if pk not in self.by_court]

    @property
    def whole_district(self):
        """Whether the reader sees every court that has a line, not only his own among them."""
        return all(court in self.courts for court, *_line in self.stored) and any(
            court.level == Court.Level.INTERMEDIATE for court in self.courts.values()
        )

    @property
    def version(self):
        return _("Version %(version)s") % {"version": self.ranking.version}

    @property
    def show_places(self):
        return settings.RANKING and self.indicator.ranked

    @property
    def places(self):
        """How many courts have a place."""
        return sum(place is not None for *_line, place in self.stored)

    @cached_property
    def digest(self):
        """The hash of what is stored now; another one than the ranking's says that somebody changed it."""
        return digest(self.ranking, self.stored)

    @property
    def fits(self):
        return self.digest == self.ranking.digest


def published(rankings, courts):
    """[Published] of several rankings, in one statement."""
    stored = _stored(_standings(rankings))
    return [Published(ranking, courts, stored[ranking.pk]) for ranking in rankings]


@dataclass(frozen=True)
class Entry:
    """A published ranking on a list: the lines of the given courts, and the district's figure."""

    shown: Published
    district: FigureValue


def entries(rankings, courts):
    """[Entry] in two statements."""
    rows = _standings(rankings)
    sums = {pk: FigureValue(*sums) for pk, *sums in rows.values_list("ranking").annotate(**_sums())}
    own = _stored(rows.filter(court__in=courts))
    shown = [Published(ranking, courts, own[ranking.pk]) for ranking in rankings]
    return [Entry(one, sums.get(one.ranking.pk, one.indicator.nothing)) for one in shown]


def _sums():
    """Sums of eight bytes come as numerics; figures are integers."""
    columns = ("numerator", "denominator")
    return {f"sum_of_{column}": Cast(Sum(column), BigIntegerField()) for column in columns}


def _standings(rankings):
    return Standing.objects.filter(ranking__in=[ranking.pk for ranking in rankings])


def _stored(standings):
    """{ranking id: [(court id, numerator, denominator, place)]}."""
    lines = defaultdict(list)
    for ranking, *line in standings.values_list("ranking", "court", "numerator", "denominator", "place"):
        lines[ranking].append(tuple(line))
    return lines
