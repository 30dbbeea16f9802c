"""Reading figures: sums of daily and monthly rows, or of events as they were on record at a moment."""

import datetime
from collections import defaultdict
from fractions import Fraction

from django.db import connection
from django.db.models import BigIntegerField, Q, Sum
from django.db.models.functions import Cast, TruncWeek

from metrics.indicators import counting
from metrics.indicators.declarations import indicator
from metrics.ranking.models import Period
from metrics.ranking.rates import FigureValue, nothing
from metrics.rollup.models import DailyFigure, DailySpread, MonthlyFigure
from metrics.rollup.rollup import months
from portal.events import Event


def _sums(number="", **condition):
    """Both sums as plain integers, under names that end in the number."""
    return {
        f"{name}{number}": Cast(Sum(column, **condition), BigIntegerField())
        for name, column in (("n", "numerator"), ("d", "denominator"))
    }


SUMS = _sums()


def figures(one, window, as_of=None, courts=None):
    """{court id: FigureValue} of the courts where something happened in the window, by an indicator or its code."""
    one = indicator(one)
    return figures_of([one], window, as_of, courts)[one.code]


def figures_of(indicators, window, as_of=None, courts=None):
    """{code: {court id: FigureValue}} of several indicators.

    Whole months are read from monthly sums, the rest from days: two statements at most.
    With `as_of`, counted from the events as on record at that moment: one statement.
    """
    if as_of is not None:
        return count_events(Event.objects.as_of(as_of), indicators, window, courts)
    whole, days = _parts(window)
    answer = {one.code: {} for one in indicators}
    for model, spans, field in ((MonthlyFigure, whole, "month"), (DailyFigure, days, "day")):
        if not spans:
            continue
        rows = model.objects.filter(_within(spans, field), indicator__in=list(answer))
        if courts is not None:
            rows = rows.filter(court__in=courts)
        for code, court, numerator, denominator in (
            rows.values_list("indicator", "court").annotate(**SUMS).order_by()
        ):
            figure = FigureValue(numerator, denominator)
            counted = answer[code]
            counted[court] = counted[court] + figure if court in counted else figure
    return answer


def side_by_side(one, windows, as_of=None):
    """[{court id: FigureValue} per window] of one indicator: what `figures` gives for each, read at once.

    Two statements at most, however many windows; with `as_of` one for each.
    """
    if as_of is not None:
        return [figures(one, window, as_of) for window in windows]
    parts = [_parts(window) for window in windows]
    answer = [{} for _window in windows]
    for kind, model, field in ((0, MonthlyFigure, "month"), (1, DailyFigure, "day")):
        wanted = [(number, _within(part[kind], field)) for number, part in enumerate(parts) if part[kind]]
        if not wanted:
            continue
        sums, any_of = {}, Q()
        for number, condition in wanted:
            sums |= _sums(number, filter=condition)
            any_of |= condition
        rows = model.objects.filter(any_of, indicator=indicator(one).code)
        rows = plain_rows(rows.values_list("court").annotate(**sums).order_by())
        for at, (number, _condition) in enumerate(wanted):
            _add(answer[number], rows, 2 * at + 1)
    return answer


def plain_rows(queryset):
    """The rows as the driver gives them: integers need no conversion, and there may be thousands of courts."""
    with connection.cursor() as cursor:
        cursor.execute(*queryset.query.sql_with_params())
        return cursor.fetchall()


def _add(side, rows, column):
    """Add the figures in two columns of the rows to those of the courts."""
    for row in rows:
        if row[column] is not None:
            court, figure = row[0], FigureValue(row[column], row[column + 1])
            side[court] = side[court] + figure if court in side else figure


def count_events(events, indicators, window, courts=None):
    """{code: {court id: FigureValue}} counted from a queryset of events, all indicators in one pass."""
    events = events.within(window.begin, window.end)
    if courts is not None:
        events = events.filter(court__in=courts)
    aggregates = {}
    for one in indicators:
        aggregates[f"{one.code}_n"] = counting.numerator(one)
        if one.ranked:
            aggregates[f"{one.code}_d"] = counting.denominator(one)
    answer = {one.code: {} for one in indicators}
    for row in events.values("court_id").annotate(**aggregates).order_by():
        for one in indicators:
            figure = FigureValue(row[f"{one.code}_n"], row.get(f"{one.code}_d"))
            if figure.numerator or figure.denominator:
                answer[one.code][row["court_id"]] = figure
    return answer


