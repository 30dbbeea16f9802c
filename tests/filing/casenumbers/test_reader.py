"""A case number is read as people and systems write it; what is none is refused with the reason."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filing import casenumbers
from filing.casenumbers import CaseNumberParts, NotACaseNumber, parse
from filing.casenumbers.numerals import from_chinese, in_chinese

CANONICAL = "（2024）吉7502民初22号"
COURTS = [
    "吉7502",
    "吉75",
    "吉",
    "川0104",
    "粤0604",
    "京73",
    "最高法",
    "军01",
    "军",
    "兵0101",
    "内01",
    "新40",
]


@pytest.mark.parametrize(
    "written",
    [
        "（2024）吉7502民初22号",
        "(2024)吉7502民初22号",
        "〔2024〕吉7502民初22号",
        "[2024]吉7502民初22号",
        "【2024】吉7502民初22号",
        "2024吉7502民初22",
        "2024年吉7502民初22号",
        "（2024）吉7502民初字第22号",
        "（２０２４）吉７５０２民初２２号",
        " （2024） 吉7502 民初 22 号 ",
        "（2024）吉75O2民初22号",
        "（2024）吉7502民初00022号",
        "案号：（2024）吉7502民初22号。",
        "（2024）吉7502民初22号民事判决书",
        "（2024）吉7502民初22號",
        "（二〇二四）吉7502民初22号",
        "（二○二四）吉7502民初22号",
        "（2024吉7502民初22号",
        "\u200b（2024）吉7502民初22号\n",
    ],
)
def test_one_number_in_many_hands(written):
    assert str(parse(written)) == CANONICAL
    assert parse(written) == CaseNumberParts(2024, "吉7502", "basic", "民初", 22, None)


@pytest.mark.parametrize(
    ("court", "kind"),
    [
        ("最高法", "supreme"),
        ("吉", "high"),
        ("吉75", "intermediate"),
        ("吉7502", "basic"),
        ("军01", "military"),
        ("军", "military"),
        ("兵0101", "corps"),
        ("××××", "masked"),
    ],
)
def test_the_kind_of_court_is_told_from_its_code(court, kind):
    court = "×7502" if kind == "masked" else court
    assert parse(f"（2024）{court}民初1号").court_kind == kind


@pytest.mark.parametrize("type_code", list(casenumbers.types()))
def test_every_type_is_read_even_where_one_begins_like_another(type_code):
    assert parse(f"（2023）吉7502{type_code}7号").type_code == type_code


@pytest.mark.parametrize(
    ("written", "suffix", "canonical"),
    [
        ("（2024）吉7502民初22号之一", 1, "（2024）吉7502民初22号之一"),
        ("（2024）吉7502民初22之二号", 2, "（2024）吉7502民初22号之二"),
        ("（2024）吉7502民初22号之十二", 12, "（2024）吉7502民初22号之十二"),
        ("（2024）吉7502民初22号-3", 3, "（2024）吉7502民初22号之三"),
        ("（2024）吉7502民初22-3号", 3, "（2024）吉7502民初22号之三"),
        ("（2024）吉7502民初22号-25", 25, "（2024）吉7502民初22号之二十五"),
        ("（2024）吉7502民初22之25号", 25, "（2024）吉7502民初22号之二十五"),
        ("（2024）吉7502执22号之一执行裁定书", 1, "（2024）吉7502执22号之一"),
    ],
)
def test_the_part_of_a_case_is_kept(written, suffix, canonical):
    assert parse(written).suffix == suffix
    assert str(parse(written)) == canonical


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("（2024）吉75××民初22号", "（2024）吉75××民初22号"),
        ("（2024）吉75xx民初22号", "（2024）吉75××民初22号"),
        ("（2024）吉7502民初***号", "（2024）吉7502民初×××号"),
        ("（2024）吉7502民初2Ｘ号", "（2024）吉7502民初2×号"),
        ("（20××）吉7502民初22号", "（20××）吉7502民初22号"),
    ],
)
def test_masked_digits_stay_masked(written, canonical):
    assert parse(written).masked
    assert str(parse(written)) == canonical


def test_a_court_without_a_confirmed_code_is_read_back(helong, dunhua, db):
    from filing.casenumbers.models import CaseNumber

    number = CaseNumber(court=dunhua, year=2026, type_code="民初", serial=1)
    assert parse(str(number)).court_kind == "pending"
    assert str(parse(str(number))) == str(number)
    assert parse(str(CaseNumber(court=helong, year=2026, type_code="执", serial=9))).court_code == "吉7502"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("x" * 201, "too_long"),
        ("吉7502民初22号", "no_year"),
        ("民间借贷纠纷", "no_year"),
        ("（24）吉7502民初22号", "no_year"),
        ("（2015）吉7502民初22号", "old_style"),
        ("（2014）和民初字第22号", "old_style"),
        ("（2024）民初22号", "unknown_court"),
        ("（2024）吉750民初22号", "unknown_court"),
        ("（2024）美7502民初22号", "unknown_court"),
        ("（2024）吉750222号", "no_type"),
        ("（2024）吉7502某某22号", "unknown_type"),
        ("（2024）吉7502调确22号", "unknown_type"),
        ("（2021）吉7502诉前调确1号", "type_not_in_force"),
        ("（2021）吉7502诉前调书1号", "type_not_in_force"),
        ("（2024）吉7502民初号", "no_serial"),
        ("（2024）吉7502民初0号", "no_serial"),
        ("（2024）吉7502民初22号和23号", "trailing_text"),
        ("（2024）吉7502民初22号之零", "trailing_text"),
        ("（2024）吉75021民初22号", "unknown_court"),
        ("（2024）吉7502民初123456789号", "serial_too_long"),
        ("（2024）吉7502民初22-25号", "range"),
        ("（2024）吉7502民初22—25", "range"),
        ("（2024）吉7502民初22号至25号", "range"),
        ("（2024）吉7502民初22号-25号民事判决书", "range"),
        ("（2024）吉7502民初998至1002号", "range"),
    ],
)
def test_what_is_no_number_is_refused_with_the_reason(written, code):
    with pytest.raises(NotACaseNumber) as refusal:
        parse(written)
    assert refusal.value.code == code
    assert str(refusal.value)


@pytest.mark.parametrize(
    ("written", "told"),
    [("（2024）吉75021民初22号", "吉75021"), ("（2024）吉7502民初123456789号", "123456789")],
)
def test_what_is_too_long_is_named(written, told):
    with pytest.raises(NotACaseNumber) as refusal:
        parse(written)
    assert told in str(refusal.value)


def test_new_types_are_given_from_2022_on():
    assert parse("（2022）吉7502诉前调确1号").case_type.begins.year == 2022


DAMAGES = [
    lambda text, _: text.replace("（", "(").replace("）", ")"),
    lambda text, _: text.replace("（", "〔").replace("）", "〕"),
    lambda text, _: text.replace("（", "【").replace("）", "】"),
    lambda text, _: text.replace("（", "").replace("）", ""),
    lambda text, _: text.replace("号", ""),
    lambda text, _: text.translate({ord("0") + n: chr(ord("０") + n) for n in range(10)}),
    lambda text, _: re.sub(r"(\d+)号", r"00\1号", text),
    lambda text, _: re.sub(r"(\d+)号", r"字第\1号", text),
    lambda text, _: re.sub(r"(?<=\d)0(?=\d*号)", "O", text),
    lambda text, _: text + "民事裁定书",
    lambda text, _: "案号:" + text,
    lambda text, _: text + "。",
    lambda text, chance: "".join(character + chance.choice(["", "", " ", "\u3000"]) for character in text),
]


def test_a_thousand_numbers_damaged_in_plausible_ways_are_read_back():
    chance = random.Random(7502)
    for _round in range(1000):
        year = chance.randint(2022, 2026)
        suffix = chance.choice([None, None, None, chance.randint(1, 30)])
        true = CaseNumberParts(
            year,
            court := chance.choice(COURTS),
            parse(f"（2024）{court}民初1号").court_kind,
            chance.choice(list(casenumbers.types())),
            chance.randint(1, 99999),
            suffix,
        )
        text = str(true)
        for damage in sorted(chance.sample(range(len(DAMAGES)), chance.randint(1, 3))):
            text = DAMAGES[damage](text, chance)
        if suffix and "号" not in text:
            continue  # without 号 a suffix is glued to the serial by nobody
        assert parse(text) == true, text


parts = st.builds(
    CaseNumberParts,
    st.integers(2022, 2099),
    st.just("吉7502"),
    st.just("basic"),
    st.sampled_from(list(casenumbers.types())),
    st.integers(1, 9_999_999),
    st.one_of(st.none(), st.integers(1, 999)),
)


@given(parts)
def test_the_canonical_form_reads_back_as_itself(number):
    assert parse(str(number)) == number


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_reason(text):
    try:
        assert parse(str(parse(text))) == parse(text)
    except NotACaseNumber as refusal:
        assert refusal.code and str(refusal)


@given(st.integers(1, 999))
def test_chinese_numerals_go_both_ways(number):
    assert from_chinese(in_chinese(number)) == number
