"""Until when the court decides: each limit on its edge days, its restart, its rest, and its end."""

import datetime
from datetime import date

import pytest

from filing.intake.models import Filing
from filing.review import expiry, workflow
from filing.review.clock import decision_due, decision_rule
from portal.calendar.loading import published_days
from portal.events import Event
from portal.workflow import Process
from tests.filing.conftest import COURT_ZONE

S = Filing.State
MEDIATION = Process("mediation")


@pytest.mark.parametrize(
    ("case_type", "cause", "channel", "rule"),
    [
        ("民初", "民间借贷纠纷", "window", "filing_decision"),
        ("行初", "治安行政处罚", "online", "filing_decision_administrative"),
        ("刑初", "故意伤害", "window", "filing_decision_private_prosecution"),
        ("民撤", "第三人撤销之诉", "window", "filing_decision_third_party_revocation"),
        ("民初", "第三人撤销之诉", "window", "filing_decision_third_party_revocation"),
        ("民初", "案外人执行异议之诉", "window", "filing_decision_enforcement_objection"),
        ("民初", "执行异议之诉", "window", "filing_decision_enforcement_objection"),
        ("执", "民间借贷纠纷", "window", "filing_decision_enforcement"),
        ("民初", "民间借贷纠纷", "cross_border", "cross_border_decision"),
    ],
)
def test_which_limit(case_type, cause, channel, rule):
    assert decision_rule(case_type=case_type, cause_name=cause, channel=channel) == rule


@pytest.mark.parametrize(
    ("fields", "received", "last"),
    [
        ({}, date(2026, 3, 9), date(2026, 3, 16)),  # 7 days, Monday to Monday
        ({}, date(2026, 3, 14), date(2026, 3, 23)),  # the 7th day is a Saturday: on to Monday
        ({}, date(2026, 9, 25), date(2026, 10, 8)),  # the 7th day falls into the National Day week
        ({"case_type": "刑初"}, date(2026, 3, 9), date(2026, 3, 24)),  # 15 days
        ({"case_type": "民撤"}, date(2026, 3, 9), date(2026, 4, 8)),  # 30 days
        ({"cause_name": "案外人执行异议之诉"}, date(2026, 3, 9), date(2026, 3, 24)),  # 15 days
        ({"case_type": "执"}, date(2026, 3, 9), date(2026, 3, 16)),
        ({"channel": "cross_border"}, date(2026, 3, 9), date(2026, 3, 18)),  # 7 working days
    ],
)
def test_the_last_day(fields, received, last):
    assert decision_due(dispute_of(fields), received, days=published_days()).due == last


def dispute_of(fields):
    return Filing(**{"case_type": "民初", "cause_name": "民间借贷纠纷", "channel": "window", **fields})


@pytest.mark.parametrize("case_type", ["民初", "刑初", "民撤", "执"])
def test_in_time_on_the_last_day_and_late_the_day_after(clock, receive, filing_judge, case_type):
    punctual, tardy = receive(case_type=case_type), receive(case_type=case_type)
    last = datetime.datetime.combine(punctual.decide_by, datetime.time(23, 59), COURT_ZONE)
    clock.move_to(last)
    assert not Filing.objects.overdue().exists()
    workflow.docket(punctual, by=filing_judge)
    clock.move_to(last + datetime.timedelta(minutes=1))
    assert list(Filing.objects.overdue()) == [tardy]
    workflow.docket(tardy, by=filing_judge)
    facts = [Event.objects.about(each).get(verb="docket").facts["in_time"] for each in (punctual, tardy)]
    assert facts == [True, False]


def test_corrections_start_the_limit_anew_and_their_day_is_not_counted(clock, filing, filing_judge, clerk):
    workflow.return_for_correction(filing, by=filing_judge, defects=["claim"], correct_by=date(2026, 3, 20))
    clock.move_to(datetime.datetime(2026, 3, 18, 10, tzinfo=COURT_ZONE))
    assert not Filing.objects.overdue(date(2026, 3, 30)).exists()  # the court waits for the party
    workflow.resubmit(filing, by=clerk)
    stored = Filing.objects.get()
    assert (stored.state, stored.decide_by, stored.correct_by) == (S.SUBMITTED, date(2026, 3, 25), None)
    assert stored.notices.get().corrected_at == stored.state_since