def total(figures):
    """The sum of several courts' figures; without any, nothing over nothing."""
    denominators = [figure.denominator for figure in figures.values() if figure.denominator is not None]
    return FigureValue(
        sum(figure.numerator for figure in figures.values()), sum(denominators) if denominators else None
    )


def series(one, windows, courts=None):
    """{court id: [FigureValue per window]} of consecutive windows of one period, in one statement."""
    code, empty, first, last = indicator(one).code, nothing(one), windows[0], windows[-1]
    by_day = first.period in (Period.DAY, Period.WEEK)
    model, field = (DailyFigure, "day") if by_day else (MonthlyFigure, "month")
    rows = model.objects.filter(indicator=code, **{f"{field}__gte": first.begin, f"{field}__lt": last.end})
    if courts is not None:
        rows = rows.filter(court__in=courts)
    bucket = TruncWeek(field) if first.period == Period.WEEK else field
    position = _positions(windows, first.period)
    answer = defaultdict(lambda: [empty] * len(windows))
    for court, day, numerator, denominator in rows.values_list("court", bucket).annotate(**SUMS).order_by():
        figure = FigureValue(numerator, denominator)
        line, place = answer[court], position[_plain(day)]
        line[place] += figure
    return dict(answer)


def median(one, window, courts=None):
    """{court id: Fraction} of a mean's single values, with None for all courts together; one statement.

    The middle value, or half the sum of the two middle ones.
    """
    rows = DailySpread.objects.filter(
        indicator=indicator(one).code, day__gte=window.begin, day__lt=window.end
    )
    if courts is not None:
        rows = rows.filter(court__in=courts)
    counts = defaultdict(lambda: defaultdict(int))
    for court, value, times in rows.values_list("court", "value").annotate(n=Sum("times")).order_by():
        counts[court][value] += times
        counts[None][value] += times
    return {court: _middle(times) for court, times in counts.items()}


def drill(one, court_ids, window, part="denominator", as_of=None):
    """The events behind a figure, newest first: exactly those counted, so the count is the figure's.

    (A mean's numerator is a sum over the events of its denominator.)
    """
    events = Event.objects.current() if as_of is None else Event.objects.as_of(as_of)
    events = events.within(window.begin, window.end).filter(indicator(one).part(part), court__in=court_ids)
    return events.order_by("-day", "-id")


def page(events, after=None, size=50):
    """(rows, key of the next page | None) of a drill, by key: the page costs the same wherever it lies.

    ValueError for a key that none of our pages gave.
    """
    if after:
        day, _dot, number = after.partition(".")
        day, number = datetime.date.fromisoformat(day), int(number)
        events = events.filter(day__lte=day).exclude(day=day, id__gte=number)
    rows = list(events[: size + 1])
    more = len(rows) > size
    return rows[:size], f"{rows[size - 1].day}.{rows[size - 1].id}" if more else None


def _parts(window):
    """The window as spans of whole months and spans of single days."""
    whole, days = [], []
    for begin, end in months(window.begin, window.end):
        (whole if begin.day == 1 and end.day == 1 else days).append((begin, end))
    return whole, days


def _within(spans, field):
    condition = Q()
    for begin, end in _joined(spans):
        condition |= Q(**{f"{field}__gte": begin, f"{field}__lt": end})
    return condition


def _joined(spans):
    """Neighbouring spans as one."""
    joined = []
    for begin, end in spans:
        if joined and joined[-1][1] == begin:
            begin = joined.pop()[0]
        joined.append((begin, end))
    return joined


def _positions(windows, period):
    """{first day of a day, week or month: index of the window it lies in}."""
    if period in (Period.DAY, Period.WEEK):
        return {window.begin: index for index, window in enumerate(windows)}
    return {
        begin: index
        for index, window in enumerate(windows)
        for begin, _end in months(window.begin, window.end)
    }


def _plain(day):
    return day.date() if isinstance(day, datetime.datetime) else day


def _middle(times):
    """The median of values given with how often each occurs."""
    count, seen = sum(times.values()), 0
    wanted = ((count - 1) // 2, count // 2)
    middle = []
    for value in sorted(times):
        seen += times[value]
        middle += [value] * (sum(position < seen for position in wanted) - len(middle))
    return Fraction(sum(middle), 2)
