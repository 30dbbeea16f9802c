"""Last days of mediations and confirmations follow what staff enter of the day table."""

import datetime

import pytest
import time_machine

from mediation.conciliation import workflow as conciliation
from mediation.confirmation import workflow as confirmation
from portal.calendar.models import CourtDay
from portal.calendar.recounting import recount_limits
from tests.mediation.cases import agreed, consents, fresh

date = datetime.date


@pytest.fixture
def march():
    with time_machine.travel("2026-03-02T10:00+08:00", tick=False) as clock:
        yield clock


def enter_days(*days):
    for day in days:
        CourtDay.objects.create(day=date.fromisoformat(day), works=False, name="调休", source="通知")


def refer(filing, mediator, by):
    return conciliation.refer(filing, mediator=mediator, consents=consents(filing, "plaintiff"), by=by)


def test_the_days_to_accept(march, filing, mediator, filing_judge):
    offered = refer(filing, mediator, filing_judge)
    assert offered.accept_by == date(2026, 3, 5)
    enter_days("2026-03-05", "2026-03-06")
    assert (recount_limits(), fresh(offered).accept_by) == (1, date(2026, 3, 9))


def test_the_days_of_mediation_and_those_agreed_on(march, filing, mediator, filing_judge, mediator_person):
    running = conciliation.accept(refer(filing, mediator, filing_judge), by=mediator_person)
    assert running.due_on == date(2026, 4, 1)
    enter_days("2026-04-01")
    assert (recount_limits(), fresh(running).due_on) == (1, date(2026, 4, 2))
    march.shift(60)
    conciliation.extend(
        fresh(running), until=date(2026, 4, 15), consents=consents(filing), by=mediator_person
    )
    assert recount_limits() == 0
    enter_days("2026-04-15")
    assert (recount_limits(), fresh(running).due_on) == (1, date(2026, 4, 16))


def test_the_days_of_a_confirmation(march, filing, mediator, filing_judge, clerk, judge):
    mediation = agreed(filing, mediator=mediator, by=filing_judge)
    applied = confirmation.apply(mediation, applicants=filing.parties.all(), by=clerk)
    enter_days("2026-03-05")
    assert (recount_limits(), fresh(applied).accept_by) == (1, date(2026, 3, 6))
    march.shift(60)
    accepted = confirmation.accept(fresh(applied), by=judge)
    enter_days("2026-03-17", "2026-04-01")
    recount_limits()
    assert (fresh(accepted).warn_on, fresh(accepted).decide_by) == (date(2026, 3, 18), date(2026, 4, 2))


def test_all_present_stay_for_today(march, filing, mediator, filing_judge, clerk):
    mediation = agreed(filing, mediator=mediator, by=filing_judge)
    applied = confirmation.apply(mediation, applicants=filing.parties.all(), present=True, by=clerk)
    enter_days("2026-03-05")
    assert (recount_limits(), fresh(applied).accept_by) == (0, date(2026, 3, 2))
