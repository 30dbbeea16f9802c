"""Publishing freezes: standings, definition, cut-off, hash. What changes later becomes the next version."""

import datetime
import hashlib
import json

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from metrics.indicators.declarations import indicator as declared
from metrics.indicators.definition import frozen, in_force
from metrics.ranking.figures import count_events
from metrics.ranking.models import Ranking
from metrics.ranking.ranks import rank_courts
from metrics.ranking.windows import Window
from metrics.rollup import locks
from portal.courts.models import Court
from portal.events import Event
from portal.fetching import compiled

# What is recorded bears the moment its statement began, but is seen only when its transaction ends. Up to
# this moment nothing can appear any more, so a count as of it stays the same for ever.
HORIZON = """
SELECT least(clock_timestamp(), min(CASE WHEN backend_xid IS NOT NULL THEN xact_start
                                         WHEN state = 'active' THEN query_start END))
FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""

INSERT_STANDINGS = """
INSERT INTO metrics_standing (ranking_id, court_id, numerator, denominator, place)
SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::smallint[])"""


def horizon():
    """The latest moment as of which the record is complete."""
    with connection.cursor() as cursor:
        cursor.execute(HORIZON)
        return cursor.fetchone()[0]


class TooEarly(Exception):
    """The window is not over, or somebody is still writing down what happened in it."""


def publish(window, indicators):
    """Freeze the window's standings by each indicator; returns the rankings that are new.

    An indicator whose figures are those of its last version stays as it was published. Raises TooEarly.
    """
    with transaction.atomic():
        locks.publishing()
        cutoff = horizon()
        if cutoff < timezone.make_aware(datetime.datetime.combine(window.end, datetime.time())):
            raise TooEarly(f"{window} / {cutoff.isoformat()}")
        counted = count_events(Event.objects.as_of(cutoff), indicators, window)
        basic = set(Court.objects.basic().values_list("pk", flat=True))
        former = {
            ranking.indicator: ranking
            for ranking in _latest(window, indicators).prefetch_related("standings")
        }
        fresh = []
        for one in indicators:
            lines = _lines(one, counted[one.code], basic, settings.RANKING)
            before = former.get(one.code)
            if before is None or figures_of(before) != _figures(lines):
                version = before.version + 1 if before else 1
                fresh.append((_ranking(one, window, cutoff, version, lines), lines))
        # The first last, so that a list of the newest begins with it.
        Ranking.objects.bulk_create(ranking for ranking, _lines in reversed(fresh))
        _store(fresh)
    return [ranking for ranking, _lines in fresh]


def latest(period, on, code):
    """The last version of what was published for the window around a day, or None."""
    return next(iter(Ranking.objects.raw(*compiled(_latest_of, Window.of(period, on), code))), None)


def _latest_of(window, code):
    return _latest(window, [declared(code)])


def differs(ranking, figures, levels):
    """Whether the present figures of its window are others than a ranking published: the next version follows.

    `figures` are {court id: FigureValue}, `levels` {court id: level}. Costs no statement: of the same figures
    the ranking's own hash is made again, with places or, if ranking was switched off then, without. Once its
    rule is no longer in force the two cannot be compared.
    """
    one = in_force(ranking.definition)
    if one is None:
        return False
    basic = {court for court, level in levels.items() if level == Court.Level.BASIC}
    ways = (_lines(one, figures, basic, ranked) for ranked in (True, False))
    return all(digest(ranking, lines) != ranking.digest for lines in ways)


def digest(ranking, lines):
    """SHA-256 over window, definition, cut-off and lines [(court id, numerator, denominator, place)]."""
    told = {
        "period": ranking.period,
        "begin": ranking.begin.isoformat(),
        "end": ranking.end.isoformat(),
        "definition": ranking.definition,
        "cutoff": ranking.cutoff.timestamp(),
        "version": ranking.version,
        "standings": [list(line) for line in sorted(lines)],
    }
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def lines_of(ranking):
    """The lines of a stored ranking, as `digest` takes them."""
    return [(line.court_id, line.numerator, line.denominator, line.place) for line in ranking.standings.all()]


def figures_of(ranking):
    return _figures(lines_of(ranking))


def _figures(lines):
    return {court: (numerator, denominator) for court, numerator, denominator, _place in lines}


def _latest(window, indicators):
    return (
        Ranking.objects.filter(
            period=window.period,
            begin=window.begin,
            end=window.end,
            indicator__in=[one.code for one in indicators],
        )
        .order_by("indicator", "-version")
        .distinct("indicator")
    )


def _lines(indicator, counted, basic, ranked):
    """One line per court where something happened; places among basic courts, if they are ranked."""
    beside = {court: figure for court, figure in counted.items() if court in basic}
    places = rank_courts(beside, indicator.higher_is_better) if ranked else {}
    return [
        (court, figure.numerator, figure.denominator, places.get(court)) for court, figure in counted.items()
    ]


def _ranking(indicator, window, cutoff, version, lines):
    ranking = Ranking(
        period=window.period, begin=window.begin, end=window.end, indicator=indicator.code,
        definition=frozen(indicator), cutoff=cutoff, version=version,
    )  # fmt: skip
    ranking.digest = digest(ranking, lines)
    return ranking


def _store(fresh):
    rows = [(ranking.pk, *line) for ranking, lines in fresh for line in lines]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(INSERT_STANDINGS, [list(column) for column in zip(*rows, strict=True)])
