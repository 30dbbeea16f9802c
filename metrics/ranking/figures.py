"""Reading figures: sums of daily and monthly rows, or of events as they were on record at a moment.

The statements are written by hand: a page reads several, and building them from models would cost more than running them.
"""
# ruff: noqa: S608 - only our own names are put together; values travel as parameters

from typing import NamedTuple

from django.db.models import Value

from metrics.indicators import counting
from metrics.indicators.declarations import INDICATORS, indicator
from metrics.ranking.rates import FigureValue, nothing
from metrics.rollup.models import DailyFigure, MonthlyFigure
from metrics.rollup.rollup import months
from portal.courts.models import Court
from portal.events import Event
from portal.fetching import fetched


def figures(one, window, as_of=None, courts=None):
    """{court id: FigureValue} of the courts where something happened in the window, by an indicator or its code."""
    one = indicator(one)
    return figures_of([one], window, as_of, courts)[one.code]


def figures_of(indicators, window, as_of=None, courts=None):
    """{code: {court id: FigureValue}} of several indicators in one window."""
    return figures_of_windows(indicators, [window], as_of, courts)[0]


def figures_of_windows(indicators, windows, as_of=None, courts=None):
    """[{code: {court id: FigureValue}} per window] of several indicators.

    Whole months are read from monthly sums, the rest from days: two statements at most, however many windows.
    With `as_of`, counted from the events as on record at that moment: one statement for each window.
    """
    if as_of is not None:
        return [count_events(Event.objects.as_of(as_of), indicators, window, courts) for window in windows]
    codes = [one.code for one in indicators]
    answer = [{code: {} for code in codes} for _window in windows]
    for source, spans in _sources(windows):
        for row in fetched(*_summed(source, spans, "indicator, court_id", codes, courts)):
            for column, number in enumerate(spans):
                _add(answer[number][row[0]], row[1], *row[2 + 2 * column : 4 + 2 * column])
    return answer


def totals_of_windows(indicators, windows, as_of=None, courts=None):
    """[{code: FigureValue} per window] of these courts together; the courts are summed where the rows lie."""
    if as_of is not None:
        counted = figures_of_windows(indicators, windows, as_of, courts)
        return [{one.code: nothing(one) + total(side[one.code]) for one in indicators} for side in counted]
    codes = [one.code for one in indicators]
    answer = [{one.code: nothing(one) for one in indicators} for _window in windows]
    for source, spans in _sources(windows):
        for row in fetched(*_summed(source, spans, "indicator", codes, courts)):
            for column, number in enumerate(spans):
                _add(answer[number], row[0], *row[1 + 2 * column : 3 + 2 * column])
    return answer


def courts_counted(window, as_of=None, courts=None):
    """Ids of the courts in which anything was counted in the window: of no other can it be said that it did nothing."""
    found = figures_of(INDICATORS.values(), window, as_of, courts)
    return {court for counted in found.values() for court in counted}


def side_by_side(one, windows, as_of=None, on_record=()):
    """({court id: level}, [{court id: FigureValue} per window], [{court id} per window of `on_record`]) of one indicator,
    for all courts there are.

    What `figures` and `courts_counted` give for each window, with the courts beside them: one statement, however many
    windows. With `as_of` one for each and one for the courts.
    """
    if as_of is not None:
        levels = dict(Court.objects.values_list("pk", "level"))
        sides = [figures(one, each, as_of) for each in windows]
        return levels, sides, [courts_counted(each, as_of) for each in on_record]
    columns, joins, params, numbers = ["court.id", "court.level"], [], [], []
    for window in on_record:
        sql, values = _anything_counted(window)
        columns.append(sql)
        params += values
    first = len(columns)
    for source, spans in _sources(windows):
        sql, values = _summed(source, spans, "court_id", [indicator(one).code])
        joins.append(f" LEFT JOIN ({sql}) AS {source.field} ON {source.field}.court_id = court.id")
        columns += [f"{source.field}.{name}{number}" for number in spans for name in "nd"]
        params += values
        numbers += spans
    rows = fetched(f"SELECT {', '.join(columns)} FROM portal_court AS court{''.join(joins)}", params)
    sides = [{} for _window in windows]
    for column, number in enumerate(numbers):
        _add_column(sides[number], rows, first + 2 * column)
    recorded = [{row[0] for row in rows if row[column]} for column in range(2, first)]
    return {row[0]: row[1] for row in rows}, sides, recorded


class Source(NamedTuple):
    """A table of sums and its column of time."""

    table: str
    field: str


