"""G4 Refresh costs what changed: against a hand-written statement, 16 × the history, a materialized view.

The hand-written statement counts the same court-days by the same aggregates and writes nothing.
"""

import datetime

from bench.ground import alternated, execute, ground, history, options, report, timed

FIRST = datetime.date(2026, 6, 1)
PER_DAY = 4400


def main():
    size = options("refresh", rows=50_000, courts=350)
    rows = size.rows * 5 if size.full else size.rows
    with ground(courts=size.courts):
        from metrics.rollup.rollup import roll_up

        end = history(rows, FIRST, PER_DAY)
        roll_up()
        settle()
        thousand, hand, one, nothing = measure(end, part=0)
        earlier = FIRST - datetime.timedelta(days=rows * 15 // PER_DAY + 1)
        history(rows * 15, earlier, PER_DAY, start=rows + 1)
        roll_up()
        settle()
        thousand_later, _hand, one_later, _nothing = measure(end, part=1)
        view = materialized()
    report("refresh", [
        ("1,000 changes, ms", thousand * 1000, ""),
        ("the hand-written statement, ms", hand * 1000, ""),
        ("refresh ÷ hand-written", thousand / hand, "≤ 2"),
        ("one change, ms", one * 1000, "≤ 5"),
        ("nothing changed, ms", nothing * 1000, ""),
        ("1,000 changes at 16 × the history ÷ before", thousand_later / thousand, "≤ 1.3"),
        ("one change at 16 × the history ÷ before", one_later / one, "≤ 1.3"),
        ("REFRESH MATERIALIZED VIEW at 16 × ÷ 1,000 changes", view / thousand_later, "≥ 30"),
    ])  # fmt: skip


def settle():
    """Nothing left to do in the background: neither vacuum nor checkpoint."""
    execute("VACUUM ANALYZE")
    execute("CHECKPOINT")


def measure(end, *, part):
    """Least seconds of a refresh after 1,000 changes, of counting the same by hand, of one change, of none.

    The least, not the median: before and after the history grows there is nothing to alternate with. Each part has
    court-days of its own: what is measured adds events, and the second time would find more on the same.
    """
    from metrics.rollup.refresh import refresh

    court_days = execute(
        "SELECT court_id, day FROM (SELECT DISTINCT court_id, day FROM portal_event WHERE day >= %s AND day < %s) AS found"
        " ORDER BY hashint8(court_id * 31 + (day - '2000-01-01')) LIMIT 1000 OFFSET %s",
        [FIRST, end, part * 1000],
    )
    courts, days = [row[0] for row in court_days], [row[1] for row in court_days]
    hand, thousand, one, nothing = [], [], [], []
    for _ in range(6):
        change(courts, days)
        thousand.append(timed(refresh))
        hand.append(timed(lambda: execute(*by_hand(courts, days))))
        for _ in range(5):
            change(courts[:1], days[:1])
            one.append(timed(refresh))
            nothing.append(timed(refresh))
    return [min(values) for values in (thousand, hand, one, nothing)]


def change(courts, days):
    """A further docketed case on each court-day; the trigger writes the change log."""
    execute(
        "INSERT INTO portal_event (court_id, day, at, subject_kind, subject_id, reference, verb, source, target, facts, note,"
        " process) SELECT court_id, day, day, 'filing', 1, '', 'docket', '', '',"
        """ '{"case_type": "民初", "mediated": false, "in_time": true}', '', 'bench'"""
        " FROM unnest(%s::bigint[], %s::date[]) AS listed (court_id, day)",
        [courts, days],
    )


def by_hand(courts, days):
    """What somebody would write who wants these court-days counted: one join, one grouping."""
    from metrics.rollup.statements import rules

    fixed = rules()
    sql = f"""
        SELECT portal_event.court_id, portal_event.day, {fixed.aggregates}
        FROM unnest(%s::bigint[], %s::date[]) AS listed (court_id, day)
        JOIN portal_event USING (court_id, day)
        WHERE retracted_at IS NULL GROUP BY 1, 2"""
    return sql, (*fixed.params, courts, days)


def materialized():
    """Seconds of the alternative: a materialized view of all court-days."""
    from metrics.rollup.statements import rules

    fixed = rules()
    execute(
        f"CREATE MATERIALIZED VIEW bench_view AS SELECT court_id, day, {fixed.aggregates} FROM portal_event"
        " WHERE retracted_at IS NULL GROUP BY 1, 2",
        fixed.params,
    )
    return alternated(lambda: execute("REFRESH MATERIALIZED VIEW bench_view"), rounds=1)[0]
