"""G5 A month ranking with year-on-year costs its answer: against ranking and fetching as many rows, and against raw events.

The yardstick ranks one row per court by SQL and fetches it; the raw statement counts the same two months from
the events, with the best index there is.
"""

import datetime

from bench.ground import alternated, execute, ground, history, options, report

MONTH = datetime.date(2026, 6, 1)
PER_DAY = 7000


def main():
    size = options("ranking", rows=12_000, courts=3500)
    rows = size.rows * 5 if size.full else size.rows
    with ground(courts=size.courts):
        from metrics.rollup.rollup import roll_up

        fill(rows)
        roll_up()
        execute("VACUUM ANALYZE")
        _ours, raw = alternated(ranking, raw_events, rounds=9, warm=2)
        fill(rows * 15, later=3 * rows + 1)
        roll_up()
        yardstick()
        execute("VACUUM ANALYZE")
        ours, rank, raw_later = alternated(ranking, ranked_rows, raw_events, rounds=9, warm=2)
    report("ranking", [
        (f"month ranking of {size.courts} courts with year-on-year, ms", ours * 1000, ""),
        ("rank and fetch as many rows, ms", rank * 1000, ""),
        ("ranking ÷ yardstick", ours / rank, "≤ 5"),
        (f"raw statement ÷ ranking at {16 * rows:,} events", raw_later / ours, "≥ 8 at 10^7"),
        ("raw statement at 16 × the events ÷ before", raw_later / raw, ""),
    ])  # fmt: skip


def fill(rows, later=1):
    """As many events into the month, the one before and the one a year ago, all courts alike."""
    for number, first in enumerate((MONTH, MONTH.replace(month=5), MONTH.replace(year=2025))):
        history(rows // 2, first, max(rows // 2 // 29, 1), start=later + number * rows)


def ranking():
    """What the ranking page asks: places, change of place, year on year."""
    from metrics.ranking.standings import standings
    from metrics.ranking.windows import Window

    told = standings("diversion", Window.of("month", MONTH))
    assert told.lines[0].place == 1
    assert told.lines[0].moved is not None
    assert told.district.year_on_year.change is not None


def yardstick():
    execute(
        "CREATE TABLE bench_month AS SELECT * FROM metrics_monthlyfigure WHERE indicator = 'diversion_a'"
        " AND month = %s",
        [MONTH],
    )


def ranked_rows():
    execute(
        "SELECT court_id, numerator, denominator, rank() OVER (ORDER BY numerator::numeric / denominator DESC)"
        " FROM bench_month WHERE denominator > 0"
    )


def raw_events():
    """Both months counted from the events, ranked, fetched."""
    execute("""
        SELECT court_id, n, d, rank() OVER (ORDER BY n::numeric / nullif(d, 0) DESC NULLS LAST) FROM (
            SELECT court_id,
                   count(*) FILTER (WHERE day >= '2026-01-01' AND verb = 'accept') AS n,
                   count(*) FILTER (WHERE day >= '2026-01-01') AS d,
                   count(*) FILTER (WHERE day < '2026-01-01') AS before
            FROM portal_event
            WHERE retracted_at IS NULL AND (day BETWEEN '2026-06-01' AND '2026-06-30' OR day BETWEEN '2025-06-01' AND '2025-06-30')
              AND ((verb = 'accept' AND facts @> '{"first": true}')
                   OR (verb IN ('docket', 'docket_on_expiry') AND facts @> '{"case_type": "民初", "mediated": false}'))
            GROUP BY court_id) AS counted""")
