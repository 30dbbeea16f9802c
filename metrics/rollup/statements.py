"""The set-based statement around the declared rules: count, compare with what is stored, write what differs.

Django's compiler turns each declaration into a fragment, so the rule keeps its one home; only the frame is
written here. One pass over the events serves all indicators and the frequencies medians need.
"""
# ruff: noqa: S608 - only our own fragments are put together; values travel as parameters

from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection

from metrics.indicators import counting
from metrics.indicators.declarations import INDICATORS
from portal.events import Event


class Rules(NamedTuple):
    """All declarations as SQL."""

    aggregates: str  # columns figure_0, figure_1, … of one court-day, and the single values for medians
    params: tuple
    figures: str  # rows (code, numerator, denominator) of those columns
    values: str  # rows (code, value array)


def rules():
    """The fragments of the declarations as they now stand (settings may change a condition)."""
    return _compiled(tuple((one, one.numerator, one.denominator) for one in INDICATORS.values()))


@lru_cache(maxsize=4)
def _compiled(declared):
    query = Event.objects.all().query
    query.get_initial_alias()
    compiler = query.get_compiler(connection=connection)
    columns = {}

    def column(aggregate):
        """The column of an aggregate; the same aggregate in two indicators is one column."""
        if aggregate is None:
            return "NULL"
        sql, params = compiler.compile(aggregate.resolve_expression(query))
        return columns.setdefault((sql, tuple(params)), f"figure_{len(columns)}")

    figures = [
        f"('{one.code}', {column(counting.numerator(one))}, {column(counting.denominator(one))}::bigint)"
        for one, _numerator, _denominator in declared
    ]
    values = [
        f"('{one.code}', {column(ArrayAgg(counting.amount(one), filter=one.denominator))})"
        for one, _numerator, _denominator in declared
        if one.spread
    ]
    return Rules(
        aggregates=", ".join(f"{sql} AS {name}" for (sql, _params), name in columns.items()),
        params=tuple(param for _sql, params in columns for param in params),
        figures=", ".join(figures),
        values=", ".join(values),
    )


def of_listed(court_ids, days):
    """Recompute exactly these court-days, each found by its index entries, and move their months by the difference.

    Gives one row: the daily figures written, and the courts and months where something became less. (sql, params)
    """
    fixed = rules()
    wanted = "SELECT * FROM unnest(%s::bigint[], %s::date[]) AS listed (court_id, day)"
    counted = f"""
        SELECT wanted.court_id, wanted.day, summed.* FROM wanted CROSS JOIN LATERAL (
            SELECT {fixed.aggregates} FROM portal_event
            WHERE court_id = wanted.court_id AND day = wanted.day AND retracted_at IS NULL
              AND day BETWEEN %s AND %s) AS summed"""
    # OFFSET 0 keeps the planner from reading the whole table for a list it thinks long.
    stored = """FROM wanted CROSS JOIN LATERAL (
        SELECT * FROM {table} WHERE court_id = wanted.court_id AND day = wanted.day OFFSET 0) AS kept"""
    sql = f"""{_frame(fixed, wanted, counted, stored)}, {MOVED_MONTHS}
    SELECT (SELECT count(*) FROM differing), array_agg(court_id), array_agg(month) FROM moved
    WHERE more < 0 OR more_below < 0"""
    return sql, (court_ids, days, *fixed.params, min(days), max(days))


def of_range(begin, end):
    """Recompute all courts' days from `begin` up to, not including, `end`; gives the daily figures written. (sql, params)"""
    fixed = rules()
    counted = f"""
        SELECT court_id, day, {fixed.aggregates} FROM portal_event
        WHERE retracted_at IS NULL AND day >= %s AND day < %s GROUP BY court_id, day"""
    frame = _frame(fixed, "SELECT", counted, "FROM {table} AS kept WHERE day >= %s AND day < %s")
    return f"{frame} SELECT count(*) FROM differing", (*fixed.params, begin, end, begin, end, begin, end)


def _frame(fixed, wanted, counted, stored):
    """Count, compare, write what differs; `differing` is left for who goes on.

    FULL JOIN, so that no wrong guess of the planner can make the comparison quadratic. Days that were over
    when they changed are remembered, for restatement.
    """
    return f"""
    WITH wanted AS MATERIALIZED ({wanted}),
    counted AS MATERIALIZED ({counted}),
    fresh AS (
        SELECT court_id, day, unfolded.* FROM counted
        CROSS JOIN LATERAL (VALUES {fixed.figures}) AS unfolded (indicator, numerator, denominator)
        WHERE numerator <> 0 OR denominator <> 0),
    stored AS (SELECT kept.* {stored.format(table="metrics_dailyfigure")}),
    differing AS MATERIALIZED (
        SELECT court_id, day, indicator, fresh.numerator, fresh.denominator,
               stored.numerator AS was, stored.denominator AS was_below
        FROM fresh FULL JOIN stored USING (court_id, day, indicator)
        WHERE (fresh.numerator, fresh.denominator) IS DISTINCT FROM (stored.numerator, stored.denominator)),
    put AS (
        INSERT INTO metrics_dailyfigure (court_id, day, indicator, numerator, denominator)
        SELECT court_id, day, indicator, numerator, denominator FROM differing WHERE numerator IS NOT NULL
        ON CONFLICT (court_id, day, indicator) DO UPDATE
            SET numerator = excluded.numerator, denominator = excluded.denominator),
    gone AS (
        DELETE FROM metrics_dailyfigure AS kept USING differing
        WHERE differing.numerator IS NULL AND (kept.court_id, kept.day, kept.indicator)
            = (differing.court_id, differing.day, differing.indicator)),
    over AS (
        INSERT INTO metrics_changedday (day)
        SELECT DISTINCT day FROM differing WHERE day < (now() AT TIME ZONE '{settings.TIME_ZONE}')::date),
    {_spreads(fixed, stored)}"""


