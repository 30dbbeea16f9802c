"""Places, bands, rates and distances: pure functions, exact."""

from datetime import date
from fractions import Fraction
from math import sqrt

import pytest
from django.test import override_settings
from hypothesis import assume, given
from hypothesis import strategies as st

from metrics.indicators.declarations import INDICATORS
from metrics.ranking.ranks import bands, rank_courts, wilson
from metrics.ranking.rates import FigureValue, percent_text, rate_text
from metrics.ranking.targets import missing_for_place, missing_in_cases, trajectory
from metrics.ranking.windows import Window
from portal.exact import decimal_text

A, B = INDICATORS["diversion_a"], INDICATORS["diversion_b"]
SHARES = st.integers(0, 10**15).flatmap(lambda d: st.builds(FigureValue, st.integers(0, d), st.just(d)))
FIGURES = st.dictionaries(st.integers(1, 50), SHARES, max_size=12)


def figure(text):
    return FigureValue(*map(int, text.split("/")))


def with_more(one, told, cases):
    """The figure after so many further cases that all hit."""
    return FigureValue(told.numerator + cases, told.denominator + (0 if one.apart else cases))


def what_if(one, told, court, cases):
    """The court's place after so many further hits, the others standing still."""
    return rank_courts({**told, court: with_more(one, told[court], cases)})[court]


def test_ties_share_a_place_and_the_next_is_skipped():
    told = {
        1: figure("3/4"),
        2: figure("6/8"),
        3: figure("9/10"),
        4: figure("1/2"),
        5: figure("0/0"),
        6: figure("0/9"),
    }
    assert rank_courts(told) == {3: 1, 1: 2, 2: 2, 4: 4, 6: 5, 5: None}
    assert rank_courts(told, higher_is_better=False) == {6: 1, 4: 2, 1: 3, 2: 3, 3: 5, 5: None}
    assert rank_courts({1: FigureValue(7, None)}) == {1: None}


def test_fractions_no_float_can_tell_apart_have_different_places():
    n = 10**17
    told = {1: FigureValue(n, n + 1), 2: FigureValue(n + 1, n + 2), 3: FigureValue(2 * n, 2 * n + 2)}
    assert n / (n + 1) == (n + 1) / (n + 2)
    assert rank_courts(told) == {2: 1, 1: 2, 3: 2}


@given(FIGURES, st.booleans())
def test_places_follow_the_exact_fractions(told, higher):
    places = rank_courts(told, higher)
    for court, place in places.items():
        rate = told[court].rate
        if rate is None:
            assert place is None
        else:
            better = [
                other
                for other in told.values()
                if other.rate is not None and (other.rate > rate if higher else other.rate < rate)
            ]
            assert place == len(better) + 1


def test_wilson_against_its_textbook_value():
    assert [f"{bound:.4f}" for bound in wilson(FigureValue(8, 10))] == ["0.4902", "0.9433"]
    assert wilson(FigureValue(0, 0)) is wilson(FigureValue(3, 2)) is wilson(FigureValue(3, None)) is None


@given(st.integers(1, 10**6), st.data())
def test_wilson_holds_the_share_and_narrows(n, data):
    hits = data.draw(st.integers(0, n))
    low, high = wilson(FigureValue(hits, n))
    assert (
        -1e-9 <= low <= Fraction(hits, n) + Fraction(1, 10**9)
        and Fraction(hits, n) - Fraction(1, 10**9) <= high <= 1 + 1e-9
    )
    assert high - low <= 2 / sqrt(n)


def test_few_cases_cannot_be_told_apart_many_can():
    assert bands({1: figure("3/5"), 2: figure("2/5"), 3: figure("0/0")}) == {1: (1, 2), 2: (1, 2), 3: None}
    assert bands({1: figure("3000/5000"), 2: figure("2000/5000")}) == {1: (1, 1), 2: (2, 2)}
    assert bands({1: figure("3000/5000"), 2: figure("2000/5000")}, higher_is_better=False) == {
        1: (2, 2),
        2: (1, 1),
    }


@given(FIGURES)
def test_a_place_lies_in_its_band(told):
    places, spread = rank_courts(told), bands(told)
    for court, place in places.items():
        if place is not None:
            best, worst = spread[court]
            assert best <= place <= worst


