"""Rates, exact; text only at the end. The same few functions for pages, exports and bulletins."""

from fractions import Fraction
from typing import NamedTuple

from metrics.indicators.declarations import indicator
from portal.exact import decimal_text


class FigureValue(NamedTuple):
    """What one court did in a window. `denominator` is None for a plain count."""

    numerator: int
    denominator: int | None

    @property
    def rate(self):
        """Numerator by denominator, exact; None for a count, or where nothing happened."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    @property
    def value(self):
        """The rate, or the count itself."""
        return Fraction(self.numerator) if self.denominator is None else self.rate

    def __add__(self, other):
        if self.denominator is None and other.denominator is None:
            return FigureValue(self.numerator + other.numerator, None)
        return FigureValue(
            self.numerator + other.numerator, (self.denominator or 0) + (other.denominator or 0)
        )


def nothing(one):
    """The figure of a court where nothing happened, by an indicator or its code."""
    return FigureValue(0, 0 if indicator(one).ranked else None)


def rate_text(figure, places=4):
    """The rate as a decimal string, half rounded up; None without a denominator."""
    return None if figure.rate is None else decimal_text(figure.rate, places)


def percent_text(figure, places=1):
    """The rate in percent; None without a denominator."""
    return None if figure.rate is None else decimal_text(figure.rate * 100, places)
