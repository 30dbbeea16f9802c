"""The rules around the scales: halving, several claims, appeal, changes, relief, foreign money, what may wait."""

from datetime import date
from decimal import Decimal

import pytest

from filing.fees.changes import claim_changed, refunded, to_ordinary
from filing.fees.quoting import Currency, Relief, quote
from filing.fees.rules import province_values, rules_on
from portal.publicapi import Unreadable

DAY = date(2026, 3, 2)


def fee(kind, *amounts, **circumstances):
    return quote(kind, tuple(Decimal(amount) for amount in amounts), on=DAY, **circumstances)


def kinds_of_steps(answer):
    return [step.kind for step in answer.steps]


@pytest.mark.parametrize("ground", ["mediation", "withdrawal", "simple", "counterclaim", "third_party"])
def test_half_2_300_is_1_150_arts_15_16_18(ground):
    assert fee("property", "100000", halved_by=(ground,)).fee == Decimal("1150.00")


def test_mediated_in_the_simple_procedure_is_still_half_2_300_once_interpretation_206():
    answer = fee("property", "100000", halved_by=("mediation", "simple"))
    assert answer.fee == Decimal("1150.00")
    assert kinds_of_steps(answer)[-2:] == ["half_mediation", "half_once"]


def test_a_halved_range_stays_a_range_25_to_150():
    answer = fee("divorce", halved_by=("mediation",))
    assert (answer.low, answer.high, answer.fee) == (Decimal(25), Decimal(150), None)


def test_half_of_an_odd_fee_is_rounded_once_50_025_halved_is_25_0125_is_25_01():
    assert fee("property", "10001", halved_by=("simple",)).fee == Decimal("25.01")


@pytest.mark.parametrize("kind", ["enforcement", "preservation", "public_notice", "jurisdiction_objection"])
def test_application_fees_are_not_halved(kind):
    with pytest.raises(Unreadable) as refusal:
        fee(kind, "100000", halved_by=("mediation",))
    assert refusal.value.code == "not_halved"


def test_several_property_claims_are_added_60_000_and_40_000_cost_2_300_interpretation_201():
    answer = fee("property", "60000", "40000")
    assert answer.fee == Decimal(2300)
    assert "60,000 + 40,000 = 100,000" in answer.steps[0].text


def test_property_with_non_property_follows_the_property_scale_interpretation_201():
    answer = fee("property", "100000", beside=True)
    assert answer.fee == Decimal(2300)
    assert "beside" in kinds_of_steps(answer)


def test_appeal_against_30_000_of_the_judgment_costs_550_art_17():
    answer = fee("property", "30000", appeal=True)
    assert answer.fee == Decimal(550)
    assert "contested" in kinds_of_steps(answer)


def test_appeal_in_a_labour_case_costs_10_again():
    assert fee("labour", appeal=True).fee == Decimal(10)


def test_there_is_no_appeal_fee_in_enforcement():
    with pytest.raises(Unreadable) as refusal:
        fee("enforcement", "1000", appeal=True)
    assert refusal.value.code == "no_appeal"


def test_raised_from_100_000_to_200_000_4_300_less_2_300_is_2_000_due_art_21_1():
    change = claim_changed(fee("property", "100000"), fee("property", "200000"))
    assert (change.direction, change.sum) == ("due", Decimal(2000))


def test_lowered_in_time_from_200_000_to_100_000_2_000_come_back_art_21_2():
    change = claim_changed(fee("property", "200000"), fee("property", "100000"))
    assert (change.direction, change.sum) == ("refund", Decimal(2000))


def test_lowered_after_the_investigation_nothing_comes_back_art_35():
    change = claim_changed(fee("property", "200000"), fee("property", "100000"), late=True)
    assert (change.direction, change.sum) == ("none", Decimal(0))


def test_raised_late_is_due_all_the_same():
    assert claim_changed(fee("property", "1000"), fee("property", "100000"), late=True).direction == "due"


def test_changed_within_the_flat_part_nothing_follows():
    assert claim_changed(fee("property", "1000"), fee("property", "9000")).direction == "none"


def test_divorce_property_raised_from_200_000_to_300_000_is_500_due_whatever_the_province_says():
    change = claim_changed(fee("divorce", "200000"), fee("divorce", "300000"))
    assert (change.direction, change.sum) == ("due", Decimal(500))


