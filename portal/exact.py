"""Exact fractions as text: rounded once, half away from zero, from the exact value."""

from decimal import Decimal
from fractions import Fraction


def decimal_text(value, places):
    """'1.25' of a Fraction, Decimal or integer, with so many places."""
    scaled = Fraction(value) * 10**places
    whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
    whole += 2 * rest >= scaled.denominator
    return f"{Decimal(whole if scaled >= 0 else -whole).scaleb(-places):f}"
