"""The demo district: counted by the portal and, another way, from the cases themselves."""

import datetime
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from filing.models import Filing
from metrics.demo import truth, world
from metrics.rollup.models import DailyFigure
from metrics.rollup.recount import recount
from portal.events import Event

NOW = datetime.datetime(2026, 5, 20, 16, 0, tzinfo=world.ZONE)


@pytest.fixture
def seeded(db, tmp_path, time_machine_at):
    time_machine_at(NOW)
    path = tmp_path / "truth.json"
    call_command("seed_district", courts=6, years=0.35, cases=120, seed=11, truth=path, stdout=StringIO())
    call_command("roll_up", all=True, stdout=StringIO())
    return path


def test_every_figure_of_every_court_day_week_and_month_equals_the_truth(seeded):
    out = StringIO()
    call_command("compare_truth", seeded, stdout=out)
    assert " 0 windows differ" in out.getvalue()
    assert len(json.loads(seeded.read_text())["figures"]["diversion_a"]["day"]) > 30


def test_one_wrong_figure_is_found(seeded):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE metrics_dailyfigure SET numerator = numerator + 1 WHERE (court_id, indicator, day) IN"
            " (SELECT court_id, indicator, day FROM metrics_dailyfigure WHERE indicator = 'favourable' LIMIT 1)"
        )
    with pytest.raises(CommandError, match="favourable"):
        call_command("compare_truth", seeded, stdout=StringIO())


def test_the_slow_recount_agrees(seeded):
    assert recount(NOW.date() - datetime.timedelta(days=130), NOW.date() + datetime.timedelta(days=1)) == []
    assert DailyFigure.objects.exists()


def test_seeding_again_adds_nothing(seeded):
    before = Event.objects.count()
    call_command("seed_district", courts=6, years=0.35, cases=120, seed=11, stdout=StringIO())
    assert Event.objects.count() == before


def test_seeded_states_are_those_of_the_last_event(seeded):
    last = {}
    for event in Event.objects.current().filter(subject_kind="filing").order_by("at", "id"):
        last[event.subject_id] = event.target
    assert last == dict(Filing.objects.values_list("pk", "state"))


def test_the_same_seed_is_the_same_world():
    one, two = (world.build(courts=3, years=0.2, cases_a_year=80, seed=5, now=NOW) for _ in range(2))
    assert one.cases == two.cases
    assert truth.count(one) == truth.count(two)


def test_windows_are_nearly_empty_on_rest_days():
    built = world.build(courts=6, years=1, cases_a_year=300, seed=5, now=NOW)
    resting = [case for case in built.cases if not world.works(case.received.date())]
    assert 0 < len(resting) < len(built.cases) / 5
    assert all(case.channel in ("online", "mobile") for case in resting)


def test_nothing_happens_in_the_future():
    for case in world.build(courts=6, years=0.5, cases_a_year=300, seed=5, now=NOW).cases:
        moments = [
            case.received,
            case.referred,
            case.diverted,
            case.mediation_ended,
            case.docketed,
            case.closed,
        ]
        assert max(moment for moment in moments if moment) <= NOW


@pytest.mark.parametrize("wrong", [{"courts": 1}, {"years": 0}, {"cases": 0}])
def test_an_impossible_district_is_refused(db, wrong):
    with pytest.raises(CommandError):
        call_command("seed_district", stdout=StringIO(), **{"courts": 6, "years": 1, "cases": 10, **wrong})
