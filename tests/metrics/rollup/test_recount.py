"""The slow recount agrees with the figures after anything that may happen, and finds whatever was tampered with."""

import datetime

import pytest
from django.db import connection, transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics.indicators.declarations import INDICATORS
from metrics.ranking.models import Standing
from metrics.ranking.publication import publish
from metrics.ranking.windows import Window
from metrics.rollup.models import DailyFigure, DailySpread, MonthlyFigure
from metrics.rollup.recount import recount, recount_published
from metrics.rollup.refresh import refresh
from metrics.rollup.rollup import roll_up
from portal.events import Event
from tests.metrics.events import diverted, docketed, ended, event, happen, rated

BEGIN, END = datetime.date(2025, 12, 1), datetime.date(2026, 3, 1)
MARCH = datetime.date(2026, 3, 2)

KINDS = ("filing", "mediation", "register", "rating", "confirmation")
VERBS = (
    "accept",
    "docket",
    "docket_on_expiry",
    "decline",
    "enter_mediation",
    "succeed",
    "fail",
    "close",
    "rate",
    "confirm",
)
FACTS = st.fixed_dictionaries(
    {"case_type": st.sampled_from(["民初", "行初", "刑初", "执", "民终"]), "mediated": st.booleans()},
    optional={
        "first": st.booleans(),
        "in_time": st.sampled_from([True, False, None]),
        "settled": st.sampled_from([True, False, None]),
        "days": st.one_of(st.none(), st.integers(0, 60)),
        "grade": st.one_of(st.none(), st.integers(1, 5)),
    },
)
DAYS = st.dates(BEGIN, END - datetime.timedelta(days=1))
EVENTS = st.lists(
    st.tuples(st.integers(0, 5), DAYS, st.sampled_from(KINDS), st.sampled_from(VERBS), FACTS),
    min_size=1,
    max_size=30,
)
CHANGES = st.lists(
    st.tuples(st.sampled_from(["retract", "redate", "transfer", "refresh"]), st.integers(0, 29), DAYS, st.integers(0, 5)),
    max_size=15,
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=EVENTS, changes=CHANGES)
def test_whatever_happens_the_recount_agrees(district, told, changes):
    courts = list(district.values())
    with transaction.atomic():
        happened = happen(
            *(event(courts[at], day, kind, verb, **facts) for at, day, kind, verb, facts in told)
        )
        for change, which, day, at in changes:
            _change(change, happened[which % len(happened)], day, courts[at])
        refresh()
        assert recount(BEGIN, END) == []
        assert roll_up(BEGIN, END) == 0
        transaction.set_rollback(True)


def _change(change, one, day, court):
    """A correction takes the event back and, unless it is only taken back, adds it on another day or at another court."""
    if change == "refresh":
        refresh()
    elif Event.objects.filter(id=one.id).retract() and change != "retract":
        new = {"court": court} if change == "transfer" else {"day": day}
        copy = event(
            new.get("court", one.court), new.get("day", one.day), one.subject_kind, one.verb, **one.facts
        )
        one.id = happen(copy)[0].id


@pytest.fixture
def week(helong, dunhua):
    happen(diverted(helong, MARCH), ended(helong, MARCH, 9), rated(helong, MARCH, 5), docketed(dunhua, MARCH))
    refresh()
    return Window.of("week", MARCH)


@pytest.mark.parametrize(
    ("model", "change", "where"),
    [
        (DailyFigure, {"numerator": F("numerator") + 1}, "day"),
        (DailySpread, {"times": F("times") + 1}, "spread"),
        (MonthlyFigure, {"numerator": F("numerator") + 1}, "month"),
    ],
)
def test_what_was_tampered_with_is_found(week, model, change, where):
    first = model.objects.order_by("indicator").first()
    model.objects.filter(pk=first.pk).update(**change)
    found = recount(datetime.date(2026, 3, 1), datetime.date(2026, 4, 1))
    assert where in {one.where for one in found}
    assert {one.court_id for one in found} == {first.court_id}


def test_a_figure_without_events_is_found(week, helong):
    DailyFigure.objects.create(court=helong, day=MARCH, indicator="diversion_x", numerator=1)
    assert [one.counted for one in recount(week.begin, week.end)] == [None]


def test_a_change_that_still_waits_is_no_difference(week, helong):
    happen(diverted(helong, MARCH))
    assert recount(week.begin, week.end) == []


def test_the_count_as_of_a_moment_is_the_same_both_ways(week, helong):
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment = cursor.fetchone()[0]
    Event.objects.filter(court=helong).retract()
    happen(docketed(helong, MARCH))
    assert recount(week.begin, week.end, moment) == []


def test_what_was_published_is_counted_again_as_of_its_cutoff(week, helong):
    publish(week, INDICATORS.values())
    happen(docketed(helong, MARCH))
    refresh()
    publish(week, INDICATORS.values())
    assert recount_published(week.begin, week.end) == []
    Standing.objects.filter(ranking__indicator="favourable").update(numerator=0)
    assert {one.where for one in recount_published(week.begin, week.end)} == {"digest", "published"}
