"""Numbers on cards and licences: the check digit decides, not the area code."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from filing.intake.identity import read_credit_code, read_person_number

areas = st.integers(100_000, 999_999)
births = st.dates(datetime.date(1900, 1, 1), datetime.date(2026, 1, 1))
serials = st.integers(0, 999)


def resident(area, birth, serial):
    stem = f"{area}{birth:%Y%m%d}{serial:03d}"
    return stem + ric.calc_check_digit(stem + "0")


@given(areas, births, serials)
def test_any_area_code_with_a_right_check_digit_is_taken(area, birth, serial):
    number = resident(area, birth, serial)
    assert read_person_number(number) == number
    assert read_person_number(number.lower()) == number
    assert read_person_number(f" {number[:6]} {number[6:14]}-{number[14:]} ") == number
    assert read_person_number("".join(chr(ord(sign) + 0xFEE0) for sign in number)) == number


@given(areas, births, serials, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_found(area, birth, serial, place, shift):
    number = resident(area, birth, serial)
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    with pytest.raises(ValidationError):
        read_person_number(wrong)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("22240319800101", "length"),
        ("222403800101001", "length"),
        ("2224031980010112345", "length"),
        ("222403198002300018", "birth"),
        ("不知道", "length"),
    ],
)
def test_what_is_wrong_is_said(text, code):
    with pytest.raises(ValidationError) as refusal:
        read_person_number(text)
    assert refusal.value.code == code


@pytest.mark.parametrize("text", ["E12345678", "ＥＪ１２３４５６７", "H1234567890", "M 123 456 78"])
def test_travel_documents_are_taken_as_they_are(text):
    assert read_person_number(text)


def test_nothing_is_nothing():
    assert read_person_number("  ") == read_credit_code("") == read_credit_code(None) == ""


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8), st.integers(100_000, 999_999))
def test_credit_codes_by_their_check_digit(organisation, area):
    stem = f"91{area}{organisation}5"
    code = stem + uscc.calc_check_digit(stem)
    assert read_credit_code(code.lower()) == code
    wrong = "0" if code[-1] != "0" else "1"
    with pytest.raises(ValidationError):
        read_credit_code(code[:-1] + wrong)


def test_a_short_credit_code_is_refused():
    with pytest.raises(ValidationError) as refusal:
        read_credit_code("9122240112345")
    assert refusal.value.code == "length"
