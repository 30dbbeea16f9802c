"""Each verb of a filing: what it does, the one event it leaves, and who may not."""

import datetime
from importlib import import_module

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from filing.casenumbers.models import CaseNumber, CaseNumberSeries
from filing.intake.models import Filing
from filing.review import workflow
from portal.events import Event, court_day
from portal.workflow import IllegalTransition, Process, allowed
from tests.filing.conftest import COURT_ZONE

S = Filing.State
MEDIATION = Process("mediation")


def last_event(filing):
    return Event.objects.about(filing).order_by("-at", "-id").first()


def to_mediation(filing, judge):
    workflow.refer(filing, by=judge)
    return workflow.enter_mediation(filing, by=MEDIATION)


VERBS = {
    "accept": lambda filing, by: workflow.accept(filing, by=by),
    "docket": lambda filing, by: workflow.docket(filing, by=by, track="simple"),
    "refer": lambda filing, by: workflow.refer(filing, by=by),
    "return": lambda filing, by: workflow.return_for_correction(
        filing, by=by, defects=["claim"], correct_by=filing.decide_by
    ),
    "decline": lambda filing, by: workflow.decline(
        filing, by=by, ground="competence", reasons="不属于受案范围"
    ),
    "withdraw": lambda filing, by: workflow.withdraw(filing, by=by),
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_moves_the_filing_and_leaves_one_event(clock, filing, filing_judge, verb):
    clock.shift(3600)
    before = Event.objects.count()
    VERBS[verb](filing, filing_judge)
    stored = Filing.objects.get(pk=filing.pk)
    assert stored.state == workflow.TRANSITIONS[verb].target
    assert stored.state_since == filing.state_since
    event = last_event(filing)
    assert Event.objects.count() == before + 1
    assert (event.verb, event.source, event.target, event.person) == (
        verb,
        "submitted",
        stored.state,
        filing_judge,
    )


@pytest.mark.parametrize("verb", VERBS)
def test_a_closed_filing_takes_no_verb(clock, filing, filing_judge, judge, verb):
    workflow.docket(filing, by=filing_judge)
    workflow.close(filing, by=judge, closed_on=datetime.date(2026, 3, 9))
    before = Event.objects.count()
    with pytest.raises(IllegalTransition):
        VERBS[verb](filing, filing_judge)
    assert Filing.objects.get(pk=filing.pk).state == S.CLOSED
    assert Event.objects.count() == before


@pytest.mark.parametrize("verb", sorted(set(VERBS) - {"withdraw"}))
def test_a_clerk_decides_nothing(filing, clerk, verb):
    with pytest.raises(PermissionDenied):
        VERBS[verb](filing, clerk)
    assert Filing.objects.get(pk=filing.pk).state == S.SUBMITTED


@pytest.mark.parametrize("verb", VERBS)
def test_a_judge_of_another_court_decides_nothing(filing, elsewhere, verb):
    with pytest.raises(PermissionDenied):
        VERBS[verb](filing, elsewhere.filing_judge)


@pytest.mark.parametrize("verb", VERBS)
def test_the_slower_of_two_is_told_who_was_quicker(filing, filing_judge, person_at, helong, verb):
    mine, yours = Filing.objects.get(pk=filing.pk), Filing.objects.get(pk=filing.pk)
    quicker = person_at(helong, "filing_judge", name="南法官")
    workflow.docket(yours, by=quicker)
    with pytest.raises(IllegalTransition, match="南法官"):
        VERBS[verb](mine, filing_judge)


def give_back(filing, judge, **fields):
    return workflow.return_for_correction(
        filing,
        by=judge,
        **{"defects": ["claim", "copies"], "correct_by": datetime.date(2026, 3, 20), **fields},
    )


def test_one_notice_says_everything(clock, filing, filing_judge):
    notice = give_back(filing, filing_judge, remarks="借条复印件看不清")
    assert (notice.defects, notice.remarks) == (["claim", "copies"], "借条复印件看不清")
    assert Filing.objects.get().correct_by == notice.correct_by == datetime.date(2026, 3, 20)
    assert last_event(filing).facts["notice"] == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"defects": []},
        {"correct_by": datetime.date(2026, 3, 9)},
        {"correct_by": datetime.date(2026, 4, 9)},  # the 31st day
        {"correct_by": datetime.date.max},
        {"defects": ["no such defect"]},
    ],
)
def test_a_notice_says_what_is_missing_and_leaves_a_day_and_not_for_ever(clock, filing, filing_judge, fields):
    with pytest.raises(ValidationError):
        give_back(filing, filing_judge, **fields)
    assert Filing.objects.get().state == S.SUBMITTED
    assert not filing.notices.exists()


