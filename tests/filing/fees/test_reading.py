"""Sums as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filing.fees.reading import read_amounts, read_yuan
from portal.publicapi import Unreadable


@pytest.mark.parametrize(
    ("written", "yuan"),
    [
        ("100000", "100000"),
        ("100,000", "100000"),
        ("１００，０００", "100000"),
        ("100，000.50", "100000.50"),
        ("10,0000", "100000"),
        ("100 000", "100000"),
        ("10万", "100000"),
        ("１０万元", "100000"),
        ("1.5亿", "150000000"),
        ("1亿2000万", "120000000"),
        ("3万5千", "35000"),
        ("3万5000元", "35000"),
        ("十万", "100000"),
        ("两千三百元", "2300"),
        ("一百零五", "105"),
        ("叁万伍仟元整", "35000"),
        ("壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分", "1234567.89"),
        ("¥ 5,000", "5000"),
        ("￥5000.00", "5000"),
        ("人民币5000元", "5000"),
        ("12元3角", "12.3"),
        ("10만원", "100000"),
        ("2천만", "20000000"),
        ("0", "0"),
    ],
)
def test_read_as_people_write(written, yuan):
    assert read_yuan(written) == Decimal(yuan)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("-5", "amount_negative"),
        ("负五万", "amount_negative"),
        ("－1000", "amount_negative"),
        ("nan", "amount_unreadable"),
        ("Infinity", "amount_unreadable"),
        ("1e5", "amount_unreadable"),
        ("abc", "amount_unreadable"),
        ("万", "amount_unreadable"),
        ("10万5", "amount_unreadable"),
        ("1,00", "amount_unreadable"),
        ("1.2.3", "amount_unreadable"),
        ("1,000,00", "amount_unreadable"),
        ("9" * 300, "amount_unreadable"),
        ("1.234", "amount_too_fine"),
        ("1万亿", "amount_out_of_range"),
        ("1000000000000", "amount_out_of_range"),
    ],
)
def test_what_nobody_could_read_is_refused_with_an_example(written, code):
    with pytest.raises(Unreadable) as refusal:
        read_yuan(written, "amount")
    assert (refusal.value.code, refusal.value.field) == (code, "amount")


@pytest.mark.parametrize("written", ["60000+4万", "60,000 ＋ 40,000", "6万\n4万", "6万；4万"])
def test_several_claims_in_one_text(written):
    assert read_amounts(written) == (Decimal(60000), Decimal(40000))


def test_nothing_written_is_no_claim():
    assert read_amounts("  ") == ()


@given(st.decimals(0, 10**11, places=2))
def test_grouped_and_plain_digits_mean_the_same(amount):
    assert read_yuan(f"{amount:,}") == read_yuan(f"{amount:f}") == amount


@given(st.text(max_size=30))
def test_any_text_is_a_sum_or_refused(text):
    try:
        assert 0 <= read_yuan(text) < Decimal("1e12")
    except Unreadable as refusal:
        assert refusal.code.startswith("amount_")
