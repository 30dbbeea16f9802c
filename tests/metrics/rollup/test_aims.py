"""What a court is urged for: the plan's four targets and whatever else has one, each once."""

import datetime

import pytest

from metrics.ranking.windows import Window
from metrics.rollup.aims import aims, lacking
from metrics.rollup.refresh import refresh
from tests.metrics.events import diverted, docketed, happen, rated

WEEK = Window.of("week", datetime.date(2026, 3, 4))
YEAR_AGO = "2025-03-05"  # the same Wednesday, 52 weeks before


def lacked(code):
    refresh()
    return [
        (entry["court"], entry["numerator"], entry["then"], entry["missing"])
        for entry in lacking(WEEK)
        if entry["indicator"] == code
    ]


@pytest.mark.parametrize(("reading", "code"), [("A", "diversion_a"), ("B", "diversion_b")])
def test_the_four_targets_of_the_plan_and_the_rest_once(settings, reading, code):
    settings.DIVERSION_READING = reading
    assert [one.code for one in aims()] == [
        code, "litigation_intake", "enforcement_intake", "favourable", "decided_in_time",
    ]  # fmt: skip


def test_nobody_is_named_under_the_reading_that_is_not_in_force(helong, settings):
    """1 led to mediation, 1 docketed: 1/2 by reading A, 1/1 by reading B."""
    happen(diverted(helong, "2026-03-04"), docketed(helong, "2026-03-04"))
    assert lacked("diversion_a") == [(helong.pk, 1, None, 1)] and lacked("diversion_b") == []
    settings.DIVERSION_READING = "B"
    assert lacked("diversion_a") == lacked("diversion_b") == []


@pytest.mark.parametrize(("code", "case_type"), [("litigation_intake", "刑初"), ("enforcement_intake", "执")])
@pytest.mark.parametrize(
    ("then", "now", "missing"), [(3, 5, 3), (3, 3, 1), (3, 2, None), (3, 0, None), (0, 4, None)]
)
def test_intake_is_to_stay_below_the_same_days_of_last_year(helong, code, case_type, then, now, missing):
    """As many as last year is one too many; without any record of last year there is nothing to compare with."""
    happen(*(docketed(helong, YEAR_AGO, case_type) for _ in range(then)))
    happen(docketed(helong, "2025-03-12", case_type))  # the week after: not compared with
    happen(*(docketed(helong, "2026-03-04", case_type) for _ in range(now)))
    assert lacked(code) == ([(helong.pk, now, then, missing)] if missing else [])


@pytest.mark.parametrize(("day", "named"), [(YEAR_AGO, True), ("2025-02-12", True), ("2025-02-08", False)])
def test_nought_of_last_year_counts_where_the_court_had_a_record(helong, day, named):
    """Other cases of those weeks show that the court was counted; the dashboard says the same of it."""
    happen(diverted(helong, day), docketed(helong, "2026-03-04"))
    assert lacked("litigation_intake") == ([(helong.pk, 1, 0, 2)] if named else [])


def test_a_month_is_compared_with_the_whole_month_of_last_year(helong):
    happen(docketed(helong, "2025-02-28", "执"), docketed(helong, "2026-02-01", "执"))
    refresh()
    (entry,) = lacking(Window.of("month", datetime.date(2026, 2, 1)))
    assert (entry["then"], entry["missing"], entry["target"]) == (1, 1, None)


def test_the_favourable_share_cannot_be_made_up_for(helong):
    happen(rated(helong, "2026-03-04", 5), rated(helong, "2026-03-04", 1))
    assert lacked("favourable") == [(helong.pk, 1, None, None)]


def test_the_intermediate_court_is_not_named(intermediate):
    happen(docketed(intermediate, "2026-03-04"))
    refresh()
    assert lacking(WEEK) == []
