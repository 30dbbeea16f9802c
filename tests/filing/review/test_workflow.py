"""Each verb of a filing: what it does, the one event it leaves, and who may not."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from filing.intake.models import Filing
from filing.review import workflow
from portal.events import Event
from portal.workflow import IllegalTransition, Process

S = Filing.State
MEDIATION = Process("mediation")
TOMORROW = datetime.date(2026, 3, 10)


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


@pytest.mark.parametrize("verb", set(VERBS) - {"withdraw"})
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
