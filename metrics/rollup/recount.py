"""Counting once more, slowly and by another way: event by event in plain Python, compared with what is stored."""

from collections import Counter, defaultdict
from contextlib import contextmanager
from typing import NamedTuple

from django.db import connection, transaction

from metrics.indicators.counting import holds
from metrics.indicators.declarations import INDICATORS
from metrics.indicators.definition import in_force
from metrics.ranking.figures import count_events
from metrics.ranking.models import Ranking
from metrics.ranking.publication import digest, figures_of, lines_of
from metrics.ranking.windows import Window
from metrics.rollup.models import DailyFigure, DailySpread, MonthlyFigure
from metrics.rollup.rollup import months
from portal.events import ChangedCourtDay, Event


class Difference(NamedTuple):
    """One place where the recount and the record disagree; None: there is nothing."""

    where: str  # day, spread, month, as of, published, digest
    court_id: int | None
    day: object
    indicator: str
    stored: object
    counted: object


def recount(begin, end, as_of=None):
    """Differences of the days from `begin` up to, not including, `end`; an empty list if all is right.

    Court-days whose change still waits in the log are left out. With `as_of`, the count as of that moment.
    """
    with _snapshot():
        if as_of is not None:
            return _as_of(begin, end, as_of)
        days, spreads = count_slowly(Event.objects.current().within(begin, end))
        waiting = set(ChangedCourtDay.objects.values_list("court_id", "day").distinct())
        stored = {
            (court, day, code): (numerator, denominator)
            for court, day, code, numerator, denominator in DailyFigure.objects.filter(day__gte=begin, day__lt=end)
            .values_list("court", "day", "indicator", "numerator", "denominator").iterator()
        }  # fmt: skip
        stored_spreads = {
            (court, day, code, value): times
            for court, day, code, value, times in DailySpread.objects.filter(day__gte=begin, day__lt=end)
            .values_list("court", "day", "indicator", "value", "times").iterator()
        }  # fmt: skip
        differences = [
            difference
            for where, one, other in (("day", stored, days), ("spread", stored_spreads, spreads))
            for difference in _compare(where, one, other)
            if (difference.court_id, difference.day) not in waiting
        ]
        return differences + _months(begin, end, stored)


def count_slowly(events):
    """({(court, day, code): (numerator, denominator)}, {(court, day, code, value): times}) of the events."""
    sums, spreads = defaultdict(lambda: [0, 0]), Counter()
    rules = [(one, one.numerator, one.denominator) for one in INDICATORS.values()]
    columns = ("pk", "subject_kind", "verb", "facts")
    for event in events.only(*columns).iterator(chunk_size=2000):
        for one, numerator, denominator in rules:
            key = event.court_id, event.day, one.code
            if holds(numerator, event):
                sums[key][0] += event.facts[one.amount] if one.amount else 1
            if denominator is not None and holds(denominator, event):
                sums[key][1] += 1
                if one.spread:
                    spreads[(*key, event.facts[one.amount])] += 1
    figures = {
        key: (numerator, denominator if INDICATORS[key[2]].ranked else None)
        for key, (numerator, denominator) in sums.items()
        if numerator or denominator
    }
    return figures, spreads


def recount_published(begin, end):
    """Differences between what was published for windows inside the range and a recount as of its cut-off."""
    differences = []
    with _snapshot():
        rankings = Ranking.objects.filter(begin__gte=begin, end__lte=end).prefetch_related("standings")
        counted = {}
        for ranking in rankings.order_by("begin", "end", "cutoff"):
            where = None, ranking.begin, f"{ranking.indicator} v{ranking.version}"
            if digest(ranking, lines_of(ranking)) != ranking.digest:
                differences.append(
                    Difference("digest", *where, ranking.digest, digest(ranking, lines_of(ranking)))
                )
            one = in_force(ranking.definition)
            if one is None:
                continue  # counted by a rule that is no longer in force: only its hash can be looked at
            key = ranking.begin, ranking.end, ranking.cutoff
            if key not in counted:
                counted = {key: _by_court(Event.objects.as_of(ranking.cutoff).within(*key[:2]))}
            stored, again = figures_of(ranking), counted[key][one.code]
            if stored != again:
                differences.append(Difference("published", *where, stored, again))
    return differences


def _by_court(events):
    """{code: {court: (numerator, denominator)}} of a whole window, counted slowly."""
    answer = {code: {} for code in INDICATORS}
    for (court, _day, code), (numerator, denominator) in count_slowly(events)[0].items():
        before = answer[code].get(court, (0, 0))
        answer[code][court] = before[0] + numerator, None if denominator is None else before[1] + denominator
    return answer


def _as_of(begin, end, moment):
    window = Window("", begin, end)
    by_sql = count_events(Event.objects.as_of(moment), INDICATORS.values(), window)
    by_hand = _by_court(Event.objects.as_of(moment).within(begin, end))
    return [
        difference
        for code in INDICATORS
        for difference in _compare(
            "as of",
            {(court, begin, code): tuple(figure) for court, figure in by_sql[code].items()},
            {(court, begin, code): figure for court, figure in by_hand[code].items()},
        )
    ]


def _months(begin, end, days):
    """Whole months inside the range: the monthly row against the sum of the stored days."""
    whole = {first for first, past in months(begin, end) if first.day == 1 and past.day == 1}
    sums = {}
    for (court, day, code), (numerator, denominator) in days.items():
        month = day.replace(day=1)
        if month in whole:
            before = sums.get((court, month, code), (0, 0))
            sums[court, month, code] = (
                before[0] + numerator,
                None if denominator is None else before[1] + denominator,
            )
    stored = {
        (court, month, code): (numerator, denominator)
        for court, month, code, numerator, denominator in MonthlyFigure.objects.filter(
            month__in=whole
        ).values_list("court", "month", "indicator", "numerator", "denominator")
    }
    return _compare("month", stored, sums)


def _compare(where, stored, counted):
    return [
        Difference(where, *key[:2], " ".join(map(str, key[2:])), stored.get(key), counted.get(key))
        for key in sorted(stored.keys() | counted.keys())
        if stored.get(key) != counted.get(key)
    ]


@contextmanager
def _snapshot():
    """One view of the database for the whole count; inside another transaction, that one's."""
    nested = connection.in_atomic_block
    with transaction.atomic():
        if not nested:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
