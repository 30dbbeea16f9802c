"""Lines and bars as SVG, in plain attributes: the pages allow no inline style and need no script for them."""

from fractions import Fraction
from functools import lru_cache

from portal.exact import decimal_text

LINE_WIDTH, LINE_HEIGHT, LINE_MARGIN = 120, 28, 3


@lru_cache(maxsize=10_000)  # a page says the same few rates again and again
def percent_text(rate):
    """'58.33%' of an exact rate; None for None."""
    return None if rate is None else decimal_text(Fraction(rate) * 100, 2) + "%"


@lru_cache(maxsize=10_000)
def percent_of(numerator, denominator):
    """The same of two whole numbers, which are found again faster than a fraction is made of them."""
    return percent_text(Fraction(numerator, denominator))


def share(numerator, denominator):
    """The exact rate, or None where there is nothing to divide by."""
    return Fraction(numerator) / Fraction(denominator) if numerator is not None and denominator else None


def bar(rate, target=None):
    """Widths in hundredths of a bar that ends at 100 %, or further right if the rate or the target does.

    {"value": …, "target": … or None}; both between 0 and 100.
    """
    target = None if target is None else Fraction(target)
    rate = max(Fraction(rate or 0), Fraction(0))
    full = max(Fraction(1), rate, target or 0)
    return {
        "value": _rounded(rate / full * 100),
        "target": None if target is None else _rounded(target / full * 100),
    }


def line(values, target=None):
    """Points of a line over `values` (numbers, or None for a gap), drawn into LINE_WIDTH × LINE_HEIGHT.

    {"pieces": ["x,y x,y", …], "dots": [(x, y), …] (single values and the last one), "target": y or None}.
    """
    known = [value for value in values if value is not None]
    if not known:
        return {"pieces": [], "dots": [], "target": None}
    reach = known if target is None else [*known, target]
    low, high = float(min(reach)), float(max(reach))
    step = (LINE_WIDTH - 2 * LINE_MARGIN) / max(len(values) - 1, 1)

    def height(value):
        # A flat line stands in the middle.
        part = (float(value) - low) / (high - low) if high > low else 0.5
        return _rounded(LINE_HEIGHT - LINE_MARGIN - part * (LINE_HEIGHT - 2 * LINE_MARGIN))

    pieces, piece = [], []
    for number, value in enumerate([*values, None]):
        if value is None:
            if piece:
                pieces.append(piece)
            piece = []
        else:
            piece.append((_rounded(LINE_MARGIN + number * step), height(value)))
    dots = [points[0] for points in pieces if len(points) == 1]
    if pieces[-1][-1] not in dots:
        dots.append(pieces[-1][-1])
    return {
        "pieces": [" ".join(f"{x},{y}" for x, y in points) for points in pieces if len(points) > 1],
        "dots": dots,
        "target": None if target is None else height(target),
    }


def _rounded(number):
    return round(float(number), 2)
