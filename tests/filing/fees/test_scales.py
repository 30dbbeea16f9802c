"""Every bracket edge of arts 13 and 14, the arithmetic in the test's name."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filing.fees.quoting import HALVED_BY, quote
from filing.fees.rules import rules_on
from portal.publicapi import Unreadable

DAY = date(2026, 3, 2)


def fee(kind, amount=None, **circumstances):
    amounts = () if amount is None else (Decimal(amount),)
    return quote(kind, amounts, on=DAY, **circumstances)


PROPERTY = {
    "0: 50": ("0", "50"),
    "1: 50": ("1", "50"),
    "10,000: 50": ("10000", "50"),
    "10,000.01: 50 + 0.01 × 2.5%": ("10000.01", "50.00"),
    "10,001: 50 + 1 × 2.5% = 50.025 → 50.03": ("10001", "50.03"),
    "100,000 × 2.5% − 200 = 2,300": ("100000", "2300"),
    "100,001 × 2% + 300 = 2,300.02": ("100001", "2300.02"),
    "200,000 × 2% + 300 = 4,300": ("200000", "4300"),
    "200,001 × 1.5% + 1,300 = 4,300.015 → 4,300.02": ("200001", "4300.02"),
    "500,000 × 1.5% + 1,300 = 8,800": ("500000", "8800"),
    "500,001 × 1% + 3,800 = 8,800.01": ("500001", "8800.01"),
    "1,000,000 × 1% + 3,800 = 13,800": ("1000000", "13800"),
    "1,000,100 × 0.9% + 4,800 = 13,800.90": ("1000100", "13800.90"),
    "2,000,000 × 0.9% + 4,800 = 22,800": ("2000000", "22800"),
    "2,000,100 × 0.8% + 6,800 = 22,800.80": ("2000100", "22800.80"),
    "5,000,000 × 0.8% + 6,800 = 46,800": ("5000000", "46800"),
    "5,000,100 × 0.7% + 11,800 = 46,800.70": ("5000100", "46800.70"),
    "10,000,000 × 0.7% + 11,800 = 81,800": ("10000000", "81800"),
    "10,000,100 × 0.6% + 21,800 = 81,800.60": ("10000100", "81800.60"),
    "20,000,000 × 0.6% + 21,800 = 141,800": ("20000000", "141800"),
    "20,000,100 × 0.5% + 41,800 = 141,800.50": ("20000100", "141800.50"),
    "100,000,000 × 0.5% + 41,800 = 541,800": ("100000000", "541800"),
}


@pytest.mark.parametrize(("amount", "expected"), PROPERTY.values(), ids=PROPERTY)
def test_property_art_13_1(amount, expected):
    assert fee("property", amount).fee == Decimal(expected)


ENFORCEMENT = {
    "10,000: 50": ("10000", "50"),
    "10,100: 50 + 100 × 1.5% = 51.50": ("10100", "51.50"),
    "100,000: 50 + 90,000 × 1.5% = 1,400 (there is no edge at 100,000)": ("100000", "1400"),
    "500,000: 50 + 490,000 × 1.5% = 7,400": ("500000", "7400"),
    "500,100: 7,400 + 100 × 1% = 7,401": ("500100", "7401"),
    "5,000,000: 7,400 + 4,500,000 × 1% = 52,400": ("5000000", "52400"),
    "5,000,200: 52,400 + 200 × 0.5% = 52,401": ("5000200", "52401"),
    "10,000,000: 52,400 + 5,000,000 × 0.5% = 77,400": ("10000000", "77400"),
    "10,001,000: 77,400 + 1,000 × 0.1% = 77,401": ("10001000", "77401"),
}


@pytest.mark.parametrize(("amount", "expected"), ENFORCEMENT.values(), ids=ENFORCEMENT)
def test_enforcement_art_14_1(amount, expected):
    assert fee("enforcement", amount).fee == Decimal(expected)


PRESERVATION = {
    "no amount: 30": (None, "30"),
    "1,000: 30": ("1000", "30"),
    "1,100: 30 + 100 × 1% = 31": ("1100", "31"),
    "100,000: 30 + 99,000 × 1% = 1,020": ("100000", "1020"),
    "100,200: 1,020 + 200 × 0.5% = 1,021": ("100200", "1021"),
    "300,000: 1,020 + 200,000 × 0.5% = 2,020": ("300000", "2020"),
    "895,800: 1,020 + 795,800 × 0.5% = 4,999": ("895800", "4999"),
    "896,000: 1,020 + 796,000 × 0.5% = 5,000, the cap": ("896000", "5000"),
    "896,200: 5,001, capped at 5,000": ("896200", "5000"),
    "1,000,000,000: capped at 5,000": ("1000000000", "5000"),
}


@pytest.mark.parametrize(("amount", "expected"), PRESERVATION.values(), ids=PRESERVATION)
def test_preservation_art_14_2(amount, expected):
    assert fee("preservation", amount).fee == Decimal(expected)


SHARES = {
    "payment order 100,000: 2,300 / 3 = 766.67": ("payment_order", "100000", "766.67"),
    "payment order 10,000: 50 / 3 = 16.67": ("payment_order", "10000", "16.67"),
    "payment order 200,000: 4,300 / 3 = 1,433.33": ("payment_order", "200000", "1433.33"),
    "bankruptcy 1,000,000: 13,800 / 2 = 6,900": ("bankruptcy", "1000000", "6900"),
    "bankruptcy 111,640,000: 600,000 / 2 = 300,000, the cap": ("bankruptcy", "111640000", "300000"),
    "bankruptcy 111,640,100: capped at 300,000": ("bankruptcy", "111640100", "300000"),
}


@pytest.mark.parametrize(("kind", "amount", "expected"), SHARES.values(), ids=SHARES)
def test_shares_of_the_property_scale_art_14_3_and_6(kind, amount, expected):
    assert fee(kind, amount).fee == Decimal(expected)


FLAT = {
    "labour, art. 13(4)": ("labour", "10"),
    "trade mark, patent, maritime administrative, art. 13(5)1": ("administrative_ip", "100"),
    "other administrative, art. 13(5)2": ("administrative", "50"),
    "public notice, art. 14(4)": ("public_notice", "100"),
    "award or arbitration agreement, art. 14(5)": ("arbitration_review", "400"),
    "registration of maritime claims, art. 14(7)": ("maritime_claim_registration", "1000"),
    "general average, art. 14(7)": ("maritime_general_average", "1000"),
    "special procedure and judicial confirmation, art. 8(1)": ("special_procedure", "0"),
    "appeal against a ruling, art. 8(3)": ("ruling_appeal", "0"),
    "administrative compensation, art. 8(4)": ("administrative_compensation", "0"),
}


@pytest.mark.parametrize(("kind", "expected"), FLAT.values(), ids=FLAT)
def test_one_price_per_case(kind, expected):
    assert fee(kind).fee == Decimal(expected)
    assert fee(kind, "5000000").fee == Decimal(expected)


RANGES = {
    "divorce 50–300, art. 13(2)1": ("divorce", None, "50", "300"),
    "divorce, property 200,000: nothing more": ("divorce", "200000", "50", "300"),
    "divorce, property 300,000: + 100,000 × 0.5% = 550–800, not 0.5% of the whole": (
        "divorce",
        "300000",
        "550",
        "800",
    ),
    "personality 100–500, art. 13(2)2": ("personality", None, "100", "500"),
    "personality, damages 50,000: nothing more": ("personality", "50000", "100", "500"),
    "personality, damages 100,000: + 50,000 × 1% = 600–1,000": ("personality", "100000", "600", "1000"),
    "personality, damages 200,000: 600–1,000 + 100,000 × 0.5% = 1,100–1,500": (
        "personality",
        "200000",
        "1100",
        "1500",
    ),
    "other non-property 50–100, art. 13(2)3": ("other_nonproperty", None, "50", "100"),
    "intellectual property without amount 500–1,000, art. 13(3)": ("ip", None, "500", "1000"),
    "jurisdiction objection 50–100, art. 13(6)": ("jurisdiction_objection", None, "50", "100"),
    "enforcement without amount 50–500, art. 14(1)1": ("enforcement", None, "50", "500"),
    "limitation fund 1,000–10,000, art. 14(7)": ("maritime_fund", None, "1000", "10000"),
    "maritime injunction 1,000–5,000, art. 14(7)": ("maritime_injunction", None, "1000", "5000"),
    "maritime priority notice 1,000–5,000, art. 14(7)": ("maritime_priority_notice", None, "1000", "5000"),
}


@pytest.mark.parametrize(("kind", "amount", "low", "high"), RANGES.values(), ids=RANGES)
def test_ranges_until_the_value_is_set(kind, amount, low, high):
    answer = fee(kind, amount)
    assert answer.fee is None
    assert (answer.low, answer.high) == (Decimal(low), Decimal(high))


def test_intellectual_property_with_an_amount_follows_the_property_scale_2_300():
    assert fee("ip", "100000").fee == Decimal("2300")


def test_every_kind_of_the_rules_is_tried_here():
    tried = {"property", "preservation", "enforcement", "ip"} | {
        row[0] for row in [*FLAT.values(), *SHARES.values(), *RANGES.values()]
    }
    assert tried == rules_on(DAY).kinds.keys()


@pytest.mark.parametrize("kind", ["property", "payment_order", "bankruptcy"])
def test_without_an_amount_the_scale_asks_for_it(kind):
    with pytest.raises(Unreadable) as refusal:
        fee(kind)
    assert (refusal.value.code, refusal.value.field) == ("amount_missing", "amount")


def test_before_the_measures_there_is_no_answer():
    with pytest.raises(Unreadable) as refusal:
        quote("labour", on=date(2007, 3, 31))
    assert refusal.value.code == "before_first_rule"
    assert quote("labour", on=date(2007, 4, 1)).version == "2007-04-01"


def test_an_unknown_kind_is_refused():
    with pytest.raises(Unreadable) as refusal:
        fee("parking")
    assert refusal.value.code == "kind_unknown"


amounts = st.decimals(0, 10**11, places=2)
kinds = st.sampled_from(sorted(rules_on(DAY).kinds))
halvings = st.lists(st.sampled_from(sorted(HALVED_BY)), unique=True).map(tuple)


@given(kinds, amounts, amounts)
def test_more_in_dispute_never_costs_less(kind, one, other):
    less, more = fee(kind, min(one, other)), fee(kind, max(one, other))
    assert less.low <= more.low and less.high <= more.high


@pytest.mark.parametrize("kind", sorted(rules_on(DAY).kinds))
def test_no_fee_jumps_at_an_edge(kind):
    for part in rules_on(DAY).kinds[kind].parts:
        below, at, above = (fee(kind, part.above + step) for step in (Decimal("-0.01"), 0, Decimal("0.01")))
        assert below.high <= at.high <= above.high <= below.high + Decimal("0.01")


@given(kinds, st.one_of(st.none(), amounts), halvings)
def test_steps_add_up_to_the_answer_and_halving_happens_once(kind, amount, halved_by):
    row = rules_on(DAY).kinds[kind]
    if row.needs_amount and amount is None:
        return
    if not row.halves and row.payable != "never":
        halved_by = ()
    whole, answer = fee(kind, amount), fee(kind, amount, halved_by=halved_by)
    assert sum(step.low for step in answer.steps) == answer.low
    assert sum(step.high for step in answer.steps) == answer.high
    assert abs(answer.high - (whole.high / 2 if halved_by else whole.high)) <= Decimal("0.01")
    assert all(step.text for step in answer.steps)


@given(amounts)
def test_the_property_scale_equals_its_quick_formula(amount):
    table = [("10000", "0", "50"), ("100000", "0.025", "-200"), ("200000", "0.02", "300"), ("500000", "0.015", "1300"),
             ("1000000", "0.01", "3800"), ("2000000", "0.009", "4800"), ("5000000", "0.008", "6800"),
             ("10000000", "0.007", "11800"), ("20000000", "0.006", "21800"), ("Infinity", "0.005", "41800")]  # fmt: skip
    rate, plus = next((Decimal(rate), Decimal(plus)) for top, rate, plus in table if amount <= Decimal(top))
    assert abs(fee("property", amount).fee - (amount * rate + plus)) <= Decimal("0.005")
