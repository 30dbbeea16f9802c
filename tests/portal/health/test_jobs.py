"""Every scheduled job leaves word when it ends; what stands still is told on the page of runs and to the monitor."""

import datetime

import pytest
from celery import shared_task
from celery.schedules import crontab
from django.conf import settings
from django.db.utils import OperationalError
from django.urls import reverse
from django.utils import timezone, translation

from portal.health import heartbeats, jobs
from portal.health.models import Heartbeat
from portal.tasks import make_event_partitions
from tests.portal.health.test_health import figures

ENGLISH = {"accept-language": "en"}


def job(code):
    return next(one for one in jobs.scheduled() if one.code == code)


def heard(code, ago, fault=None):
    """Word of a job, `ago` seconds ago."""
    now = timezone.now() - datetime.timedelta(seconds=ago)
    heartbeats.beat(code, now, fault)
    Heartbeat.objects.filter(pk=code).update(
        began_at=now, ended_at=now, since=now, well_at=None if fault else now
    )


@shared_task
def breaks():
    raise RuntimeError("disk full\nDETAIL: Key (name)=(金明哲)")


@pytest.fixture(autouse=True)
def nothing_said():
    heartbeats._well.clear()
    yield
    heartbeats._well.clear()


@shared_task
def works():
    return None


def test_a_scheduled_task_leaves_word_in_one_row(db, time_machine):
    make_event_partitions.apply()
    first = Heartbeat.objects.get()
    time_machine.move_to(timezone.now() + datetime.timedelta(seconds=31))
    make_event_partitions.apply()
    again = Heartbeat.objects.get()
    assert (again.job, again.outcome, again.reason) == ("make-partitions", "done", "")
    assert again.since == first.since and again.ended_at == again.well_at > first.ended_at
    assert again.began_at <= again.ended_at


def test_one_that_fails_says_why_and_keeps_when_it_last_went_well(db, monkeypatch):
    monkeypatch.setitem(settings.CELERY_BEAT_SCHEDULE["seal-audit"], "task", breaks.name)
    heard("seal-audit", 5)
    well = Heartbeat.objects.get().well_at
    breaks.apply()
    told = Heartbeat.objects.get()
    assert (told.outcome, told.reason, told.well_at) == ("failed", "RuntimeError: disk full", well)
    heartbeats.beat("seal-audit", timezone.now())
    told.refresh_from_db()
    assert (told.outcome, told.reason) == ("done", "") and told.well_at > well


def test_what_runs_every_few_seconds_and_goes_well_is_not_written_each_time(
    db, django_assert_num_queries, monkeypatch
):
    heartbeats.beat("seal-audit", timezone.now())
    monkeypatch.setitem(settings.CELERY_BEAT_SCHEDULE["seal-audit"], "task", works.name)
    with django_assert_num_queries(0):
        works.apply()
    monkeypatch.setitem(settings.CELERY_BEAT_SCHEDULE["seal-audit"], "task", breaks.name)
    for told in (1, 1):  # a fault always is, and what comes after it
        with django_assert_num_queries(told):
            breaks.apply()
    monkeypatch.setitem(settings.CELERY_BEAT_SCHEDULE["seal-audit"], "task", works.name)
    with django_assert_num_queries(1):
        works.apply()


def test_a_task_outside_the_schedule_leaves_none(db):
    breaks.apply()
    assert not Heartbeat.objects.exists()


def test_a_database_that_is_away_does_not_fail_the_task(db, monkeypatch):
    def away(*_words):
        raise OperationalError

    monkeypatch.setattr(heartbeats, "beat", away)
    assert make_event_partitions.apply().state == "SUCCESS"


def test_word_is_one_statement(django_assert_num_queries, db):
    with django_assert_num_queries(1):
        heartbeats.beat("seal-audit", timezone.now())


@pytest.mark.parametrize(
    ("code", "ago", "state"),
    [
        ("docket-expired", 3 * 3600 - 60, "done"), ("docket-expired", 3 * 3600 + 60, "overdue"),
        ("make-partitions", 3 * 86400 - 60, "done"), ("make-partitions", 3 * 86400 + 60, "overdue"),
        # A busy worker may be late by seconds; a minute is what stands still.
        ("seal-audit", 50, "done"), ("seal-audit", 70, "overdue"),
    ],
)  # fmt: skip
def test_overdue_is_three_periods_without_a_run(db, code, ago, state):
    heard(code, ago)
    assert job(code).state == state


def test_one_that_fails_in_time_is_failed_and_one_that_is_late_overdue(db):
    heard("docket-expired", 60, OSError("disk full"))
    heard("seal-audit", 600, OSError("disk full"))
    assert (job("docket-expired").state, job("seal-audit").state) == ("failed", "overdue")


def test_what_never_ran_counts_from_the_first_word_of_any(db):
    assert {one.state for one in jobs.scheduled()} == {"overdue"}  # nobody works
    heard("seal-audit", 2 * 3600)
    assert (job("docket-expired").state, job("resume-imports").state) == ("unheard", "overdue")


def test_periods_are_those_of_the_schedule():
    schedules = [3.5, crontab(minute="*/10"), crontab(minute=5), crontab(hour=3, minute=20)]
    assert [jobs.period_of(one).total_seconds() for one in schedules] == [3.5, 600, 3600, 86400]


def test_spans_read_as_people_say_them():
    said = {
        0.04: "0 seconds",
        0.25: "0.2 seconds",
        1: "1 second",
        5: "5 seconds",
        60: "1 minute",
        7200: "2 hours",
    }
    with translation.override("en"):
        assert {one: jobs.in_words(datetime.timedelta(seconds=one)) for one in said} == said


def test_every_job_of_the_schedule_has_a_name_and_no_other():
    assert set(jobs.NAMES) == set(settings.CELERY_BEAT_SCHEDULE)
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        if isinstance(entry["schedule"], crontab):  # `period_of` looks at minutes and hours only
            every = crontab()
            assert entry["schedule"].day_of_week == every.day_of_week
            assert entry["schedule"].day_of_month == every.day_of_month


def test_the_page_of_runs_shows_them_all(client, division):
    heard("docket-expired", 60, OSError("disk full"))
    heard("make-partitions", 4 * 86400)
    client.force_login(division)
    page = client.get(reverse("rollup:runs"), headers=ENGLISH).content.decode()
    assert page.count("data-job=") == len(settings.CELERY_BEAT_SCHEDULE)
    assert 'data-job="docket-expired" data-state="failed"' in page and "OSError: disk full" in page
    assert 'data-job="make-partitions" data-state="overdue"' in page and "chip--late" in page


def test_they_are_asked_for_at_once(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        jobs.scheduled()


def test_a_monitor_reads_ages_and_what_is_overdue(client, db):
    heard("docket-expired", 120)
    heard("seal-audit", 600, OSError("disk full"))
    read = figures(client.get("/metrics").content.decode())
    ages = read["songting_job_age_seconds"]
    assert set(ages) == {(("job", "docket-expired"),)} and 120 <= ages[(("job", "docket-expired"),)] < 180
    overdue = read["songting_job_overdue"]
    assert len(overdue) == len(settings.CELERY_BEAT_SCHEDULE)
    assert (overdue[(("job", "docket-expired"),)], overdue[(("job", "seal-audit"),)]) == (0, 1)