MONTHS, DAYS = (
    Source(model._meta.db_table, field) for model, field in ((MonthlyFigure, "month"), (DailyFigure, "day"))
)


def _sources(windows):
    """[(Source, {number of a window: its spans there})]: which sums these windows are made of."""
    parts = [_parts(window) for window in windows]
    sources = []
    for kind, source in enumerate((MONTHS, DAYS)):
        spans = {number: _joined(part[kind]) for number, part in enumerate(parts) if part[kind]}
        if spans:
            sources.append((source, spans))
    return sources


def _summed(source, spans, keys, codes, courts=None):
    """Both sums of each span, as n and d with its number, grouped by the keys; (sql, params)."""
    sums, sum_days, any_of, all_days = [], [], [], []
    for number, parts in spans.items():
        within, days = _within(source, parts)
        for name, column in (("n", "numerator"), ("d", "denominator")):
            sums.append(f"sum({column}) FILTER (WHERE {within}) AS {name}{number}")
            sum_days += days
        any_of.append(within)
        all_days += days
    where, params = "indicator = ANY(%s)", [*sum_days, codes]
    if courts is not None:
        where, params = f"{where} AND court_id = ANY(%s)", [*params, list(courts)]
    return (
        f"SELECT {keys}, {', '.join(sums)} FROM {source.table} WHERE {where} AND ({' OR '.join(any_of)}) GROUP BY {keys}",
        [*params, *all_days],
    )


def _anything_counted(window):
    """Whether a court has any figure in the window; (sql, params)."""
    found, params = [], []
    for source, spans in _sources([window]):
        within, days = _within(source, *spans.values())
        found.append(
            f"EXISTS (SELECT FROM {source.table} AS kept"
            f" WHERE kept.court_id = court.id AND kept.indicator = ANY(%s) AND ({within}))"
        )
        params += [list(INDICATORS), *days]
    return f"({' OR '.join(found)})", params


def _within(source, parts):
    """Whether a row of the source lies in one of the parts; (sql, params)."""
    within = " OR ".join(f"({source.field} >= %s AND {source.field} < %s)" for _part in parts)
    return within, [day for part in parts for day in part]


def _add_column(side, rows, column):
    """Add the figures that stand at a column, each row beginning with its court."""
    if side:
        for row in rows:
            _add(side, row[0], *row[column : column + 2])
    else:  # nearly always: nothing to add to, and thousands of courts
        side.update(
            {row[0]: FigureValue(row[column], row[column + 1]) for row in rows if row[column] is not None}
        )


def _add(side, key, numerator, denominator):
    """Add a figure to what stands under the key; no numerator, no rows."""
    if numerator is not None:
        figure = FigureValue(numerator, denominator)
        side[key] = side[key] + figure if key in side else figure


def count_events(events, indicators, window, courts=None):
    """{code: {court id: FigureValue}} counted from a queryset of events, all indicators in one pass."""
    answer = {one.code: {} for one in indicators}
    for code, court, _bucket, figure in count_by_bucket(events, indicators, window, Value(0), courts):
        answer[code][court] = figure
    return answer


def count_by_bucket(events, indicators, window, bucket, courts=None):
    """(code, court id, value of the expression `bucket`, FigureValue) of all that happened, in one pass."""
    events = events.within(window.begin, window.end).annotate(bucket=bucket)
    if courts is not None:
        events = events.filter(court__in=courts)
    aggregates = {}
    for one in indicators:
        aggregates[f"{one.code}_n"] = counting.numerator(one)
        if one.ranked:
            aggregates[f"{one.code}_d"] = counting.denominator(one)
    for row in events.values("court_id", "bucket").annotate(**aggregates).order_by():
        for one in indicators:
            figure = FigureValue(row[f"{one.code}_n"], row.get(f"{one.code}_d"))
            if figure.numerator or figure.denominator:
                yield one.code, row["court_id"], row["bucket"], figure


def total(figures):
    """The sum of several courts' figures; without any, nothing over nothing."""
    denominators = [figure.denominator for figure in figures.values() if figure.denominator is not None]
    return FigureValue(
        sum(figure.numerator for figure in figures.values()), sum(denominators) if denominators else None
    )


def _parts(window):
    """The window as spans of whole months and spans of single days."""
    whole, days = [], []
    for begin, end in months(window.begin, window.end):
        (whole if begin.day == 1 and end.day == 1 else days).append((begin, end))
    return whole, days


def _joined(spans):
    """Neighbouring spans as one."""
    joined = []
    for begin, end in spans:
        if joined and joined[-1][1] == begin:
            begin = joined.pop()[0]
        joined.append((begin, end))
    return joined
