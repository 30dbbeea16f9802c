"""A reviewer asks the duty leader for a further notice; the leader gives it or says why not."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from filing.intake.models import Filing
from filing.review import workflow as review
from filing.superior import workflow
from filing.superior.models import SuperiorRequest
from portal.events import Event
from portal.workflow import IllegalTransition
from tests.filing.superior.conftest import WHY_AGAIN

BY = datetime.date(2026, 3, 20)


def ask(filing, by, **fields):
    return workflow.ask_for_notice(
        filing, by=by, **{"defects": ["copies"], "reason_for_second": WHY_AGAIN, **fields}
    )


def give(asked, by, **fields):
    notice = {"defects": ["copies"], "correct_by": BY, "reason_for_second": WHY_AGAIN, **fields}
    return workflow.give_notice(asked, by=by, **notice)


def verbs(asked):
    return list(Event.objects.about(asked).current().order_by("id").values_list("verb", flat=True))


def fresh(asked):
    return SuperiorRequest.objects.get(pk=asked.pk)


def test_it_is_asked_and_the_filing_stays_as_it_was(corrected, filing_judge):
    before = (corrected.state, corrected.state_since, corrected.decide_by)
    asked = ask(corrected, filing_judge)
    filing = Filing.objects.get()
    assert (filing.state, filing.state_since, filing.decide_by) == before
    assert (asked.kind, asked.court, asked.stands, verbs(asked)) == ("notice", filing.court, True, ["ask"])


def test_the_leader_gives_the_notice_and_both_are_done(clock, notice_asked, duty_leader):
    clock.shift(60)
    give(notice_asked, duty_leader)
    filing, asked = Filing.objects.get(), fresh(notice_asked)
    assert (filing.state, filing.correct_by, filing.notices.count()) == ("returned", BY, 2)
    assert (asked.state, asked.answered_by, verbs(asked)) == ("granted", duty_leader, ["ask", "grant"])
    assert filing.notices.last().reason_for_second == WHY_AGAIN


def test_he_refuses_with_reasons_and_it_may_be_asked_anew(clock, notice_asked, filing_judge, duty_leader):
    clock.shift(60)
    for nothing in ("", " \n"):
        with pytest.raises(ValidationError):
            workflow.refuse(notice_asked, by=duty_leader, answer=nothing)
    workflow.refuse(fresh(notice_asked), by=duty_leader, answer="第一次已经告知清楚")
    assert (fresh(notice_asked).state, Filing.objects.get().state) == ("refused", "submitted")
    assert ask(Filing.objects.get(), filing_judge).stands


@pytest.mark.parametrize("fault", [{"defects": []}, {"defects": ["nonsense"]}, {"reason_for_second": " "}])
def test_not_without_what_is_missing_and_why(corrected, filing_judge, fault):
    with pytest.raises(ValidationError):
        ask(corrected, filing_judge, **fault)
    assert not SuperiorRequest.objects.exists()


def test_a_notice_that_cannot_be_leaves_the_request_standing(clock, notice_asked, duty_leader):
    with pytest.raises(ValidationError):
        give(notice_asked, duty_leader, correct_by=datetime.date(2026, 3, 9))  # today
    assert fresh(notice_asked).stands and Filing.objects.get().state == "submitted"


def test_the_first_notice_needs_nobody(clock, filing, filing_judge):
    with pytest.raises(IllegalTransition):
        ask(filing, filing_judge)


@pytest.mark.parametrize("state", ["returned", "declined", "withdrawn", "docketed", "referred"])
def test_only_while_it_is_undecided(corrected, filing_judge, state):
    Filing.objects.update(state=state)
    with pytest.raises(IllegalTransition):
        ask(Filing.objects.get(), filing_judge)


@pytest.mark.parametrize("who", ["clerk", "judge", "watcher", "division", "litigant", "duty_leader"])
def test_only_the_reviewer_asks(request, corrected, who):
    with pytest.raises(PermissionDenied):
        ask(corrected, request.getfixturevalue(who))


@pytest.mark.parametrize("who", ["clerk", "filing_judge", "judge", "watcher", "division", "litigant"])
def test_only_the_leader_answers(request, notice_asked, who):
    person = request.getfixturevalue(who)
    for answer in (
        lambda: give(notice_asked, person),
        lambda: workflow.refuse(notice_asked, by=person, answer="不必"),
    ):
        with pytest.raises(PermissionDenied):
            answer()
    assert fresh(notice_asked).stands


def test_not_the_leader_or_the_reviewer_of_another_court(
    corrected, elsewhere, person_at, dunhua, intermediate
):
    with pytest.raises(PermissionDenied):
        ask(corrected, elsewhere.filing_judge)
    asked = ask(corrected, person_at(corrected.court, "filing_judge"))
    for court in (dunhua, intermediate):
        with pytest.raises(PermissionDenied):
            give(asked, person_at(court, "duty_leader"))


def test_once_at_a_time(clock, notice_asked, filing_judge):
    with pytest.raises(IllegalTransition):
        ask(Filing.objects.get(), filing_judge)
    with pytest.raises(IntegrityError), transaction.atomic():
        SuperiorRequest.objects.create(
            kind="notice", filing=notice_asked.filing, filing_since=notice_asked.filing_since,
            court=notice_asked.court, reasons="…", asked_by=filing_judge,
        )  # fmt: skip


def test_what_the_filing_has_left_behind_is_not_answered(clock, notice_asked, filing_judge, duty_leader):
    clock.shift(60)
    review.docket(Filing.objects.get(), by=filing_judge)
    asked = fresh(notice_asked)
    assert asked.is_overtaken and not asked.stands
    for answer in (
        lambda: give(asked, duty_leader),
        lambda: workflow.refuse(asked, by=duty_leader, answer="不必"),
    ):
        with pytest.raises(IllegalTransition, match="朴法官"):
            answer()
    assert fresh(notice_asked).state == "asked" and Filing.objects.get().notices.count() == 1
    assert (
        not SuperiorRequest.objects.standing().exists() and SuperiorRequest.objects.overtaken().get() == asked
    )


def test_who_read_an_older_filing_does_not_ask(clock, corrected, filing_judge):
    review.accept(Filing.objects.get(), by=filing_judge)
    with pytest.raises(IllegalTransition):
        ask(corrected, filing_judge)
    assert not SuperiorRequest.objects.exists()


def test_the_slower_of_two_leaders_is_told(clock, notice_asked, duty_leader, person_at, helong):
    same = fresh(notice_asked)
    clock.shift(60)
    workflow.refuse(notice_asked, by=duty_leader, answer="不必再次告知")
    with pytest.raises(IllegalTransition, match="带班院长"):
        give(same, person_at(helong, "duty_leader"))
    assert Filing.objects.get().notices.count() == 1
