"""Type codes and their time."""

from datetime import date

import pytest

from filing import casenumbers


@pytest.mark.parametrize("code", ["诉前调确", "诉前调书"])
def test_pre_litigation_codes_begin_with_2022(code):
    assert casenumbers.type_on(code, date(2021, 12, 31)) is None
    assert casenumbers.type_on(code, date(2022, 1, 1)).code == code


def test_an_unknown_or_obsolete_code_is_none():
    assert casenumbers.type_on("调确", date(2026, 1, 1)) is None


def test_named_sets_are_codes_of_the_list():
    every = casenumbers.LITIGATION_FIRST | casenumbers.ENFORCEMENT_FIRST | casenumbers.PRE_LITIGATION
    assert every <= casenumbers.types().keys()
    assert not casenumbers.LITIGATION_FIRST & casenumbers.PRE_LITIGATION


def test_types_of_a_day_leave_out_what_is_not_given_yet():
    codes = {each.code for each in casenumbers.types_on(date(2020, 6, 1))}
    assert "民初" in codes and "诉前调确" not in codes


def test_a_type_covers_several_matters():
    assert "调解协议司法确认" in casenumbers.types()["民特"].matters
