"""Simple, small claim or ordinary."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filing.intake.models import Filing
from filing.track.suggesting import HARD, NOT_SMALL_CLAIM, suggest, wage_for

DAY = date(2026, 3, 2)
WAGE = Decimal(90000)
T = Filing.Track


def kinds(suggestion):
    return [reason.kind for reason in suggestion.reasons]


SMALL = {
    "45,000 of 90,000 × 50%: small claim by law": ("45000", False, T.SMALL_CLAIM),
    "45,000.01, not agreed: simple": ("45000.01", False, T.SIMPLE),
    "45,000.01, agreed: small claim": ("45000.01", True, T.SMALL_CLAIM),
    "180,000 = 90,000 × 2, agreed: small claim": ("180000", True, T.SMALL_CLAIM),
    "180,000.01, agreed: simple": ("180000.01", True, T.SIMPLE),
}


@pytest.mark.parametrize(("amount", "agreed", "track"), SMALL.values(), ids=SMALL)
def test_small_claims_by_the_yearly_wage(amount, agreed, track):
    assert suggest(DAY, amount=Decimal(amount), agreed=agreed, wage=WAGE).track == track


def test_before_2022_it_was_30_percent_27_000_and_nothing_to_agree():
    day = date(2021, 12, 31)
    assert suggest(day, amount=Decimal(27000), wage=WAGE).track == T.SMALL_CLAIM
    assert suggest(day, amount=Decimal("27000.01"), agreed=True, wage=WAGE).track == T.SIMPLE


@pytest.mark.parametrize("fact", HARD)
def test_what_is_not_simple_is_ordinary(fact):
    suggestion = suggest(DAY, amount=Decimal(1), wage=WAGE, facts=[fact])
    assert suggestion.track == T.ORDINARY and kinds(suggestion) == ["hard"]


@pytest.mark.parametrize("fact", NOT_SMALL_CLAIM)
def test_what_is_no_small_claim_is_simple(fact):
    suggestion = suggest(DAY, amount=Decimal(1), wage=WAGE, facts=[fact])
    assert suggestion.track == T.SIMPLE and kinds(suggestion) == ["simple", "not_small"]


def test_until_the_wage_is_entered_it_says_so():
    suggestion = suggest(DAY, amount=Decimal(1))
    assert suggestion.track == T.SIMPLE and kinds(suggestion) == ["simple", "wage_unknown"]
    assert "2025" in suggestion.reasons[1].text


def test_without_an_amount_or_not_only_about_money():
    assert kinds(suggest(DAY, wage=WAGE)) == ["simple", "no_amount"]
    assert kinds(suggest(DAY, amount=Decimal(1), money_only=False, wage=WAGE)) == ["simple", "not_money"]


@pytest.mark.parametrize(("facts", "months"), [(["unclear"], 6), (["foreign"], 3), ([], 2)])
def test_each_procedure_has_its_trial_limit(facts, months):
    assert suggest(DAY, amount=Decimal(1), wage=WAGE, facts=facts).limit.length.amount == months


def test_the_wage_of_the_year_before_counts(tmp_path, settings):
    assert wage_for(DAY) is None
    path = tmp_path / "wages.csv"
    path.write_text("year,yuan,source\n2024,88000,x\n2025,90000,x\n", encoding="utf-8")
    settings.WAGES_FILE = str(path)
    assert (wage_for(date(2025, 12, 31)), wage_for(DAY), wage_for(date(2027, 1, 1))) == (
        Decimal(88000),
        WAGE,
        None,
    )


@given(st.decimals(0, 10**9, places=2), st.booleans(), st.sets(st.sampled_from([*HARD, *NOT_SMALL_CLAIM])))
def test_there_is_always_one_answer_with_reasons(amount, agreed, facts):
    suggestion = suggest(DAY, amount=amount, agreed=agreed, facts=facts, wage=WAGE)
    assert suggestion.track in {T.SIMPLE, T.SMALL_CLAIM, T.ORDINARY}
    assert suggestion.reasons and all(reason.text for reason in suggestion.reasons)
