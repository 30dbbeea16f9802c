"""The demo district: counted by the portal and, another way, from the cases themselves."""

import datetime
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from filing.models import Filing
from metrics.demo import truth, world
from metrics.indicators.declarations import INDICATORS
from metrics.rollup.models import DailyFigure
from metrics.rollup.recount import recount
from portal.events import Event

NOW = datetime.datetime(2026, 5, 20, 16, 0, tzinfo=world.ZONE)


@pytest.fixture
def seeded(db, tmp_path, time_machine_at):
    time_machine_at(NOW)
    path = tmp_path / "truth.json"
    call_command("seed_district", courts=6, years=0.35, cases=120, seed=16, truth=path, stdout=StringIO())
    call_command("roll_up", all=True, stdout=StringIO())
    return path


def test_every_figure_of_every_court_day_week_and_month_equals_the_truth(seeded):
    out = StringIO()
    call_command("compare_truth", seeded, stdout=out)
    assert " 0 windows differ" in out.getvalue()
    told = json.loads(seeded.read_text())
    assert told["figures"].keys() == INDICATORS.keys()
    assert all(told["figures"][code]["month"] for code in INDICATORS)
    assert len(told["figures"]["diversion_a"]["day"]) > 30 and len(told["ranks"]["diversion_a"]["day"]) > 30
    assert len(told["as_of"]) == 6


def test_one_wrong_figure_is_found(seeded):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE metrics_dailyfigure SET numerator = numerator + 1 WHERE (court_id, indicator, day) IN"
            " (SELECT court_id, indicator, day FROM metrics_dailyfigure WHERE indicator = 'favourable' LIMIT 1)"
        )
    with pytest.raises(CommandError, match="favourable"):
        call_command("compare_truth", seeded, stdout=StringIO())


def change(path, deed):
    """The truth file with something else in it."""
    told = json.loads(path.read_text())
    deed(told)
    path.write_text(json.dumps(told))


def without_an_indicator(told):
    del told["figures"]["rating_coverage"]


def with_a_happy_indicator(told):
    told["figures"]["happiness"] = {}


def with_the_first_court_last(told):
    next(iter(told["ranks"]["diversion_a"]["week"].values())).update({"3": 5})


def with_a_correction_that_was_known_before(told):
    before, after = told["as_of"][:2]
    before["figures"] = after["figures"]


@pytest.mark.parametrize(
    ("deed", "named"),
    [
        (without_an_indicator, "rating_coverage"),
        (with_a_happy_indicator, "happiness"),
        (with_the_first_court_last, "diversion_a week .* places"),
        (with_a_correction_that_was_known_before, "as of"),
    ],
)
def test_what_truth_and_portal_do_not_share_is_named(seeded, deed, named):
    change(seeded, deed)
    with pytest.raises(CommandError, match=named):
        call_command("compare_truth", seeded, stdout=StringIO())


def test_statements_do_not_follow_the_number_of_windows(seeded, django_assert_max_num_queries):
    # 11 indicators in 3 series each, 2 of them ranked 25 windows at a time, and the windows of 6 moments.
    with django_assert_max_num_queries(100):
        call_command("compare_truth", seeded, stdout=StringIO())


def test_equal_rates_share_a_place_among_the_basic_courts():
    cells = {"0": [9, 9], "1": [1, 3], "2": [2, 6], "3": [1, 2], "4": [0, 0], "5": [0, 7]}
    assert truth._places(cells) == {"3": 1, "1": 2, "2": 2, "5": 4}


def test_a_wrong_day_is_true_until_it_is_noticed():
    built = world.build(courts=3, years=0.5, cases_a_year=300, seed=5, now=NOW)
    case = next(case for case in built.cases if case.noticed and case.docketed_as == "执")
    built.cases = [case]
    right, wrong = case.docketed.date().isoformat(), case.misdated.isoformat()
    second = datetime.timedelta(seconds=1)

    def days(moment):
        return list(truth.count(built, moment)["enforcement_intake"]["day"])

    assert days(case.first_put_down[1] - second) == []
    assert days(case.noticed - second) == [wrong] != [right]
    assert days(case.noticed) == days(None) == [right]


def test_a_case_that_was_settled_and_closed_later_ends_once():
    built = world.build(courts=3, years=0.5, cases_a_year=300, seed=5, now=NOW)
    built.cases = [case for case in built.cases if case.succeeded and case.closed]
    ended = truth.count(built)["rating_coverage"]["month"].values()
    assert sum(cell[1] for cells in ended for cell in cells.values()) == len(built.cases) > 5


def test_the_slow_recount_agrees(seeded):
    assert recount(NOW.date() - datetime.timedelta(days=130), NOW.date() + datetime.timedelta(days=1)) == []
    assert DailyFigure.objects.exists()


def test_seeding_again_adds_nothing(seeded):
    before = Event.objects.count()
    call_command("seed_district", courts=6, years=0.35, cases=120, seed=16, stdout=StringIO())
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
