"""What is not corrected in time goes back to the party, on record; if he insists, it is declined in writing (立案规定 7(3))."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from filing.intake.models import Filing
from filing.review import workflow
from filing.review.acts import buttons
from filing.review.grounds import grounds_open_to
from portal.events import Event
from portal.workflow import IllegalTransition

DUE = datetime.date(2026, 3, 20)


@pytest.fixture
def returned(clock, filing, filing_judge):
    workflow.return_for_correction(filing, by=filing_judge, defects=["claim"], correct_by=DUE)
    return Filing.objects.get()


@pytest.fixture
def overdue(clock, returned):
    clock.move_to(datetime.datetime.fromisoformat("2026-03-21T09:00+08:00"))
    return returned


def correction_grounds(filing):
    return {"not_corrected", "still_defective"} & set(grounds_open_to(filing))


def test_on_the_last_day_the_party_may_still_correct(clock, returned, filing_judge):
    clock.move_to(datetime.datetime.fromisoformat("2026-03-20T23:59+08:00"))
    with pytest.raises(IllegalTransition, match="20"):
        workflow.hand_back(returned, by=filing_judge)
    assert "hand_back" not in [button.verb for button in buttons(returned, filing_judge)]
    clock.shift(60)
    assert workflow.hand_back(returned, by=filing_judge).state == "handed_back"


def test_it_is_on_record_and_ends_there(client, overdue, filing_judge, clerk):
    workflow.hand_back(overdue, by=filing_judge)
    event = Event.objects.about(overdue).last()
    assert (event.verb, event.source, event.person) == ("hand_back", "returned", filing_judge)
    client.force_login(clerk)
    page = client.get(f"/filings/{overdue.pk}/").text
    assert "逾期未补正，已退回" in page and f"/filings/{overdue.pk}/resubmit/" not in page
    assert overdue.reference not in client.get("/filings/").text
    assert overdue.reference in client.get("/filings/?state=handed_back").text


def test_if_the_party_insists_it_is_declined_all_the_same(overdue, filing_judge):
    workflow.hand_back(overdue, by=filing_judge)
    handed_back = Filing.objects.get()
    assert correction_grounds(handed_back) == {"not_corrected"}
    workflow.decline(handed_back, by=filing_judge, ground="not_corrected", reasons="当事人坚持起诉")
    assert Filing.objects.get().state == "declined"


@pytest.mark.parametrize("who", ["clerk", "judge", "watcher", "division", "litigant"])
def test_only_the_reviewer(request, overdue, who):
    with pytest.raises(PermissionDenied):
        workflow.hand_back(overdue, by=request.getfixturevalue(who))


def test_not_the_reviewer_of_another_court(overdue, elsewhere):
    with pytest.raises(PermissionDenied):
        workflow.hand_back(overdue, by=elsewhere.filing_judge)


@pytest.mark.parametrize("state", ["submitted", "accepted", "declined", "docketed", "withdrawn"])
def test_only_what_was_returned(overdue, filing_judge, state):
    Filing.objects.update(state=state)
    with pytest.raises(IllegalTransition):
        workflow.hand_back(Filing.objects.get(), by=filing_judge)


def test_the_grounds_of_correction_presuppose_its_notice(clock, filing, filing_judge, clerk):
    assert correction_grounds(filing) == set()
    for ground in ("not_corrected", "still_defective"):
        with pytest.raises(ValidationError):
            workflow.decline(filing, by=filing_judge, ground=ground, reasons="…")
    workflow.return_for_correction(filing, by=filing_judge, defects=["claim"], correct_by=DUE)
    assert correction_grounds(Filing.objects.get()) == {"not_corrected"}
    clock.shift(60)
    workflow.resubmit(filing, by=clerk)
    corrected = Filing.objects.get()
    assert correction_grounds(corrected) == {"still_defective"}
    with pytest.raises(ValidationError):
        workflow.decline(corrected, by=filing_judge, ground="not_corrected", reasons="…")
    workflow.decline(corrected, by=filing_judge, ground="still_defective", reasons="补正后仍无明确的被告")


def test_while_it_is_with_the_party_no_day_of_the_court_is_shown(client, returned, filing_judge):
    client.force_login(filing_judge)
    page = client.get(f"/filings/{returned.pk}/").text
    assert "2026-03-20" in page and "2026-03-16" not in page
