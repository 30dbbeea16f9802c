"""What the rules say about the chosen court, with what a filing tells of itself: a hint that blocks nothing."""

import datetime
from decimal import Decimal

import pytest

from filing import causes
from filing.intake.models import Filing
from filing.jurisdiction.advice import advise
from tests.filing.conftest import COURT_ZONE, ENTER, dispute

DAY = datetime.date(2026, 3, 9)


def of(court, cause="民间借贷纠纷", **fields):
    named = causes.named(cause, DAY)
    known = {"cause_version": named.version, "cause_code": named.code, "cause_name": named.name}
    return dispute(
        court, received_at=datetime.datetime(2026, 3, 9, 9, tzinfo=COURT_ZONE), **{**known, **fields}
    )


def kinds(advice):
    return [reason.kind for reason in advice.reasons]


@pytest.mark.parametrize(
    ("amount", "level"),
    [("499999999.99", None), ("500000000", "intermediate"), ("4999999999.99", "intermediate"), ("5000000000", "high")],
)  # fmt: skip
def test_by_amount(helong, intermediate, amount, level):
    advice = advise(of(helong, amount=Decimal(amount)))
    assert (advice and advice.level) == level
    if advice:
        assert advice.court == (intermediate if level == "intermediate" else None)
        assert advice.outside == (level == "high") and kinds(advice) == ["level"]


def test_what_was_handed_to_the_intermediate_court_belongs_below(intermediate):
    advice = advise(of(intermediate, amount=30_000))
    assert (advice.level, advice.court, kinds(advice)) == ("basic", None, ["basic"])
    assert advise(of(intermediate, amount=500_000_000)) is None


@pytest.mark.parametrize(
    ("cause", "level"), [("环境污染责任纠纷", "railway"), ("船舶碰撞损害责任纠纷", "maritime")]
)
def test_by_cause_elsewhere(helong, cause, level):
    advice = advise(of(helong, cause, amount=30_000))
    assert advice.level == level and advice.outside and advice.reasons[0].basis


def test_exclusive_causes_ask_for_another_look_at_the_place(helong):
    advice = advise(of(helong, "房屋租赁合同纠纷"))
    assert (advice.level, kinds(advice)) == ("", ["exclusive"])


@pytest.mark.parametrize("case_type", ["执", "行初", "刑初"])
def test_for_civil_cases_only(helong, case_type):
    assert advise(of(helong, amount=500_000_000, case_type=case_type)) is None


def test_a_cause_no_list_knows_is_read_by_its_name(helong):
    filing = of(helong, amount=1)
    filing.cause_version, filing.cause_code, filing.cause_name = "", "", "环境污染责任纠纷"
    assert advise(filing).level == "railway"


def test_the_counter_is_told_once_and_goes_on(at_counter, form, intermediate):
    answer = at_counter.post(ENTER, {**form, "amount": "6亿"})
    page = answer.content.decode()
    assert answer.status_code == 200 and str(intermediate) in page and 'name="anyway"' in page
    assert not Filing.objects.exists()
    assert at_counter.post(ENTER, {**form, "amount": "6亿", "anyway": "1"}).status_code == 302
    assert Filing.objects.get().amount == 600_000_000


def test_a_question_of_place_stops_nobody_at_the_counter(at_counter, form):
    assert at_counter.post(ENTER, {**form, "cause_text": "房屋租赁合同纠纷"}).status_code == 302


def test_staff_see_it_on_the_page_of_the_filing_while_it_is_undecided(client, filing, filing_judge, litigant):
    Filing.objects.update(amount=600_000_000, filed_by=litigant)
    said = "按标的额，本案由"
    client.force_login(filing_judge)
    assert said in client.get(f"/filings/{filing.pk}/").content.decode()
    client.force_login(litigant)
    assert said not in client.get(f"/filings/{filing.pk}/").content.decode()
    Filing.objects.update(state="docketed")
    client.force_login(filing_judge)
    assert said not in client.get(f"/filings/{filing.pk}/").content.decode()
