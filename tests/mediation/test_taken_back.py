"""An application for confirmation is taken back before the ruling (民诉法解释 357), and may be made again."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.urls import reverse

from filing.review import workflow as review
from mediation.confirmation import grounds, workflow
from mediation.confirmation.models import Confirmation
from portal.workflow import IllegalTransition
from tests.mediation.cases import fresh, last_event, verbs


def apply(mediation, by):
    return workflow.apply(mediation, applicants=mediation.filing.parties.all(), by=by)


@pytest.fixture
def applied(agreed, clerk):
    return apply(agreed, clerk)


@pytest.fixture
def accepted(applied, judge):
    return workflow.accept(applied, by=judge)


@pytest.fixture
def taken_back(accepted, judge):
    return workflow.withdraw(accepted, ground="taken_back", reasons="双方自行履行完毕", by=judge)


@pytest.mark.parametrize("ground", dict(grounds.WITHDRAWN))
@pytest.mark.parametrize("before", ["applied", "accepted"])
def test_on_three_grounds_before_the_ruling(request, before, ground, judge, agreed):
    confirmation = request.getfixturevalue(before)
    workflow.withdraw(confirmation, ground=ground, reasons="…", by=judge)
    confirmation = fresh(confirmation)
    assert (confirmation.state, confirmation.ground, confirmation.ruled_by) == ("withdrawn", ground, judge)
    assert last_event(confirmation).facts["ground"] == ground
    assert last_event(confirmation).facts["within_limit"] is True
    assert fresh(agreed.filing).state == "settled" and fresh(agreed.filing).has_agreement


@pytest.mark.parametrize(("day", "in_time"), [("2026-04-01", True), ("2026-04-02", False)])
def test_it_too_is_decided_inside_the_limit_or_late(applied_in_march, judge, day, in_time):
    with time_machine.travel(f"{day}T10:00+08:00", tick=False):
        workflow.withdraw(applied_in_march, ground="taken_back", reasons="…", by=judge)
    assert last_event(applied_in_march).facts["within_limit"] is in_time


@pytest.fixture
def applied_in_march(filing, mediator, filing_judge, clerk, judge):
    from tests.mediation.cases import agreed as agree

    with time_machine.travel("2026-03-02T10:00+08:00", tick=False):
        return workflow.accept(apply(agree(filing, mediator=mediator, by=filing_judge), clerk), by=judge)


@pytest.mark.parametrize("ground", ["", "status", "unclear"])
def test_not_on_a_ground_of_refusal(accepted, judge, ground):
    with pytest.raises(ValidationError):
        workflow.withdraw(accepted, ground=ground, by=judge)
    assert fresh(accepted).state == "accepted"


@pytest.mark.parametrize("role", ["clerk", "mediator_person", "litigant", "watcher", "division"])
def test_only_the_bench_lets_it_go(role, request, accepted):
    with pytest.raises(PermissionDenied):
        workflow.withdraw(accepted, ground="taken_back", by=request.getfixturevalue(role))


def test_not_by_the_bench_of_another_court(accepted, elsewhere):
    with pytest.raises(PermissionDenied):
        workflow.withdraw(accepted, ground="taken_back", by=elsewhere.judge)


def test_not_after_the_ruling(accepted, judge, filing_judge):
    same = fresh(accepted)
    workflow.confirm(accepted, by=judge)
    with pytest.raises(IllegalTransition, match="崔审判员"):
        workflow.withdraw(same, ground="taken_back", by=filing_judge)
    with pytest.raises(IllegalTransition):
        workflow.withdraw(fresh(accepted), ground="taken_back", by=filing_judge)
    assert fresh(accepted).state == "confirmed"


def test_after_it_they_may_apply_once_more_under_a_new_number(taken_back, agreed, clerk, judge):
    again = apply(fresh(agreed), clerk)
    assert (taken_back.case_number.serial, workflow.accept(again, by=judge).case_number.serial) == (1, 2)
    with pytest.raises(IllegalTransition):
        apply(fresh(agreed), clerk)
    assert [one.state for one in agreed.confirmations.all()] == ["withdrawn", "accepted"]


def test_the_database_keeps_one_standing(accepted, agreed):
    with pytest.raises(IntegrityError):
        Confirmation.objects.create(mediation=agreed, court=agreed.court, accept_by=datetime.date(2026, 3, 5))


def test_not_again_past_the_thirty_days(applied_in_march, judge, clerk):
    workflow.withdraw(applied_in_march, ground="taken_back", reasons="…", by=judge)
    mediation = applied_in_march.mediation
    for day, allowed in (("2026-04-01", True), ("2026-04-02", False)):
        with time_machine.travel(f"{day}T10:00+08:00", tick=False):
            assert workflow.may_apply(fresh(mediation), clerk) is allowed


def test_a_mediation_paper_is_drawn_up_instead_and_then_nothing_is_confirmed(
    taken_back, agreed, clerk, filing_judge
):
    paper = review.docket(fresh(agreed.filing), by=filing_judge)
    assert paper.case_number.type_code == "诉前调书"
    with pytest.raises(IllegalTransition):
        apply(fresh(agreed), clerk)


class TestPages:
    def test_is_done_on_its_page(self, client, accepted, agreed, judge):
        client.force_login(judge)
        page, address = f"/confirmations/{accepted.pk}/", f"/confirmations/{accepted.pk}/withdraw/"
        assert address in client.get(page).text
        sent = {"ground": "taken_back", "reasons": "双方已履行完毕", "seen": accepted.state_since.isoformat()}
        assert client.get(address).status_code == 200
        assert client.post(address, {**sent, "ground": "status"}).status_code == 422
        assert client.post(address, sent).status_code == 302
        assert client.post(address, sent).status_code == 409  # a double click
        assert address not in client.get(page).text
        ruling = client.get(f"{page}ruling/").text
        assert "准许申请人撤回司法确认申请" in ruling and "双方已履行完毕" in ruling

    @pytest.mark.parametrize("ground", ["not_supplemented", "no_answer"])
    def test_what_is_owed_is_told_in_the_ruling(self, client, applied, judge, ground):
        workflow.withdraw(applied, ground=ground, reasons="…", by=judge)
        client.force_login(judge)
        assert "按撤回司法确认申请处理" in client.get(f"/confirmations/{applied.pk}/ruling/").text

    def test_both_applications_are_found_and_a_new_one_is_offered(
        self, client, taken_back, agreed, mediator_person, filing_judge
    ):
        client.force_login(mediator_person)
        of_mediation = reverse("mediation:detail", args=[agreed.pk])
        assert reverse("confirmation:apply", args=[agreed.pk]) in client.get(of_mediation).text
        second = apply(fresh(agreed), mediator_person)
        page = client.get(of_mediation).text
        assert reverse("confirmation:apply", args=[agreed.pk]) not in page
        client.force_login(filing_judge)
        for text in (page, client.get(f"/filings/{agreed.filing_id}/").text):
            for one in (taken_back, second):
                assert f"/confirmations/{one.pk}/" in text
        assert verbs(taken_back) == ["apply", "accept", "withdraw"]

    def test_doors(self, client, accepted, clerk, litigant, elsewhere):
        address = f"/confirmations/{accepted.pk}/withdraw/"
        for person, status in ((clerk, 403), (elsewhere.judge, 404)):
            client.force_login(person)
            assert client.get(address).status_code == status
            assert client.post(address, {"ground": "taken_back", "reasons": "…"}).status_code == status
        client.force_login(litigant)
        assert client.post(address, {"ground": "taken_back", "reasons": "…"}).status_code in (403, 404)
        assert fresh(accepted).state == "accepted"