@pytest.mark.parametrize(
    ("told", "text"),
    [("2/3", "0.6667"), ("1/3", "0.3333"), ("1/20000", "0.0001"), ("5/4", "1.2500"), ("0/3", "0.0000"), ("52/4", "13.0000")],
)  # fmt: skip
def test_a_rate_has_four_places_half_rounded_up(told, text):
    assert rate_text(figure(told)) == text


def test_no_denominator_no_text():
    assert (
        rate_text(FigureValue(0, 0))
        is rate_text(FigureValue(5, None))
        is percent_text(FigureValue(0, 0))
        is None
    )
    assert percent_text(figure("7/12")) == "58.3"
    assert decimal_text(Fraction(-1, 8), 2) == "-0.13"


def test_sums_keep_what_is_a_count():
    assert figure("1/2") + figure("3/4") == (4, 6)
    assert FigureValue(1, None) + FigureValue(2, None) == (3, None)
    assert FigureValue(0, None) + figure("1/2") == (1, 2)


@pytest.mark.parametrize(
    ("told", "cases"), [("6/10", 0), ("5/10", 3), ("59/100", 3), ("0/1", 2), ("0/0", None), ("10/10", 0)]
)
def test_cases_short_of_sixty_percent(told, cases):
    assert missing_in_cases("diversion_a", figure(told)) == cases


@given(st.integers(1, 10**6), st.data(), st.fractions(0, 1))
def test_the_missing_cases_are_the_smallest_number(d, data, target):
    told = FigureValue(data.draw(st.integers(0, d)), d)
    for one in (A, B):
        cases = missing_in_cases(one, told, target)
        if cases is None:
            assert target == 1 and told.numerator < d and one is A
            continue
        assert with_more(one, told, cases).rate >= target
        assert cases == 0 or with_more(one, told, cases - 1).rate < target


def test_a_miss_cannot_be_made_up_to_all():
    assert missing_in_cases("favourable", figure("9/10")) is None
    assert missing_in_cases("favourable", figure("10/10")) == 0
    assert missing_in_cases("mediation_success", figure("1/2")) is None  # no target
    assert missing_in_cases("litigation_intake", FigureValue(3, None)) is None


def test_twelve_more_make_you_second():
    told = {1: figure("80/100"), 2: figure("70/100"), 3: figure("10/28")}
    assert missing_for_place(A, told, 3, 2) == 32
    assert what_if(A, told, 3, 31) == 3
    assert what_if(A, told, 3, 32) == 2
    assert missing_for_place(A, told, 1, 1) == missing_for_place(A, told, 3, 3) == 0
    assert missing_for_place(A, told, 4, 1) is None


@given(FIGURES.filter(lambda told: len(told) > 1), st.data())
def test_the_cases_for_a_place_lead_there_and_fewer_do_not(told, data):
    court = data.draw(st.sampled_from(sorted(told)))
    place = data.draw(st.integers(1, len(told)))
    cases = missing_for_place(A, told, court, place)
    assume(cases is not None)
    assert what_if(A, told, court, cases) <= place
    assert cases == 0 or what_if(A, told, court, cases - 1) > place


def test_the_trajectory_of_a_share():
    april = Window.of("month", date(2026, 4, 1))
    way = trajectory("diversion", figure("40/80"), april, date(2026, 4, 20))
    assert (way.days_left, way.expected, way.projected) == (10, 40, (60, 120))
    assert way.needed == Fraction(32, 40)  # 60 % of 120 are 72
    assert way.reachable
    assert not trajectory("diversion", figure("10/80"), april, date(2026, 4, 20)).reachable
    assert trajectory("diversion", figure("80/80"), april, date(2026, 4, 20)).needed == 0
    assert trajectory("diversion", figure("40/80"), april, date(2026, 4, 30)).needed is None
    assert trajectory("diversion", FigureValue(0, 0), april, date(2026, 4, 20)) is None
    assert trajectory("mediation_success", figure("1/2"), april, date(2026, 4, 20)) is None
    assert (
        trajectory(B, figure("40/80"), april, date(2026, 4, 20)) is None
    )  # its hits are not among the cases


def test_the_trajectory_of_a_count_is_its_pace():
    way = trajectory(
        "litigation_intake",
        FigureValue(20, None),
        Window.of("month", date(2026, 4, 1)),
        date(2026, 4, 20),
        target=25,
    )
    assert (way.expected, way.projected) == (10, (30, None))


def test_the_target_comes_from_the_declaration():
    with override_settings(DIVERSION_READING="B"):
        assert missing_in_cases("diversion", figure("5/10")) == 1
