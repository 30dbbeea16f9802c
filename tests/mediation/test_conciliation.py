"""Each verb of a mediation: what it does to it and to its filing, and who is refused."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from mediation.conciliation import workflow
from mediation.conciliation.models import Mediation
from portal.calendar.loading import court_days
from portal.workflow import IllegalTransition
from tests.mediation.cases import (
    add_mediator,
    add_organisation,
    consents,
    file_case,
    fresh,
    last_event,
    states,
    under_way,
    verbs,
)

MARCH_2 = "2026-03-02T10:00+08:00"  # a Monday


@pytest.mark.usefixtures("mediator")
class TestRefer:
    def test_needs_the_consent_of_every_plaintiff(self, clerk, helong, filing_judge, mediator):
        filing = file_case(clerk, helong, plaintiffs=("全哲秀", "全哲浩"))
        one = dict(list(consents(filing, "plaintiff").items())[:1])
        with pytest.raises(ValidationError):
            workflow.refer(filing, mediator=mediator, consents=one, by=filing_judge)
        assert not Mediation.objects.exists() and fresh(filing).state == "submitted"

    def test_records_consents_with_channel_and_one_event_each(self, filing, filing_judge, mediator):
        mediation = workflow.refer(filing, mediator=mediator, consents=consents(filing), by=filing_judge)
        assert states(mediation) == ("offered", "referred")
        assert {(c.party.side, c.channel, c.recorded_by) for c in mediation.consents.all()} == {
            ("plaintiff", "counter", filing_judge), ("defendant", "counter", filing_judge),
        }  # fmt: skip
        assert (verbs(mediation), verbs(filing)) == (["offer"], ["submit", "refer"])
        assert last_event(filing).facts["in_time"] is True

    def test_goes_only_to_the_roster_of_the_court(self, filing, filing_judge, dunhua):
        for whom in ({"mediator": add_mediator(dunhua)}, {"organisation": add_organisation(dunhua)}, {}):
            with pytest.raises(ValidationError):
                workflow.refer(filing, consents=consents(filing), by=filing_judge, **whom)

    def test_a_mediator_brings_his_organisation(self, filing, filing_judge, helong, organisation):
        mediator = add_mediator(helong, name="李调解员", organisation=organisation)
        mediation = workflow.refer(filing, mediator=mediator, consents=consents(filing), by=filing_judge)
        assert mediation.organisation == organisation

    @pytest.mark.parametrize("role", ["clerk", "judge", "mediator_person", "litigant"])
    def test_is_the_filing_judges(self, role, request, filing, mediator):
        with pytest.raises(PermissionDenied):
            workflow.refer(
                filing, mediator=mediator, consents=consents(filing), by=request.getfixturevalue(role)
            )
        assert not Mediation.objects.exists()

    def test_the_slower_of_two_judges_is_told(self, filing, filing_judge, mediator, person_at, helong):
        slower = person_at(helong, "filing_judge", name="慢法官")
        same = fresh(filing)
        workflow.refer(filing, mediator=mediator, consents=consents(filing), by=filing_judge)
        with pytest.raises(IllegalTransition):
            workflow.refer(same, mediator=mediator, consents=consents(filing), by=slower)
        assert Mediation.objects.count() == 1 and verbs(filing) == ["submit", "refer"]

    @time_machine.travel(MARCH_2, tick=False)
    def test_gives_three_working_days_to_accept(self, filing, filing_judge, mediator):
        mediation = workflow.refer(filing, mediator=mediator, consents=consents(filing), by=filing_judge)
        assert mediation.accept_by == datetime.date(2026, 3, 5)


class TestAccept:
    def test_starts_thirty_days_and_marks_the_filing_mediated(self, filing, filing_judge, mediator):
        # 30 days from 2024-04-01 end on Labour Day; the first working day after it is 6 May.
        with time_machine.travel("2024-04-01T09:00+08:00", tick=False):
            mediation = workflow.refer(filing, mediator=mediator, consents=consents(filing), by=filing_judge)
            workflow.accept(mediation, by=mediator.person)
        assert mediation.due_on == datetime.date(2024, 5, 6)
        assert states(mediation) == ("under_way", "in_mediation")
        assert fresh(filing).was_mediated

    def test_is_the_diversion_the_first_time(self, running):
        assert verbs(running) == ["offer", "accept"]
        facts = last_event(running).facts
        assert (
            facts["first"] is True and facts["mediated"] is False and facts["mediator"] == running.mediator_id
        )

    def test_whoever_accepts_for_an_organisation_mediates(
        self, filing, filing_judge, organisation, helong, mediator_person
    ):
        mediator = add_mediator(helong, person=mediator_person, organisation=organisation)
        mediation = workflow.refer(
            filing, organisation=organisation, consents=consents(filing), by=filing_judge
        )
        workflow.accept(mediation, by=mediator_person)
        assert fresh(mediation).mediator == mediator

    @pytest.mark.parametrize("role", ["clerk", "filing_judge"])
    def test_may_be_recorded_at_the_court(self, role, request, offered):
        workflow.accept(offered, by=request.getfixturevalue(role))
        assert states(offered) == ("under_way", "in_mediation")
        assert fresh(offered).mediator == offered.mediator

    @pytest.mark.parametrize("role", ["judge", "watcher", "litigant", "division"])
    def test_is_not_for_others(self, role, request, offered):
        with pytest.raises(PermissionDenied):
            workflow.accept(offered, by=request.getfixturevalue(role))
        assert states(offered) == ("offered", "referred")

    def test_is_not_for_another_mediator_of_the_court(self, offered, person_at, helong):
        other = person_at(helong, "mediator", name="另调解员")
        add_mediator(helong, name="另调解员", person=other)
        with pytest.raises(PermissionDenied):
            workflow.accept(offered, by=other)

    def test_the_slower_of_two_is_told_who_was_quicker(self, offered, mediator_person, clerk):
        same = Mediation.objects.select_related("filing").get(pk=offered.pk)
        workflow.accept(offered, by=mediator_person)
        with pytest.raises(IllegalTransition, match="金调解员"):
            workflow.accept(same, by=clerk)
        assert verbs(offered) == ["offer", "accept"]
        assert verbs(offered.filing) == ["submit", "refer", "enter_mediation"]


class TestOfferWithoutTaker:
    def test_a_refusal_needs_its_reason(self, offered, mediator_person):
        with pytest.raises(ValidationError):
            workflow.turn_down(offered, reason=" ", by=mediator_person)

    def test_a_refusal_leaves_the_filing_referred(self, offered, mediator_person):
        workflow.turn_down(offered, reason="与被告有亲属关系", by=mediator_person)
        assert states(offered) == ("turned_down", "referred")
        assert last_event(offered).note == "与被告有亲属关系"

    @time_machine.travel(MARCH_2, tick=False)
    def test_is_offered_to_somebody_else_with_new_days(
        self, filing, filing_judge, mediator, organisation, mediator_person
    ):
        offered = workflow.refer(filing, mediator=mediator, consents=consents(filing), by=filing_judge)
        workflow.turn_down(offered, reason="出差", by=mediator_person)
        with time_machine.travel("2026-03-06T10:00+08:00", tick=False):  # a Friday
            workflow.reassign(offered, organisation=organisation, by=filing_judge)
        mediation = fresh(offered)
        assert (mediation.organisation, mediation.mediator) == (organisation, None)
        assert mediation.accept_by == datetime.date(2026, 3, 11)
        assert states(offered) == ("offered", "referred")
        assert verbs(filing) == ["submit", "refer"]

    def test_silence_is_reassigned_too(self, offered, organisation, filing_judge):
        workflow.reassign(offered, organisation=organisation, by=filing_judge)
        assert verbs(offered) == ["offer", "reassign"]

    def test_is_not_offered_to_the_same_again(self, offered, mediator, filing_judge):
        with pytest.raises(ValidationError):
            workflow.reassign(offered, mediator=mediator, by=filing_judge)

    def test_a_recall_gives_the_filing_back(self, offered, filing_judge):
        workflow.recall(offered, by=filing_judge)
        assert states(offered) == ("recalled", "accepted")
        assert verbs(offered.filing) == ["submit", "refer", "take_back"]

    def test_after_a_recall_it_can_be_referred_again(self, offered, filing, filing_judge, mediator):
        workflow.recall(offered, by=filing_judge)
        again = workflow.refer(fresh(filing), mediator=mediator, consents=consents(filing), by=filing_judge)
        workflow.accept(again, by=mediator.person)
        assert last_event(again).facts["first"] is True

    def test_under_way_is_not_recalled(self, running, filing_judge):
        with pytest.raises(IllegalTransition):
            workflow.recall(running, by=filing_judge)
        assert states(running) == ("under_way", "in_mediation")

    @pytest.mark.parametrize("role", ["clerk", "mediator_person"])
    def test_recall_and_reassignment_are_the_filing_judges(self, role, request, offered, organisation):
        by = request.getfixturevalue(role)
        with pytest.raises(PermissionDenied):
            workflow.recall(offered, by=by)
        with pytest.raises(PermissionDenied):
            workflow.reassign(offered, organisation=organisation, by=by)


class TestExtension:
    def test_needs_everybodys_consent(self, running, mediator_person):
        later = court_days().next_workday(running.due_on + datetime.timedelta(days=10))
        with pytest.raises(ValidationError):
            workflow.extend(
                running, until=later, consents=consents(running.filing, "plaintiff"), by=mediator_person
            )
        workflow.extend(running, until=later, consents=consents(running.filing), by=mediator_person)
        assert fresh(running).due_on == later
        assert running.consents.filter(until=later).count() == 2
        assert last_event(running).facts["until"] == str(later)

    def test_is_to_a_later_day(self, running, mediator_person):
        with pytest.raises(ValidationError):
            workflow.extend(
                running, until=running.due_on, consents=consents(running.filing), by=mediator_person
            )

    # Accepted on Monday 2 March 2026: the 365th day is Tuesday 2 March 2027; 4 July 2026 is a Saturday.
    @pytest.mark.parametrize(
        ("until", "kept"),
        [("2026-07-03", "2026-07-03"), ("2026-07-04", "2026-07-06"), ("2027-03-02", "2027-03-02"),
         ("2027-03-03", None), ("9999-12-31", None)],
    )  # fmt: skip
    @time_machine.travel("2026-03-02T10:00+08:00", tick=False)
    def test_ends_on_a_working_day_within_what_the_court_allows(
        self, until, kept, filing, mediator, filing_judge
    ):
        mediation = under_way(filing, mediator=mediator, by=filing_judge)
        asked = {"until": datetime.date.fromisoformat(until), "consents": consents(filing)}
        if kept:
            workflow.extend(mediation, by=filing_judge, **asked)
            assert str(fresh(mediation).due_on) == kept
            assert {str(one.until) for one in mediation.consents.exclude(until=None)} == {kept}
        else:
            with pytest.raises(ValidationError) as refused:
                workflow.extend(mediation, by=filing_judge, **asked)
            assert list(refused.value.message_dict) == ["until"]
            assert fresh(mediation).due_on == datetime.date(2026, 4, 1)

    @pytest.mark.parametrize(("days_over", "possible"), [(0, True), (1, False)])
    def test_comes_before_the_limit_has_passed(self, days_over, possible, running, mediator_person):
        moment = datetime.datetime.combine(running.due_on, datetime.time(4), datetime.UTC)
        with time_machine.travel(moment + datetime.timedelta(days=days_over), tick=False):
            until = running.due_on + datetime.timedelta(days=20)
            if possible:
                workflow.extend(running, until=until, consents=consents(running.filing), by=mediator_person)
            else:
                with pytest.raises(ValidationError):
                    workflow.extend(
                        running, until=until, consents=consents(running.filing), by=mediator_person
                    )

    def test_consents_that_come_later_are_recorded(self, running, mediator_person):
        workflow.record_consents(running, consents=consents(running.filing, "defendant"), by=mediator_person)
        assert running.consents.count() == 2
        assert states(running) == ("under_way", "in_mediation")
        assert verbs(running)[-1] == "consent"