def test_a_refusal_has_ground_reasons_and_time(clock, filing, filing_judge):
    refusal = workflow.decline(filing, by=filing_judge, ground="arbitration", reasons="合同约定仲裁")
    assert (refusal.ground, refusal.reasons, refusal.issued_by) == (
        "arbitration",
        "合同约定仲裁",
        filing_judge,
    )
    event = last_event(filing)
    assert event.facts["ground"] == "arbitration" and event.facts["in_time"] is True


@pytest.mark.parametrize("fields", [{"ground": "because"}, {"reasons": "  "}])
def test_no_refusal_without_a_ground_of_the_law_and_reasons(filing, filing_judge, fields):
    with pytest.raises(ValidationError):
        workflow.decline(filing, by=filing_judge, **{"ground": "unlawful", "reasons": "违法起诉", **fields})
    assert Filing.objects.get().state == S.SUBMITTED


def test_while_the_party_may_correct_nothing_is_declined(clock, filing, filing_judge):
    give_back(filing, filing_judge)
    clock.move_to(datetime.datetime(2026, 3, 20, 15, tzinfo=COURT_ZONE))
    with pytest.raises(IllegalTransition):
        workflow.decline(filing, by=filing_judge, ground="not_corrected", reasons="逾期未补正")
    clock.move_to(datetime.datetime(2026, 3, 21, 9, tzinfo=COURT_ZONE))
    workflow.decline(filing, by=filing_judge, ground="not_corrected", reasons="逾期未补正")
    assert "in_time" not in last_event(filing).facts  # the court had not the next word


def test_docketing_takes_the_next_number_of_court_type_and_year(clock, receive, filing_judge):
    numbers = []
    for case_type in ("民初", "民初", "执"):
        filing = workflow.docket(receive(case_type=case_type), by=filing_judge, track="small_claim")
        numbers.append(str(filing.case_number))
        event = last_event(filing)
        assert (event.reference, event.facts["track"]) == (numbers[-1], "small_claim")
    assert numbers == ["（2026）吉7502民初1号", "（2026）吉7502民初2号", "（2026）吉7502执1号"]
    clock.move_to(datetime.datetime(2027, 1, 4, 9, tzinfo=COURT_ZONE))
    assert str(workflow.docket(receive(), by=filing_judge).case_number) == "（2027）吉7502民初1号"


def test_an_impossible_docketing_gives_its_number_back(filing, filing_judge, clerk):
    stale = Filing.objects.get(pk=filing.pk)
    workflow.withdraw(filing, by=clerk)
    with pytest.raises(IllegalTransition):
        workflow.docket(stale, by=filing_judge)
    assert not CaseNumber.objects.exists()
    assert not CaseNumberSeries.objects.exists()


def test_a_paper_after_mediation_is_no_civil_case_of_the_statistics(filing, filing_judge):
    to_mediation(filing, filing_judge)
    workflow.settle(filing, agreed=True, by=MEDIATION)
    workflow.docket(filing, by=filing_judge)
    assert filing.case_number.type_code == "诉前调书"
    assert last_event(filing).facts["case_type"] == "诉前调书"
    assert last_event(filing).facts["mediated"] is True


def test_what_mediation_settled_says_so_from_then_on(clock, filing, filing_judge, judge):
    to_mediation(filing, filing_judge)
    workflow.settle(filing, agreed=True, by=MEDIATION)
    workflow.docket(filing, by=filing_judge)
    workflow.close(filing, by=judge, closed_on=court_day())
    assert Filing.objects.get().was_settled
    told = Event.objects.about(filing).order_by("id").values_list("verb", "facts__settled")
    assert list(told) == [
        ("submit", False), ("refer", False), ("enter_mediation", False), ("settle", True), ("docket", True),
        ("close", True),
    ]  # fmt: skip


