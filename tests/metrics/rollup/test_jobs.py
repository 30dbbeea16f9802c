"""The rhythm: daily, weekly, monthly; whatever was missed mends itself, whatever is done stays done."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from metrics.indicators import declarations
from metrics.indicators.definition import rule_digest
from metrics.ranking.models import Ranking
from metrics.ranking.publication import latest, publish
from metrics.ranking.windows import Window
from metrics.rollup import jobs, tasks
from metrics.rollup.models import DailyFigure, Run
from portal.events import ChangedCourtDay, Event
from tests.metrics.events import diverted, docketed, happen

MONDAY = datetime.date(2026, 3, 9)
DONE, FAILED = Run.Outcome.DONE, Run.Outcome.FAILED


def done(job, day):
    report = {"rules": rule_digest()}
    started = datetime.datetime.now(datetime.UTC)
    return Run.objects.create(job=job, day=day, outcome=DONE, started_at=started, report=report)


def test_the_daily_count_publishes_yesterday(helong):
    happen(diverted(helong, "2026-03-08"))
    assert jobs.daily_count(MONDAY) == [datetime.date(2026, 3, 8)]
    run = Run.objects.get()
    assert (run.job, run.outcome, run.report["rankings"], run.report["rows"]) == (
        Run.Job.DAILY_COUNT,
        DONE,
        len(declarations.INDICATORS),
        2,
    )
    assert latest("day", datetime.date(2026, 3, 8), "diversion").standings.get().place == 1


def test_done_is_done(helong):
    jobs.daily_count(MONDAY)
    with CaptureQueriesContext(connection) as asked:
        assert jobs.daily_count(MONDAY) == []
    assert [query["sql"] for query in asked if not query["sql"].startswith("SELECT")] == []
    assert Run.objects.count() == 1


def test_missed_days_are_made_up_at_the_cost_of_single_ones(helong):
    done(Run.Job.DAILY_COUNT, datetime.date(2026, 3, 1))
    with CaptureQueriesContext(connection) as one:
        assert len(jobs.daily_count(datetime.date(2026, 3, 3))) == 1
    with CaptureQueriesContext(connection) as five:
        assert len(jobs.daily_count(datetime.date(2026, 3, 8))) == 5
    assert len(five) <= 5 * len(one)


def test_a_failure_is_told_holds_up_no_other_day_and_is_tried_again(helong, monkeypatch):
    done(Run.Job.DAILY_COUNT, datetime.date(2026, 3, 1))
    honest = jobs.publish

    def fail(window, indicators):
        if window.begin.day == 3:
            raise OSError("the disk is full")
        return honest(window, indicators)

    monkeypatch.setattr(jobs, "publish", fail)
    assert [day.day for day in jobs.daily_count(datetime.date(2026, 3, 6))] == [2, 4, 5]
    failed = Run.objects.get(outcome=FAILED)
    assert failed.day.day == 3 and "the disk is full" in failed.report["reason"]
    monkeypatch.setattr(jobs, "publish", honest)
    assert [day.day for day in jobs.daily_count(datetime.date(2026, 3, 6))] == [3]
    assert not Run.objects.filter(outcome=FAILED).exists()


def test_a_run_that_was_killed_is_done_again(helong):
    Run.objects.create(job=Run.Job.DAILY_COUNT, day=datetime.date(2026, 3, 8), started_at="2026-03-09T00:00Z")
    assert jobs.daily_count(MONDAY) == [datetime.date(2026, 3, 8)]


def test_a_day_that_is_not_over_is_not_published(helong):
    today = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=2)
    assert jobs.daily_count(today + datetime.timedelta(days=1)) == []
    assert "TooEarly" in Run.objects.get(outcome=FAILED).report["reason"]


def test_the_weekly_urge_says_who_lacks_how_many_cases(helong, dunhua, intermediate):
    week = "2026-03-04"
    happen(diverted(helong, week), *(docketed(helong, week) for _ in range(3)))  # 1/4: four more make 5/8
    happen(*(diverted(dunhua, week) for _ in range(3)), docketed(dunhua, week))  # 3/4: above 60 %
    happen(docketed(intermediate, week))  # not a basic court
    assert jobs.weekly_urge(MONDAY) == [MONDAY]
    report = Run.objects.get().report
    assert report["window"] == ["2026-03-02", "2026-03-09"]
    assert report["below"] == [{
        "indicator": "diversion_a", "court": helong.pk, "numerator": 1, "denominator": 4,
        "target": "3/5", "then": None, "missing": 4,
    }]  # fmt: skip
    assert latest("week", datetime.date(2026, 3, 8), "diversion").version == 1


def test_the_monthly_dispatch_makes_up_missed_months(helong):
    done(Run.Job.MONTHLY_DISPATCH, datetime.date(2025, 12, 1))
    happen(docketed(helong, "2026-01-31"), docketed(helong, "2026-02-01"))
    assert [day.isoformat() for day in jobs.monthly_dispatch(MONDAY)] == [
        "2026-01-01",
        "2026-02-01",
        "2026-03-01",
    ]
    windows = Ranking.objects.filter(indicator="diversion_a").order_by("begin").values_list("begin", "end")
    assert [(begin.month, end.month) for begin, end in windows] == [(12, 1), (1, 2), (2, 3)]


def test_a_late_correction_restates_every_ranking_of_its_day(helong):
    happen(diverted(helong, "2026-03-03"))
    done(Run.Job.DAILY_COUNT, datetime.date(2026, 3, 2))
    jobs.daily_count(datetime.date(2026, 3, 4))
    jobs.weekly_urge(MONDAY)
    Event.objects.all().retract()
    happen(docketed(helong, "2026-03-03"))
    jobs.daily_count(datetime.date(2026, 3, 5))
    for period in ("day", "week"):
        versions = Ranking.objects.filter(period=period, begin__lte="2026-03-03", indicator="diversion_a")
        assert [
            (ranking.version, ranking.standings.get().numerator) for ranking in versions.order_by("version")
        ] == [(1, 1), (2, 0)]
    assert Run.objects.filter(job=Run.Job.DAILY_COUNT).latest("day").report["restated"] >= 4


def test_a_correction_is_restated_during_the_day_and_its_row_says_so(helong):
    happen(diverted(helong, "2026-03-08"))
    jobs.daily_count(MONDAY)
    Event.objects.all().retract()
    jobs.refresh_figures()
    assert jobs.restate() == 2  # both readings of the diversion rate
    tasks.restate.apply(throw=True)  # nothing is left to do
    assert latest("day", datetime.date(2026, 3, 8), "diversion").version == 2
    assert Run.objects.get(job=Run.Job.RESTATEMENT).report == {"times": 1, "restated": 2}


def test_where_nothing_was_corrected_restating_is_one_look(helong):
    happen(diverted(helong, "2026-03-08"))
    jobs.daily_count(MONDAY)
    with CaptureQueriesContext(connection) as asked:
        assert jobs.restate() == 0
    looked = [query["sql"] for query in asked if "metrics_changedday" in query["sql"]]
    assert len(looked) == 1 and not [query for query in asked if "metrics_ranking" in query["sql"]]
    assert not Run.objects.filter(job=Run.Job.RESTATEMENT).exists()


def test_an_indicator_published_later_is_no_restatement(helong):
    """Windows from before the intake was published get their counts, and keep what they had as it was."""
    happen(diverted(helong, "2026-03-08"), docketed(helong, "2026-03-08"))
    ranked = [one for one in declarations.INDICATORS.values() if one.ranked]
    publish(Window.of("day", datetime.date(2026, 3, 8)), ranked)
    before = list(Ranking.objects.order_by("pk").values_list())
    happen(docketed(helong, "2026-03-08", "行初"))
    jobs.refresh_figures()
    assert jobs.restate() == 0
    same = Ranking.objects.filter(indicator__in=[one.code for one in ranked]).order_by("pk")
    assert list(same.values_list()) == before
    count = latest("day", datetime.date(2026, 3, 8), "litigation_intake")
    assert (count.version, count.standings.get().numerator) == (1, 2)


def test_a_failed_restatement_is_told_and_made_up_for(helong, monkeypatch):
    happen(diverted(helong, "2026-03-08"))
    jobs.daily_count(MONDAY)
    Event.objects.all().retract()
    jobs.refresh_figures()

    def fail(window, indicators):
        raise OSError("the disk is full")

    with monkeypatch.context() as broken, pytest.raises(OSError, match="the disk is full"):
        broken.setattr(jobs, "publish", fail)
        jobs.restate()
    assert Run.objects.get(job=Run.Job.RESTATEMENT).outcome == FAILED
    assert jobs.restate() == 2
    assert Run.objects.get(job=Run.Job.RESTATEMENT).outcome == DONE


def test_a_changed_rule_counts_the_history_anew(helong, monkeypatch):
    happen(diverted(helong, "2025-03-03"))
    jobs.daily_count(datetime.date(2026, 3, 4))
    new = declarations.Indicator(
        code="led_to_mediation", name="n", definition="d", source="s", rows=declarations.DIVERTED,
        kind=declarations.Kind.COUNT,
    )  # fmt: skip
    monkeypatch.setitem(declarations.INDICATORS, new.code, new)
    jobs.daily_count(datetime.date(2026, 3, 5))
    assert DailyFigure.objects.get(indicator=new.code).numerator == 1


def test_the_refresher_adds_its_work_up_in_one_row_a_day(helong):
    for _ in range(2):
        happen(diverted(helong, "2026-03-02"))
        assert jobs.refresh_figures() == 2
    assert jobs.refresh_figures() == 0
    assert Run.objects.get().report == {"times": 2, "rows": 4}


def test_a_failed_refresh_is_told_and_mends_itself(helong, monkeypatch):
    def fail():
        raise OSError("no space")

    with monkeypatch.context() as broken, pytest.raises(OSError, match="no space"):
        broken.setattr(jobs, "refresh", fail)
        jobs.refresh_figures()
    assert Run.objects.get().outcome == FAILED
    jobs.refresh_figures()
    assert Run.objects.get().outcome == DONE


@pytest.mark.parametrize("task", ["refresh_figures", "daily_count", "weekly_urge", "monthly_dispatch"])
def test_every_task_twice_is_once(helong, task):
    happen(diverted(helong, "2026-03-02"))
    getattr(tasks, task).apply(throw=True)
    before = list(Ranking.objects.values_list()), list(Run.objects.values_list())
    getattr(tasks, task).apply(throw=True)
    assert (list(Ranking.objects.values_list()), list(Run.objects.values_list())) == before
    assert not ChangedCourtDay.objects.exists()


@pytest.mark.parametrize("job", [jobs.daily_count, jobs.weekly_urge, jobs.monthly_dispatch])
def test_statements_do_not_grow_with_courts(many_courts, job):
    counts = []
    for size, today in ((10, datetime.date(2025, 9, 1)), (300, datetime.date(2026, 6, 1))):  # both Mondays
        courts = many_courts(size)
        happen(*(diverted(court, today - datetime.timedelta(days=1)) for court in courts))
        Run.objects.all().delete()
        with CaptureQueriesContext(connection) as asked:
            assert len(job(today)) == 1
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_since_a_day_the_days_never_done_are_done_and_none_twice(helong):
    happen(diverted(helong, "2026-02-11"))
    since = datetime.date(2026, 2, 11)  # a Wednesday
    jobs.daily_count(MONDAY)
    days = jobs.daily_count(MONDAY, since=since)
    assert (days[0], days[-1], len(days)) == (since, datetime.date(2026, 3, 7), 25)
    assert [day.isoformat() for day in jobs.weekly_urge(MONDAY, since=since)] == [
        "2026-02-09", "2026-02-16", "2026-02-23", "2026-03-02", "2026-03-09",
    ]  # fmt: skip
    assert [day.isoformat() for day in jobs.monthly_dispatch(MONDAY, since=since)] == [
        "2026-02-01",
        "2026-03-01",
    ]
    assert latest("day", since, "diversion").standings.get().numerator == 1
    assert latest("week", since, "diversion").standings.get().numerator == 1
    before = list(Ranking.objects.values_list()), list(Run.objects.values_list())
    for job in (jobs.daily_count, jobs.weekly_urge, jobs.monthly_dispatch):
        assert job(MONDAY, since=since) == []
    assert (list(Ranking.objects.values_list()), list(Run.objects.values_list())) == before


def test_since_a_later_day_leaves_no_gap(helong):
    done(Run.Job.DAILY_COUNT, datetime.date(2026, 3, 1))
    assert len(jobs.daily_count(MONDAY, since=datetime.date(2026, 3, 7))) == 7


def test_after_a_changed_rule_earlier_days_cost_one_full_count(helong, monkeypatch):
    done(Run.Job.DAILY_COUNT, datetime.date(2026, 3, 7))
    Run.objects.update(report={"rules": "an older one"})
    full = []
    monkeypatch.setattr(jobs, "roll_up", lambda: full.append(1) or 0)
    assert len(jobs.daily_count(MONDAY, since=datetime.date(2026, 3, 1))) == 7
    assert len(full) == 1