def _spreads(fixed, stored):
    """The same comparison for how often each value occurred."""
    return f"""
    fresh_spread AS (
        SELECT court_id, day, indicator, value, count(*)::integer AS times FROM counted
        CROSS JOIN LATERAL (VALUES {fixed.values}) AS unfolded (indicator, single)
        CROSS JOIN LATERAL unnest(single) AS value GROUP BY 1, 2, 3, 4),
    stored_spread AS (SELECT kept.* {stored.format(table="metrics_dailyspread")}),
    differing_spread AS MATERIALIZED (
        SELECT court_id, day, indicator, value, fresh_spread.times
        FROM fresh_spread FULL JOIN stored_spread USING (court_id, day, indicator, value)
        WHERE fresh_spread.times IS DISTINCT FROM stored_spread.times),
    put_spread AS (
        INSERT INTO metrics_dailyspread (court_id, day, indicator, value, times)
        SELECT * FROM differing_spread WHERE times IS NOT NULL
        ON CONFLICT (court_id, day, indicator, value) DO UPDATE SET times = excluded.times),
    gone_spread AS (
        DELETE FROM metrics_dailyspread AS kept USING differing_spread AS spread
        WHERE spread.times IS NULL AND (kept.court_id, kept.day, kept.indicator, kept.value)
            = (spread.court_id, spread.day, spread.indicator, spread.value))"""


# A month's sum moves by what its days moved: no other day of the month is read.
MOVED_MONTHS = """
moved AS (
    SELECT court_id, date_trunc('month', day)::date AS month, indicator,
           sum(coalesce(numerator, 0) - coalesce(was, 0)) AS more,
           sum(coalesce(denominator, 0) - coalesce(was_below, 0)) AS more_below,
           bool_or(coalesce(denominator, was_below) IS NOT NULL) AS is_fraction
    FROM differing GROUP BY 1, 2, 3),
months AS (
    INSERT INTO metrics_monthlyfigure (court_id, month, indicator, numerator, denominator)
    SELECT court_id, month, indicator, more, CASE WHEN is_fraction THEN more_below END FROM moved
    WHERE more <> 0 OR more_below <> 0
    ON CONFLICT (court_id, month, indicator) DO UPDATE
        SET numerator = metrics_monthlyfigure.numerator + excluded.numerator,
            denominator = metrics_monthlyfigure.denominator + excluded.denominator)"""

NO_EMPTY_MONTHS = """
DELETE FROM metrics_monthlyfigure AS kept USING unnest(%s::bigint[], %s::date[]) AS listed (court_id, month)
WHERE (kept.court_id, kept.month) = (listed.court_id, listed.month) AND numerator = 0 AND coalesce(denominator, 0) = 0"""

OF_MONTH = """
WITH fresh AS (
    SELECT court_id, indicator, sum(numerator) AS numerator, sum(denominator) AS denominator
    FROM metrics_dailyfigure WHERE day >= %(month)s::date AND day < %(month)s::date + interval '1 month' GROUP BY 1, 2),
stored AS (SELECT * FROM metrics_monthlyfigure WHERE month = %(month)s),
differing AS MATERIALIZED (
    SELECT court_id, indicator, fresh.numerator, fresh.denominator
    FROM fresh FULL JOIN stored USING (court_id, indicator)
    WHERE (fresh.numerator, fresh.denominator) IS DISTINCT FROM (stored.numerator, stored.denominator)),
put AS (
    INSERT INTO metrics_monthlyfigure (court_id, month, indicator, numerator, denominator)
    SELECT court_id, %(month)s, indicator, numerator, denominator FROM differing WHERE numerator IS NOT NULL
    ON CONFLICT (court_id, month, indicator) DO UPDATE
        SET numerator = excluded.numerator, denominator = excluded.denominator)
DELETE FROM metrics_monthlyfigure AS kept USING differing
WHERE differing.numerator IS NULL AND (kept.court_id, kept.month, kept.indicator)
    = (differing.court_id, %(month)s::date, differing.indicator)"""


def of_month(day):
    """Add up the days of the month around a day for all courts; (sql, params)."""
    return OF_MONTH, {"month": day.replace(day=1)}
