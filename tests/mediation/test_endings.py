"""How a mediation ends: by the mediator, by the court, by a party's no; and what is late."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from mediation.conciliation import workflow
from mediation.conciliation.models import Mediation, PartyMediation
from portal.events import court_day
from portal.workflow import IllegalTransition
from tests.mediation.cases import AGREEMENT, consents, fresh, last_event, states, verbs

MARCH_2 = "2026-03-02T10:00+08:00"  # a Monday


class TestEnd:
    def test_an_agreement_settles_the_filing(self, running, mediator_person):
        workflow.succeed(running, ending="agreement", agreement=AGREEMENT, by=mediator_person)
        assert states(running) == ("succeeded", "settled")
        mediation = fresh(running)
        assert mediation.agreement == AGREEMENT and mediation.effective_on
        assert verbs(running) == ["offer", "accept", "succeed"]

    def test_an_agreement_has_a_text(self, running, mediator_person):
        with pytest.raises(ValidationError) as refused:
            workflow.succeed(running, ending="agreement", by=mediator_person)
        assert list(refused.value.message_dict) == ["agreement"]

    def test_a_settlement_needs_none(self, running, mediator_person):
        workflow.succeed(running, ending="settled", by=mediator_person)
        assert states(running) == ("succeeded", "settled")

    @pytest.mark.parametrize("days", [-1, 1])
    def test_the_last_signature_lies_between_acceptance_and_today(self, days, running, mediator_person):
        day = court_day(running.accepted_at) + datetime.timedelta(days=days)
        with pytest.raises(ValidationError):
            workflow.succeed(
                running, ending="agreement", agreement=AGREEMENT, effective_on=day, by=mediator_person
            )

    @pytest.mark.parametrize(
        "ending", ["unreachable", "one_side_stops", "too_far_apart", "unsigned", "other"]
    )
    def test_a_failure_brings_the_filing_back_to_be_docketed(self, ending, running, clerk):
        workflow.fail(running, ending=ending, report="双方差距过大。", by=clerk)
        assert states(running) == ("failed", "mediation_failed")
        assert last_event(running).facts["ending"] == ending
        assert verbs(running.filing)[-1] == "come_back"

    def test_a_failure_is_reported(self, running, mediator_person):
        with pytest.raises(ValidationError):
            workflow.fail(running, ending="other", report="", by=mediator_person)

    @pytest.mark.parametrize("ending", ["agreement", "settled", "nothing"])
    def test_a_success_is_no_failure(self, ending, running, mediator_person):
        with pytest.raises(ValidationError):
            workflow.fail(running, ending=ending, report="…", by=mediator_person)

    def test_a_failure_is_no_success(self, running, mediator_person):
        with pytest.raises(ValidationError):
            workflow.succeed(running, ending="other", agreement=AGREEMENT, by=mediator_person)

    @pytest.mark.parametrize(("days_over", "within"), [(0, True), (1, False)])
    def test_counts_days_and_whether_within_the_limit(
        self, days_over, within, filing, filing_judge, mediator
    ):
        with time_machine.travel(MARCH_2, tick=False):
            mediation = workflow.refer(filing, mediator=mediator, consents=consents(filing), by=filing_judge)
            workflow.accept(mediation, by=mediator.person)
        assert mediation.due_on == datetime.date(2026, 4, 1)
        # Five to midnight in the court's zone: still that day there, already past it nowhere.
        with time_machine.travel(f"2026-04-0{1 + days_over}T23:55+08:00", tick=False):
            workflow.succeed(mediation, ending="agreement", agreement=AGREEMENT, by=mediator.person)
        facts = last_event(mediation).facts
        assert (facts["days"], facts["within_limit"]) == (30 + days_over, within)

    def test_expiry_is_no_ending_while_the_limit_runs(self, running, mediator_person):
        with pytest.raises(ValidationError):
            workflow.fail(running, ending="expired", report="期满", by=mediator_person)
        after = datetime.datetime.combine(running.due_on, datetime.time(4), datetime.UTC)
        with time_machine.travel(after + datetime.timedelta(days=1), tick=False):
            workflow.fail(running, ending="expired", report="期满未达成延期。", by=mediator_person)
        assert last_event(running).facts["within_limit"] is False

    @pytest.mark.parametrize("role", ["judge", "watcher", "litigant"])
    def test_is_not_for_others(self, role, request, running):
        with pytest.raises(PermissionDenied):
            workflow.succeed(running, ending="settled", by=request.getfixturevalue(role))
        assert states(running) == ("under_way", "in_mediation")

    def test_an_offer_cannot_end(self, offered, mediator_person):
        with pytest.raises(IllegalTransition):
            workflow.succeed(offered, ending="agreement", agreement=AGREEMENT, by=mediator_person)
        with pytest.raises(IllegalTransition):
            workflow.fail(offered, ending="other", report="…", by=mediator_person)

    def test_the_slower_of_two_ends_changes_nothing(self, running, mediator_person, clerk):
        same = Mediation.objects.select_related("filing").get(pk=running.pk)
        workflow.succeed(running, ending="agreement", agreement=AGREEMENT, by=mediator_person)
        with pytest.raises(IllegalTransition, match="金调解员"):
            workflow.fail(same, ending="other", report="…", by=clerk)
        assert states(running) == ("succeeded", "settled")


class TestRefusal:
    def test_of_an_offer_gives_the_filing_back(self, offered, litigant):
        workflow.refuse(PartyMediation.objects.get(pk=offered.pk), by=litigant)
        assert states(offered) == ("recalled", "accepted")
        assert last_event(offered).facts["refused"] is True

    def test_under_way_ends_it(self, running, litigant):
        workflow.refuse(PartyMediation.objects.get(pk=running.pk), by=litigant)
        assert states(running) == ("failed", "mediation_failed")
        assert last_event(running).facts["ending"] == "one_side_stops"

    def test_is_for_whose_filing_it_is(self, running, mediator_person, person_at):
        own = PartyMediation.objects.get(pk=running.pk)
        for other in (mediator_person, person_at(name="旁人")):
            with pytest.raises(PermissionDenied):
                workflow.refuse(own, by=other)

    def test_of_an_ended_one_is_too_late(self, agreed, litigant):
        with pytest.raises(IllegalTransition):
            workflow.refuse(PartyMediation.objects.get(pk=agreed.pk), by=litigant)
        assert states(agreed) == ("succeeded", "settled")


def test_whoever_is_late_is_on_the_red_list(running, mediator_person):
    due = datetime.datetime.combine(running.due_on, datetime.time(4), datetime.UTC)
    with time_machine.travel(due, tick=False):
        assert not fresh(running).is_late and not Mediation.objects.overdue().exists()
    with time_machine.travel(due + datetime.timedelta(days=1), tick=False):
        assert fresh(running).is_late and Mediation.objects.overdue().get() == running


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("mediation_agreement_in_force", {"effective_on": None}),
        ("mediation_has_somebody", {"mediator": None, "organisation": None}),
        ("one_open_mediation", {"state": "offered"}),
    ],
)
def test_the_database_keeps_the_invariant(name, change, agreed, filing_judge):
    # A second, open one beside it: only one may be.
    Mediation.objects.create(filing=agreed.filing, court=agreed.court, mediator=agreed.mediator)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Mediation.objects.filter(pk=agreed.pk).update(**change)