def test_filings_settled_before_are_marked_by_their_events(filing, filing_judge, receive):
    to_mediation(filing, filing_judge)
    workflow.settle(filing, agreed=True, by=MEDIATION)
    receive()
    Filing.objects.update(was_settled=False)
    with connection.cursor() as cursor:
        cursor.execute(import_module("filing.migrations.0002_filing_was_settled").SETTLED_BEFORE)
    assert Filing.objects.get(was_settled=True) == filing


def test_a_failed_mediation_is_docketed_as_a_mediated_civil_case(filing, filing_judge):
    to_mediation(filing, filing_judge)
    workflow.come_back(filing, by=MEDIATION)
    workflow.docket(filing, by=filing_judge)
    facts = last_event(filing).facts
    assert (facts["case_type"], facts["mediated"]) == ("民初", True)


@pytest.mark.parametrize("verb", ["decline", "refer", "accept", "return"])
def test_after_a_failed_mediation_the_court_must_docket(filing, filing_judge, verb):
    to_mediation(filing, filing_judge)
    workflow.come_back(filing, by=MEDIATION)
    with pytest.raises(IllegalTransition):
        VERBS[verb](filing, filing_judge)


@pytest.mark.parametrize("verb", ["take_back", "enter_mediation", "settle", "come_back", "reopen"])
def test_the_steps_of_mediation_are_nobodys_button(filing, filing_judge, verb):
    more = {"agreed": True} if verb == "settle" else {}
    with pytest.raises(PermissionDenied):
        getattr(workflow, verb)(filing, by=filing_judge, **more)
    assert verb not in allowed(filing, workflow.TRANSITIONS, filing_judge)


def test_entering_mediation_marks_the_filing_in_its_own_event(filing, filing_judge):
    to_mediation(filing, filing_judge)
    assert Event.objects.about(filing).get(verb="refer").facts["mediated"] is False
    assert Event.objects.about(filing).get(verb="refer").facts["in_time"] is True
    assert Event.objects.about(filing).get(verb="enter_mediation").facts["mediated"] is True


@pytest.mark.parametrize(("days", "in_time"), [(7, True), (8, False)])
def test_a_referral_is_decided_when_it_is_made_though_it_counts_when_accepted(
    clock, filing, filing_judge, days, in_time
):
    clock.shift(days * 86_400)
    workflow.refer(filing, by=filing_judge)
    clock.shift(3 * 86_400)
    workflow.enter_mediation(filing, by=MEDIATION)
    assert last_event(filing).facts["in_time"] is in_time


def test_a_party_takes_back_its_own_filing(filing, litigant):
    with pytest.raises(PermissionDenied):
        workflow.withdraw(filing, by=litigant)
    Filing.objects.update(filed_by=litigant)
    workflow.withdraw(Filing.objects.get(), by=litigant, reason="已经和解")
    assert (last_event(filing).verb, last_event(filing).note) == ("withdraw", "已经和解")


@pytest.mark.parametrize(
    ("closed_on", "days"),
    [(datetime.date(2026, 3, 10), 1), (datetime.date(2026, 3, 9), 0), (datetime.date(2026, 3, 12), 3)],
)
def test_closing_counts_the_days_since_docketing(clock, filing, filing_judge, judge, closed_on, days):
    workflow.docket(filing, by=filing_judge)
    clock.shift(datetime.timedelta(days=3))
    workflow.close(filing, by=judge, closed_on=closed_on)
    event = last_event(filing)
    assert (event.verb, event.day, event.facts["days"]) == ("close", closed_on, days)


@pytest.mark.parametrize("closed_on", [datetime.date(2026, 3, 8), datetime.date(2026, 3, 13)])
def test_nothing_closes_before_it_was_docketed_or_tomorrow(clock, filing, filing_judge, judge, closed_on):
    workflow.docket(filing, by=filing_judge)
    clock.shift(datetime.timedelta(days=3))
    with pytest.raises(ValidationError):
        workflow.close(filing, by=judge, closed_on=closed_on)
    assert Filing.objects.get().state == S.DOCKETED


def test_only_a_judge_closes(filing, filing_judge, clerk):
    workflow.docket(filing, by=filing_judge)
    for person in (filing_judge, clerk):
        with pytest.raises(PermissionDenied):
            workflow.close(filing, by=person, closed_on=datetime.date.today())