def test_an_offer_nobody_took_up_rests_the_clock(clock, filing, filing_judge):
    clock.shift(datetime.timedelta(days=2))
    workflow.refer(filing, by=filing_judge)
    clock.shift(datetime.timedelta(days=10))  # long past the limit
    workflow.take_back(filing, by=MEDIATION)
    assert filing.decide_by == date(2026, 3, 26)  # ten days more than the 16th
    clock.move_to(datetime.datetime(2026, 3, 26, 9, tzinfo=COURT_ZONE))
    workflow.docket(filing, by=filing_judge)
    assert Event.objects.about(filing).get(verb="docket").facts["in_time"] is True


def test_a_failed_mediation_starts_a_limit_of_its_own(clock, filing, filing_judge):
    workflow.refer(filing, by=filing_judge)
    workflow.enter_mediation(filing, by=MEDIATION)
    clock.shift(datetime.timedelta(days=28))  # Monday 6 April is a holiday
    workflow.come_back(filing, by=MEDIATION)
    assert filing.decide_by == date(2026, 4, 13)
    workflow.docket(filing, by=filing_judge)
    assert "in_time" not in Event.objects.about(filing).get(verb="docket").facts


def test_undecided_past_the_limit_is_docketed_first(clock, filing):
    clock.move_to(datetime.datetime(2026, 3, 16, 23, 0, tzinfo=COURT_ZONE))
    assert expiry.docket_expired() == (0, 0)
    clock.move_to(datetime.datetime(2026, 3, 17, 0, 5, tzinfo=COURT_ZONE))
    assert expiry.docket_expired() == (1, 0)
    stored = Filing.objects.get()
    assert (stored.state, stored.expired, str(stored.case_number)) == (
        S.DOCKETED,
        True,
        "（2026）吉7502民初1号",
    )
    event = Event.objects.about(stored).get(verb="docket_on_expiry")
    assert (event.process, event.person, event.facts["in_time"]) == ("clock", None, False)
    assert list(Filing.objects.red_list()) == [stored]
    assert expiry.docket_expired() == (0, 0)
    assert Event.objects.filter(verb="docket_on_expiry").count() == 1


def test_the_red_list_lets_go_when_the_case_is_closed(clock, filing, judge):
    clock.shift(datetime.timedelta(days=9))
    expiry.docket_expired()
    workflow.close(Filing.objects.get(), by=judge, closed_on=date(2026, 3, 18))
    assert not Filing.objects.red_list().exists()


def test_one_that_fails_does_not_stop_the_others(clock, receive, monkeypatch):
    first, second, third = receive(), receive(), receive()
    docket = workflow.docket_on_expiry

    def broken(filing, *, by):
        if filing.pk == second.pk:
            raise RuntimeError("disk full")
        return docket(filing, by=by)

    monkeypatch.setattr(expiry, "docket_on_expiry", broken)
    clock.shift(datetime.timedelta(days=9))
    assert expiry.docket_expired() == (2, 1)
    assert list(Filing.objects.overdue()) == [second]
    monkeypatch.undo()
    assert expiry.docket_expired() == (1, 0)
    serials = Filing.objects.order_by("case_number__serial").values_list("pk", flat=True)
    assert list(serials) == [first.pk, third.pk, second.pk]


def test_somebody_who_decides_meanwhile_is_left_alone(clock, filing, filing_judge, monkeypatch):
    docket = workflow.docket_on_expiry

    def overtaken(late, *, by):
        workflow.docket(Filing.objects.get(pk=late.pk), by=filing_judge)
        return docket(late, by=by)

    monkeypatch.setattr(expiry, "docket_on_expiry", overtaken)
    clock.shift(datetime.timedelta(days=9))
    assert expiry.docket_expired() == (0, 0)
    assert Filing.objects.get().expired is False


def test_the_task_is_on_the_schedule(clock, filing, settings):
    from filing.review.tasks import docket_expired

    assert settings.CELERY_BEAT_SCHEDULE["docket-expired"]["task"] == docket_expired.name
    clock.shift(datetime.timedelta(days=9))
    docket_expired()
    assert Filing.objects.get().state == S.DOCKETED