def test_simple_to_ordinary_1_150_paid_1_150_due_or_575_back_interpretation_199():
    whole, change = to_ordinary("property", (Decimal(100000),), on=DAY)
    assert whole.fee == Decimal(2300)
    assert (change.direction, change.sum, change.unpaid_refund) == ("due", Decimal(1150), Decimal(575))


def test_simple_to_ordinary_with_an_open_range_says_why_not():
    with pytest.raises(Unreadable) as refusal:
        to_ordinary("divorce", on=DAY)
    assert refusal.value.code == "fee_is_range"


@pytest.mark.parametrize("reason", ["not_accepted", "dismissed", "remanded"])
def test_everything_comes_back_art_27(reason):
    assert refunded(fee("property", "100000"), reason).sum == Decimal(2300)


def test_reduced_by_30_percent_2_300_is_1_610_art_46():
    assert fee("property", "100000", relief=Relief(30)).fee == Decimal(1610)


def test_halved_and_reduced_by_half_2_300_is_575():
    assert fee("property", "100000", halved_by=("mediation",), relief=Relief(50)).fee == Decimal(575)


@pytest.mark.parametrize("percent", [0, 1, 29, 101])
def test_a_reduction_below_30_percent_is_refused(percent):
    with pytest.raises(Unreadable) as refusal:
        fee("property", "100000", relief=Relief(percent))
    assert refusal.value.code == "reduction_out_of_range"


def test_only_a_natural_person_is_exempted_art_44():
    assert fee("property", "100000", relief=Relief(100)).fee == 0
    with pytest.raises(Unreadable) as refusal:
        fee("property", "100000", relief=Relief(100, natural_person=False))
    assert refusal.value.code == "exemption_for_persons"


def test_10_000_dollars_at_7_1234_are_71_234_and_cost_1_580_85_art_55():
    answer = fee("property", "10000", currency=Currency("USD", Decimal("7.1234")))
    assert answer.fee == Decimal("1580.85")
    assert answer.steps[0].kind == "converted"


@pytest.mark.parametrize(
    ("kind", "payable"),
    [
        ("property", "in_advance"),
        ("enforcement", "after_enforcement"),
        ("bankruptcy", "after_liquidation"),
        ("special_procedure", "never"),
        ("administrative_compensation", "never"),
    ],
)
def test_what_is_not_prepaid_art_20(kind, payable):
    assert fee(kind, "100000").payable == payable


def test_a_claim_for_wages_may_wait_art_20():
    assert fee("labour", may_wait=True).payable == "may_wait"
    assert fee("enforcement", "1000", may_wait=True).payable == "after_enforcement"


def write(tmp_path, *rows):
    path = tmp_path / "values.csv"
    path.write_text("kind,begins,value,source\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_a_value_set_by_the_province_closes_the_range_from_its_day_on(tmp_path):
    rules = rules_on(DAY)
    values = province_values(rules.kinds, write(tmp_path, "divorce,2026-01-01,200,某文件"))
    dated = type(rules)(rules.begins, rules.kinds, values)
    assert dated.value_of(rules.kinds["divorce"], date(2025, 12, 31)) is None
    assert dated.value_of(rules.kinds["divorce"], DAY).low == Decimal(200)


def test_with_the_value_divorce_over_300_000_costs_200_and_500(tmp_path, settings):
    from filing.fees import rules as module

    settings.FEE_VALUES_FILE = str(
        write(tmp_path, "divorce,2026-01-01,200,某文件", "ip,2026-01-01,800,某文件")
    )
    module._editions.cache_clear()
    try:
        assert fee("divorce", "300000").fee == Decimal(700)
        assert fee("ip").fee == Decimal(800)
        assert fee("ip", "100000").fee == Decimal(2300)
        assert quote("divorce", on=date(2025, 6, 1)).fee is None
    finally:
        module._editions.cache_clear()


@pytest.mark.parametrize(
    "row",
    [
        "divorce,2026-01-01,301,x",
        "labour,2026-01-01,10,x",
        "nothing,2026-01-01,10,x",
        "enforcement,2026-01-01,100,x",
    ],
)
def test_a_value_the_province_may_not_set_stops_the_start(tmp_path, row):
    with pytest.raises(ValueError, match="no value a province may set"):
        province_values(rules_on(DAY).kinds, write(tmp_path, row))
