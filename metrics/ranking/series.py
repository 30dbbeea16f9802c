"""Figures over time: lines of consecutive windows, and medians of the single values in one."""
# ruff: noqa: S608 - only our own names are put together; values travel as parameters

from collections import Counter, defaultdict
from fractions import Fraction

from metrics.indicators.declarations import indicator
from metrics.ranking.figures import DAYS, MONTHS, fetched
from metrics.ranking.models import Period
from metrics.ranking.rates import FigureValue, nothing
from metrics.rollup.models import DailySpread
from metrics.rollup.rollup import months

SPREADS = DailySpread._meta.db_table
BUCKETS = {Period.WEEK: "date_trunc('week', day::timestamp)::date"}


def series(one, windows, courts=None):
    """{court id: [FigureValue per window]} of consecutive windows of one period, in one statement."""
    one = indicator(one)
    return _lines([one], windows, courts, "court_id", lambda _court: nothing(one))


def series_together(indicators, windows, courts=None):
    """{code: [FigureValue per window]} of several indicators, all these courts together, in one statement."""
    lines = _lines(indicators, windows, courts, "indicator", nothing)
    return {one.code: lines.get(one.code, [nothing(one)] * len(windows)) for one in indicators}


def _lines(indicators, windows, courts, by, empty):
    """{value of the column `by`: [FigureValue per window]}; `empty(value)` stands where nothing happened."""
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
    position, lines = _positions(windows, first.period), {}
    for key, day, numerator, denominator in rows:
        if key not in lines:
            lines[key] = [empty(key)] * len(windows)
        lines[key][position[day]] += FigureValue(numerator, denominator)
    return lines


def median(one, window, courts=None):
    """{court id: Fraction} of a mean's single values, with None for all courts together; one statement.

    The middle value, or half the sum of the two middle ones.
    """
    where, params = (
        "indicator = %s AND day >= %s AND day < %s",
        [indicator(one).code, window.begin, window.end],
    )
    if courts is not None:
        where, params = f"{where} AND court_id = ANY(%s)", [*params, list(courts)]
    counts = defaultdict(Counter)
    sql = f"SELECT court_id, value, sum(times) FROM {SPREADS} WHERE {where} GROUP BY 1, 2"
    for court, value, times in fetched(sql, params):
        counts[court][value] += times
        counts[None][value] += times
    return {court: _middle(times) for court, times in counts.items()}


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
