"""Figures over time: lines of consecutive windows, and medians of the single values in one."""
# ruff: noqa: S608 - only our own names are put together; values travel as parameters

from collections import Counter, defaultdict
from dataclasses import replace
from fractions import Fraction

from django.db.models import Count
from django.db.models.functions import Trunc

from metrics.indicators import counting
from metrics.indicators.declarations import indicator
from metrics.ranking.figures import DAYS, MONTHS, count_by_bucket
from metrics.ranking.models import Period
from metrics.ranking.rates import FigureValue, nothing
from metrics.rollup.models import DailySpread
from metrics.rollup.rollup import months
from portal.events import Event
from portal.fetching import fetched

SPREADS = DailySpread._meta.db_table
BUCKETS = {Period.WEEK: "date_trunc('week', day::timestamp)::date"}


def series(one, windows, courts=None, as_of=None):
    """{court id: [FigureValue per window]} of consecutive windows of one period, in one statement."""
    one = indicator(one)
    return _lines([one], windows, courts, "court_id", lambda _court: nothing(one), as_of)


def series_together(indicators, windows, courts=None, as_of=None):
    """{code: [FigureValue per window]} of several indicators, all these courts together, in one statement."""
    lines = _lines(indicators, windows, courts, "indicator", nothing, as_of)
    return {one.code: lines.get(one.code, [nothing(one)] * len(windows)) for one in indicators}


def _lines(indicators, windows, courts, by, empty, as_of):
    """{value of the column `by`: [FigureValue per window]}; `empty(value)` stands where nothing happened."""
    if as_of is None:
        rows = _summed(indicators, windows, courts, by)
    else:
        rows = _counted(indicators, windows, courts, by, as_of)
    position, lines = _positions(windows, windows[0].period), {}
    for key, first, figure in rows:
        if key not in lines:
            lines[key] = [empty(key)] * len(windows)
        lines[key][position[first]] += figure
    return lines


def _summed(indicators, windows, courts, by):
    """(value of the column `by`, first day of a bucket, figure) from the sums kept."""
    first, last = windows[0], windows[-1]
    source = DAYS if first.period in (Period.DAY, Period.WEEK) else MONTHS
    where, params = "indicator = ANY(%s)", [[one.code for one in indicators]]
    if courts is not None:
        where, params = f"{where} AND court_id = ANY(%s)", [*params, list(courts)]
    bucket = BUCKETS.get(first.period, source.field)
    rows = fetched(
        f"SELECT {by}, {bucket}, sum(numerator), sum(denominator) FROM {source.table}"
        f" WHERE {where} AND {source.field} >= %s AND {source.field} < %s GROUP BY 1, 2",
        [*params, first.begin, last.end],
    )
    return ((key, day, FigureValue(numerator, denominator)) for key, day, numerator, denominator in rows)


def _counted(indicators, windows, courts, by, as_of):
    """The same, counted from the events as on record at that moment."""
    kind = windows[0].period if windows[0].period in (Period.DAY, Period.WEEK) else Period.MONTH
    whole = replace(windows[0], end=windows[-1].end)
    counted = count_by_bucket(Event.objects.as_of(as_of), indicators, whole, Trunc("day", kind), courts)
    return ((court if by == "court_id" else code, first, figure) for code, court, first, figure in counted)


def median(one, window, courts=None, as_of=None):
    """{court id: Fraction} of a mean's single values, with None for all courts together; one statement.

    The middle value, or half the sum of the two middle ones.
    """
    counts = defaultdict(Counter)
    for court, value, times in _values(indicator(one), window, courts, as_of):
        counts[court][value] += times
        counts[None][value] += times
    return {court: _middle(times) for court, times in counts.items()}


def _values(one, window, courts, as_of):
    """(court id, value, how often) of a mean in a window."""
    if as_of is not None:
        events = Event.objects.as_of(as_of).within(window.begin, window.end).filter(one.denominator)
        if courts is not None:
            events = events.filter(court__in=courts)
        values = events.annotate(value=counting.amount(one)).values("court_id", "value")
        return values.annotate(times=Count("id")).order_by().values_list("court_id", "value", "times")
    where, params = (
        "indicator = %s AND day >= %s AND day < %s",
        [one.code, window.begin, window.end],
    )
    if courts is not None:
        where, params = f"{where} AND court_id = ANY(%s)", [*params, list(courts)]
    return fetched(f"SELECT court_id, value, sum(times) FROM {SPREADS} WHERE {where} GROUP BY 1, 2", params)


def _positions(windows, period):
    """{first day of a day, week or month: index of the window it lies in}."""
    if period in (Period.DAY, Period.WEEK):
        return {window.begin: index for index, window in enumerate(windows)}
    return {
        begin: index
        for index, window in enumerate(windows)
        for begin, _end in months(window.begin, window.end)
    }


def _middle(times):
    """The median of values given with how often each occurs."""
    count, seen = sum(times.values()), 0
    wanted = ((count - 1) // 2, count // 2)
    middle = []
    for value in sorted(times):
        seen += times[value]
        middle += [value] * (sum(position < seen for position in wanted) - len(middle))
    return Fraction(sum(middle), 2)
