"""The refresher counts what changed and nothing else; the roll-up gives the same rows; both write only differences."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from metrics.rollup.models import ChangedDay, DailyFigure, DailySpread, MonthlyFigure
from metrics.rollup.refresh import figures_as_of, refresh
from metrics.rollup.rollup import months, roll_up
from portal.events import ChangedCourtDay, Event
from tests.metrics.events import diverted, docketed, ended, happen

MODELS = (DailyFigure, MonthlyFigure, DailySpread)


def stored():
    """Everything the figures say, as plain rows."""
    return [sorted(map(repr, model.objects.values_list())) for model in MODELS]


def test_one_event_writes_its_figures_and_its_months(helong):
    happen(diverted(helong, "2026-03-02"))
    assert refresh() == 2  # both readings
    assert DailyFigure.objects.get(indicator="diversion_a").day == datetime.date(2026, 3, 2)
    assert MonthlyFigure.objects.get(indicator="diversion_a").month == datetime.date(2026, 3, 1)
    assert not ChangedCourtDay.objects.exists()


def test_nothing_is_written_when_nothing_changed(helong):
    happen(diverted(helong, "2026-03-02"), ended(helong, "2026-03-02", 5))
    refresh()
    before = _row_versions()
    happen(docketed(helong, "2026-03-02", "民终"))  # counts in no indicator, but marks the day
    assert refresh() == 0
    assert roll_up() == 0
    assert _row_versions() == before


def _row_versions():
    """Where each row lies and which transaction wrote it: changes whenever a row is touched at all."""
    versions = []
    with connection.cursor() as cursor:
        for model in MODELS:
            cursor.execute(f"SELECT ctid, xmin, xmax FROM {model._meta.db_table} ORDER BY ctid")
            versions.append(cursor.fetchall())
    return versions


def test_a_retraction_takes_its_rows_away(helong):
    happen(diverted(helong, "2026-03-02"), ended(helong, "2026-03-02", 5))
    refresh()
    Event.objects.filter(day="2026-03-02").retract()
    assert refresh() == 6  # diversion twice, success, days, and both shares measured by successes
    assert stored() == [[], [], []]


def test_a_redated_event_moves_from_month_to_month(helong):
    happen(ended(helong, "2026-03-31", 5))
    refresh()
    Event.objects.all().retract()
    happen(ended(helong, "2026-04-01", 6))
    refresh()
    assert [figure.month.month for figure in MonthlyFigure.objects.filter(indicator="mediation_days")] == [4]
    assert DailySpread.objects.values_list("value", flat=True).get() == 6


def test_a_spread_changes_though_sum_and_count_stay(helong):
    happen(ended(helong, "2026-03-02", 3), ended(helong, "2026-03-02", 5))
    refresh()
    Event.objects.all().retract()
    happen(ended(helong, "2026-03-02", 4), ended(helong, "2026-03-02", 4))
    assert refresh() == 0
    assert list(DailySpread.objects.values_list("value", "times")) == [(4, 2)]


def test_a_limit_leaves_the_rest_for_the_next_time(helong):
    for day in ("2026-03-02", "2026-03-03", "2026-03-04"):
        happen(diverted(helong, day))
    assert refresh(limit=2) == 4
    assert figures_as_of() == ChangedCourtDay.objects.get().marked_at
    assert refresh() == 2
    assert ChangedCourtDay.objects.count() == 0


def test_a_roll_up_gives_the_rows_of_the_refresher_bit_for_bit(helong, dunhua):
    for day in ("2025-12-31", "2026-01-01", "2026-02-28", "2026-03-01"):
        happen(diverted(helong, day), docketed(dunhua, day, in_time=True), ended(helong, day, 7))
    refresh()
    before = stored()
    for model in MODELS:
        model.objects.all().delete()
    assert roll_up(datetime.date(2026, 1, 1), datetime.date(2026, 3, 1)) == 20
    assert roll_up() == 20
    assert stored() == before


def test_a_roll_up_removes_what_no_event_supports(helong):
    DailyFigure.objects.create(court=helong, day="2026-03-02", indicator="gone", numerator=1, denominator=1)
    MonthlyFigure.objects.create(
        court=helong, month="2026-03-01", indicator="gone", numerator=1, denominator=1
    )
    assert roll_up() == 1
    assert stored() == [[], [], []]


def test_an_empty_portal_rolls_up_to_nothing(db):
    assert refresh() == roll_up() == 0


def test_days_that_were_over_are_remembered_for_restatement(helong):
    happen(diverted(helong, "2026-03-02"))
    refresh()
    assert list(ChangedDay.objects.values_list("day", flat=True)) == [datetime.date(2026, 3, 2)]


@pytest.mark.parametrize(
    ("begin", "end", "cut"),
    [
        ("2026-01-01", "2026-03-01", 2),
        ("2026-01-31", "2026-02-02", 2),
        ("2026-12-31", "2027-01-01", 1),
        ("2026-05-05", "2026-05-05", 0),
    ],
)
def test_a_range_is_cut_at_the_first_of_each_month(begin, end, cut):
    parts = list(months(datetime.date.fromisoformat(begin), datetime.date.fromisoformat(end)))
    assert len(parts) == cut
    assert [past for _first, past in parts[:-1]] == [first for first, _past in parts[1:]]


@pytest.mark.parametrize("job", [refresh, roll_up])
def test_statements_do_not_grow_with_courts(many_courts, job):
    counts = []
    for size in (10, 300):
        courts = many_courts(size)
        happen(
            *(diverted(court, "2026-03-02") for court in courts),
            *(ended(court, "2026-03-02", 4) for court in courts),
        )
        with CaptureQueriesContext(connection) as asked:
            assert job() == 6 * size
        counts.append(len(asked))
        ChangedCourtDay.objects.all().delete()
    assert counts[0] == counts[1] <= 9


def test_a_month_gains_and_loses_with_its_days(helong):
    happen(diverted(helong, "2026-03-02"), docketed(helong, "2026-03-02"), diverted(helong, "2026-03-09"))
    refresh()
    Event.objects.filter(day="2026-03-09").retract()
    happen(docketed(helong, "2026-03-10"))
    refresh()
    month = MonthlyFigure.objects.get(indicator="diversion_a")
    assert (month.numerator, month.denominator) == (1, 3)
    assert MonthlyFigure.objects.get(indicator="litigation_intake").denominator is None


def test_a_roll_up_mends_a_month_whose_days_are_right(helong):
    happen(diverted(helong, "2026-03-02"))
    refresh()
    MonthlyFigure.objects.update(numerator=7)
    assert roll_up() == 0  # no day differs
    assert set(MonthlyFigure.objects.values_list("numerator", flat=True)) == {1}
