"""Judicial confirmation: joint application, acceptance, ruling, and the limits between."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from mediation.conciliation import workflow as conciliation
from mediation.confirmation import grounds, workflow
from mediation.confirmation.models import Confirmation
from portal.workflow import IllegalTransition
from tests.mediation.cases import agreed as agree
from tests.mediation.cases import file_case, fresh, last_event, verbs


@pytest.fixture
def applied(agreed, clerk):
    return workflow.apply(agreed, applicants=agreed.filing.parties.all(), by=clerk)


@pytest.fixture
def accepted(applied, judge):
    return workflow.accept(applied, by=judge)


class TestApplication:
    def test_is_joint(self, agreed, clerk):
        with pytest.raises(ValidationError):
            workflow.apply(agreed, applicants=agreed.filing.parties.filter(side="plaintiff"), by=clerk)
        confirmation = workflow.apply(agreed, applicants=agreed.filing.parties.all(), by=clerk)
        assert confirmation.applicants.count() == 2
        assert verbs(confirmation) == ["apply"]

    def test_is_for_an_agreement(self, running, mediator_person, clerk):
        conciliation.succeed(running, ending="settled", by=mediator_person)
        with pytest.raises(ValidationError):
            workflow.apply(running, applicants=running.filing.parties.all(), by=clerk)

    # In force on 2026-03-02: the 30th day is 2026-04-01.
    @pytest.mark.parametrize(("day", "in_time"), [("2026-04-01", True), ("2026-04-02", False)])
    def test_comes_within_thirty_days_of_the_agreement(
        self, day, in_time, filing, mediator, filing_judge, clerk
    ):
        with time_machine.travel("2026-03-02T10:00+08:00", tick=False):
            mediation = agree(filing, mediator=mediator, by=filing_judge)
        with time_machine.travel(f"{day}T16:00+08:00", tick=False):
            assert workflow.may_apply(fresh(mediation), clerk) is in_time
            if in_time:
                workflow.apply(mediation, applicants=filing.parties.all(), by=clerk)
            else:
                with pytest.raises(ValidationError):
                    workflow.apply(mediation, applicants=filing.parties.all(), by=clerk)

    @time_machine.travel("2026-04-30T10:00+08:00", tick=False)
    def test_is_decided_at_once_if_all_are_present_else_within_three_days(
        self, clerk, helong, filing_judge, mediator
    ):
        for present, until in ((True, datetime.date(2026, 4, 30)), (False, datetime.date(2026, 5, 6))):
            mediation = agree(file_case(clerk, helong), mediator=mediator, by=filing_judge)
            confirmation = workflow.apply(
                mediation, applicants=mediation.filing.parties.all(), present=present, by=clerk
            )
            # Three days from 30 April end on 3 May, a holiday until the 5th.
            assert confirmation.accept_by == until

    def test_the_mediator_may_enter_it(self, agreed, mediator_person):
        workflow.apply(agreed, applicants=agreed.filing.parties.all(), by=mediator_person)

    @pytest.mark.parametrize("role", ["litigant", "watcher", "division"])
    def test_others_may_not(self, role, request, agreed):
        with pytest.raises(PermissionDenied):
            workflow.apply(agreed, applicants=agreed.filing.parties.all(), by=request.getfixturevalue(role))
        assert not Confirmation.objects.exists()

    def test_comes_once(self, applied, agreed, judge):
        with pytest.raises(IllegalTransition, match="柳书记员"):
            workflow.apply(agreed, applicants=agreed.filing.parties.all(), by=judge)
        assert Confirmation.objects.count() == 1


class TestDecision:
    def test_acceptance_takes_the_next_number_of_its_kind(self, clerk, helong, filing_judge, mediator, judge):
        numbers = []
        for _round in range(2):
            mediation = agree(file_case(clerk, helong), mediator=mediator, by=filing_judge)
            confirmation = workflow.apply(mediation, applicants=mediation.filing.parties.all(), by=clerk)
            numbers.append(workflow.accept(confirmation, by=judge).case_number)
        assert [number.type_code for number in numbers] == ["诉前调确"] * 2
        assert [number.serial for number in numbers] == [1, 2]

    def test_a_refused_acceptance_leaves_no_gap(self, applied, clerk, judge):
        with pytest.raises(PermissionDenied):
            workflow.accept(applied, by=clerk)
        assert workflow.accept(fresh(applied), by=judge).case_number.serial == 1

    @time_machine.travel("2026-03-02T10:00+08:00", tick=False)
    def test_reminds_after_fifteen_days_and_binds_after_thirty(self, applied, judge):
        accepted = workflow.accept(applied, by=judge)
        assert accepted.warn_on == datetime.date(2026, 3, 17)
        assert accepted.decide_by == datetime.date(2026, 4, 1)
        seen = {}
        for day in ("2026-03-17", "2026-03-18", "2026-04-01", "2026-04-02"):
            with time_machine.travel(f"{day}T10:00+08:00", tick=False):
                seen[day] = (accepted.is_warned, accepted.is_late)
        assert list(seen.values()) == [(False, False), (True, False), (True, False), (False, True)]

    def test_a_confirmed_agreement_is_ruled(self, accepted, judge):
        workflow.confirm(accepted, by=judge)
        confirmation = fresh(accepted)
        assert confirmation.state == "confirmed" and confirmation.ruled_by == judge and confirmation.ruled_on
        assert verbs(accepted) == ["apply", "accept", "confirm"]
        assert last_event(accepted).facts["within_limit"] is True

    @pytest.mark.parametrize("ground", dict(grounds.NOT_ACCEPTED))
    def test_is_not_accepted_on_five_grounds(self, ground, applied, filing_judge):
        workflow.not_accept(applied, ground=ground, reasons="…", by=filing_judge)
        assert fresh(applied).state == "not_accepted" and last_event(applied).facts["ground"] == ground

    @pytest.mark.parametrize("ground", dict(grounds.REFUSED))
    def test_is_dismissed_on_six_grounds_and_on_those_found_later(self, ground, accepted, judge):
        workflow.dismiss(accepted, ground=ground, reasons="…", by=judge)
        assert fresh(accepted).state == "dismissed" and fresh(accepted).ground == ground

    def test_a_ground_of_dismissal_is_none_of_non_acceptance(self, applied, judge):
        with pytest.raises(ValidationError):
            workflow.not_accept(applied, ground="unclear", by=judge)

    def test_counts_of_law(self):
        assert (len(grounds.NOT_ACCEPTED), len(grounds.DISMISSED)) == (5, 6)

    @pytest.mark.parametrize("verb", ["confirm", "dismiss"])
    def test_only_an_accepted_one_is_ruled(self, verb, applied, judge):
        extra = {"ground": "unclear"} if verb == "dismiss" else {}
        with pytest.raises(IllegalTransition):
            getattr(workflow, verb)(applied, by=judge, **extra)

    def test_an_accepted_one_is_not_refused_acceptance(self, accepted, judge):
        with pytest.raises(IllegalTransition):
            workflow.not_accept(accepted, ground="status", by=judge)

    @pytest.mark.parametrize("role", ["clerk", "mediator_person", "litigant", "watcher"])
    def test_is_the_bench_that_decides(self, role, request, accepted):
        with pytest.raises(PermissionDenied):
            workflow.confirm(accepted, by=request.getfixturevalue(role))

    def test_the_slower_of_two_judges_is_told(self, accepted, judge, filing_judge):
        same = fresh(accepted)
        workflow.confirm(accepted, by=judge)
        with pytest.raises(IllegalTransition, match="崔审判员"):
            workflow.dismiss(same, ground="unclear", by=filing_judge)
        assert fresh(accepted).state == "confirmed"
