"""The same dispute again: shown, never blocked."""

import pytest

from filing.intake.duplicates import alike
from filing.intake.models import Filing
from filing.review import workflow
from tests.filing.conftest import ENTER, defendant, dispute, plaintiff

CARD = "222403198001011239"
OTHER_CARD = "222403199001011233"


@pytest.fixture
def known(receive):
    return receive(parties=[plaintiff(id_number=CARD), defendant()])


def found(court, parties, person, **fields):
    return list(alike(dispute(court, **fields), parties, seen_by=person))


def test_the_same_number_or_the_same_name(known, helong, clerk):
    assert found(helong, [plaintiff("金 明哲", id_number=CARD), defendant()], clerk) == [known]
    assert found(helong, [plaintiff(), defendant()], clerk) == [known]
    assert found(helong, [plaintiff(id_number=OTHER_CARD), defendant()], clerk) == []


def test_what_differs_is_another_dispute(known, helong, clerk):
    same = [plaintiff(), defendant()]
    assert found(helong, same, clerk, amount=40_000) == []
    assert found(helong, same, clerk, amount=None) == []
    assert found(helong, same, clerk, cause_name="买卖合同纠纷") == []
    assert found(helong, [plaintiff(), defendant("朴成龙")], clerk) == []
    assert found(helong, [plaintiff("李海林"), defendant("金明哲")], clerk) == []


def test_without_an_amount_both_have_none(receive, helong, clerk):
    other = receive(amount=None)
    assert found(helong, [plaintiff(), defendant()], clerk, amount=None) == [other]


def test_a_filing_taken_back_may_come_again(known, helong, clerk):
    workflow.withdraw(known, by=clerk)
    assert found(helong, [plaintiff(), defendant()], clerk) == []


def test_what_the_person_may_not_know_is_not_shown(known, dunhua, elsewhere):
    assert found(dunhua, [plaintiff(), defendant()], elsewhere.clerk) == []


def test_the_counter_is_warned_once_and_goes_on(known, at_counter, form):
    answer = at_counter.post(ENTER, form)
    page = answer.content.decode()
    assert answer.status_code == 200 and known.reference in page and 'name="anyway"' in page
    assert Filing.objects.count() == 1
    assert at_counter.post(ENTER, {**form, "anyway": "1"}).status_code == 302
    assert Filing.objects.count() == 2


def test_the_page_of_the_filing_shows_the_other(known, receive, at_counter):
    other = receive()
    assert known.reference in at_counter.get(f"/filings/{other.pk}/").content.decode()
