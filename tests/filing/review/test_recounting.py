"""Last days follow the day table: what staff enter of it moves the limits that are open, and no filing is docketed early."""

import datetime

import pytest

from filing.intake.models import Filing
from filing.review import expiry, workflow
from filing.review.recounting import recount, recount_one
from portal.audit.models import AuditEntry
from portal.calendar.loading import court_days
from portal.calendar.models import CourtDay
from portal.calendar.recounting import recount_limits
from portal.events import Event
from portal.workflow import Process
from tests.filing.conftest import COURT_ZONE

date = datetime.date
MEDIATION = Process("mediation")


def enter_days(*days, works=False):
    for day in days:
        CourtDay.objects.create(day=date(2026, 3, day), works=works, name="调休", source="通知")


def at(day, hour=9):
    return datetime.datetime(2026, 3, day, hour, tzinfo=COURT_ZONE)


def stored():
    return Filing.objects.get()


def test_a_rest_day_entered_later_moves_the_last_day(clock, filing):
    enter_days(16, 17)
    assert (recount_limits(), stored().decide_by) == (1, date(2026, 3, 18))
    entry = AuditEntry.objects.get(action="recount_limit")
    assert (entry.subject_id, entry.process) == (filing.pk, "calendar")
    assert entry.detail == {"decide_by": ["2026-03-16", "2026-03-18"]}
    assert recount_limits() == 0 and Event.objects.count() == 1


def test_a_working_day_entered_later_takes_it_back(clock, filing):
    enter_days(16)
    recount_limits()
    CourtDay.objects.all().delete()
    assert (recount_limits(), stored().decide_by) == (1, date(2026, 3, 16))


def test_nothing_is_docketed_before_its_last_day_as_the_table_stands(clock, filing):
    enter_days(16, 17)
    clock.move_to(at(17, 0))
    assert expiry.docket_expired() == (0, 0)
    assert (stored().state, stored().decide_by) == ("submitted", date(2026, 3, 18))
    clock.move_to(at(19, 0))
    assert expiry.docket_expired() == (1, 0)


def test_each_limit_is_counted_by_its_own_rule(clock, receive):
    working_days = receive(channel="cross_border")  # seven: until Wednesday the 18th
    thirty = receive(case_type="民撤")
    enter_days(11, 12)
    recount_limits()
    found = {filing.pk: filing.decide_by for filing in Filing.objects.all()}
    assert found == {working_days.pk: date(2026, 3, 20), thirty.pk: thirty.decide_by}


def test_corrections_and_transfers_count_from_their_own_day(clock, filing, filing_judge, clerk, dunhua):
    workflow.return_for_correction(filing, by=filing_judge, defects=["claim"], correct_by=date(2026, 3, 13))
    enter_days(13)
    assert (recount_limits(), stored().correct_by) == (1, date(2026, 3, 16))
    clock.move_to(at(16))
    workflow.resubmit(stored(), by=clerk)
    enter_days(23)
    assert (recount_limits(), stored().decide_by) == (1, date(2026, 3, 24))
    clock.move_to(at(17))
    workflow.transfer(stored(), by=filing_judge, court=dunhua, reasons="被告住所地在敦化")
    enter_days(24)
    assert (recount_limits(), stored().decide_by) == (1, date(2026, 3, 25))


def test_the_days_of_an_offer_rest_before_the_end_is_rolled(clock, receive, filing_judge):
    clock.move_to(
        datetime.datetime(2026, 3, 14, 9, tzinfo=COURT_ZONE)
    )  # the seventh day is Saturday the 21st
    filing = receive()
    assert filing.decide_by == date(2026, 3, 23)
    clock.move_to(at(16))
    workflow.refer(filing, by=filing_judge)
    clock.move_to(at(17))
    workflow.take_back(filing, by=MEDIATION)
    assert stored().decide_by == date(2026, 3, 23)  # Sunday the 22nd, rolled once
    assert recount_limits() == 0
    enter_days(23)
    assert (recount_limits(), stored().decide_by) == (1, date(2026, 3, 24))


def test_working_days_rest_as_working_days(clock, receive, filing_judge):
    filing = receive(channel="cross_border")  # until Wednesday the 18th
    clock.move_to(at(13))
    workflow.refer(filing, by=filing_judge)
    clock.move_to(at(16))
    workflow.take_back(filing, by=MEDIATION)
    assert stored().decide_by == date(2026, 3, 19)  # of the three days away one was a working day


def test_what_is_decided_keeps_what_it_was_judged_by(clock, filing, filing_judge):
    workflow.docket(filing, by=filing_judge)
    enter_days(16)
    assert (recount_limits(), stored().decide_by) == (0, date(2026, 3, 16))


def test_one_that_moves_on_meanwhile_is_left_alone(clock, filing, filing_judge):
    stale = stored()
    enter_days(16)
    clock.shift(60)
    workflow.accept(filing, by=filing_judge)
    assert recount_one(stale, days=court_days()) == 0
    assert (recount_limits(), stored().decide_by) == (1, date(2026, 3, 17))


def test_more_filings_cost_no_more_statements(clock, receive, django_assert_num_queries):
    for _filing in range(3):
        receive()
    days = court_days()
    with django_assert_num_queries(3):  # the filings, their steps, and that there are no more
        assert recount(days) == 0
    receive()
    with django_assert_num_queries(3):
        assert recount(days) == 0


def test_the_task_is_on_the_schedule(clock, filing, settings):
    from portal.calendar.tasks import recount_limits as task

    assert settings.CELERY_BEAT_SCHEDULE["recount-limits"]["task"] == task.name
    enter_days(16)
    task()
    assert stored().decide_by == date(2026, 3, 17)


def test_whose_limit_began_anew_while_others_are_docketed_is_left_alone(
    clock, receive, filing_judge, clerk, monkeypatch
):
    first, second = receive(), receive()
    docket = workflow.docket_on_expiry

    def and_meanwhile(late, *, by):
        other = Filing.objects.get(pk=second.pk)
        workflow.return_for_correction(
            other, by=filing_judge, defects=["claim"], correct_by=date(2026, 3, 20)
        )
        clock.shift(60)
        workflow.resubmit(Filing.objects.get(pk=second.pk), by=clerk)
        return docket(late, by=by)

    monkeypatch.setattr(expiry, "docket_on_expiry", and_meanwhile)
    clock.shift(datetime.timedelta(days=9))
    assert expiry.docket_expired() == (1, 0)
    assert dict(Filing.objects.values_list("pk", "state")) == {first.pk: "docketed", second.pk: "submitted"}


@pytest.mark.parametrize("channel", ["cross_border", "window"])
def test_what_comes_over_a_border_is_corrected_within_fifteen_days(
    client, clock, receive, filing_judge, channel
):
    filing = receive(channel=channel)
    client.force_login(filing_judge)
    field = client.get(f"/filings/{filing.pk}/return/").context["form"]["correct_by"]
    proposed, latest = {"cross_border": ("2026-03-24", "2026-03-24"), "window": ("2026-03-16", "2026-04-08")}[
        channel
    ]
    assert (str(field.initial), field.field.widget.attrs["max"]) == (proposed, latest)
    asked = {"defects": ["claim"], "remarks": "", "correct_by": "2026-03-25"}
    answer = client.post(f"/filings/{filing.pk}/return/", asked)
    assert answer.status_code == (422 if channel == "cross_border" else 302)
