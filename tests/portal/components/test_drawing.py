from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.drawing import LINE_HEIGHT, LINE_WIDTH, bar, line, percent_text, share

rates = st.fractions(min_value=0, max_value=3)
values = st.lists(st.none() | st.integers(-1000, 1000), max_size=40)


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (Fraction(7, 12), "58.33%"),
        (Fraction(1, 3), "33.33%"),
        (Fraction(2, 3), "66.67%"),
        (Fraction(1, 20000), "0.01%"),  # half a hundredth rounds up
        (Fraction(-1, 8), "-12.50%"),
        (Fraction(0), "0.00%"),
        (Fraction(5, 4), "125.00%"),
        (None, None),
    ],
)
def test_a_rate_is_rounded_half_up_once(rate, text):
    assert percent_text(rate) == text


@given(rates)
def test_the_text_is_the_nearest_hundredth(rate):
    shown = Fraction(percent_text(rate).removesuffix("%")) / 100
    assert abs(shown - rate) <= Fraction(1, 20000)


def test_nothing_to_divide_by_is_no_rate():
    assert share(0, 0) is None
    assert share(None, 5) is None
    assert share(3, 4) == Fraction(3, 4)


@given(rates, st.none() | rates)
def test_a_bar_stays_inside_and_keeps_the_order_of_rate_and_target(rate, target):
    drawn = bar(rate, target)
    assert 0 <= drawn["value"] <= 100
    if target is not None:
        assert 0 <= drawn["target"] <= 100
        assert (drawn["value"] <= drawn["target"]) or rate > target


def test_a_rate_above_one_fills_the_bar_and_moves_the_target_left():
    assert bar(Fraction(2), "0.6") == {"value": 100.0, "target": 30.0}


@given(values, st.none() | st.integers(-1000, 1000))
def test_a_line_stays_inside_its_box(numbers, target):
    drawn = line(numbers, target)
    points = [tuple(map(float, point.split(","))) for piece in drawn["pieces"] for point in piece.split()]
    for x, y in [*points, *drawn["dots"]]:
        assert 0 <= x <= LINE_WIDTH
        assert 0 <= y <= LINE_HEIGHT


def test_a_gap_breaks_the_line_and_a_single_value_is_a_dot():
    drawn = line([1, 2, None, 3, None, 4, 5])
    assert len(drawn["pieces"]) == 2
    assert len(drawn["dots"]) == 2  # the lonely 3, and the last value


def test_higher_values_stand_higher():
    (first, last) = (point.split(",") for point in line([1, 9])["pieces"][0].split())
    assert float(last[1]) < float(first[1])
