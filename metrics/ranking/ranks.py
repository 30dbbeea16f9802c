"""Who stands where: pure and exact."""

from bisect import bisect_left, bisect_right
from math import sqrt

SCALE = 128  # bits: two fractions of 63-bit numbers that differ at all, differ by more than 2^-126
Z = 1.959964  # 95 %


def rank_courts(figures, higher_is_better=True):
    """{court: place} of {court: FigureValue}. Equal rates share a place (1, 2, 2, 4); no denominator, no place.

    Rates are compared as exact fractions (scaled to integers, fine enough to tell any two apart).
    """
    rates = {
        court: (numerator << SCALE) // denominator
        for court, (numerator, denominator) in figures.items()
        if denominator
    }
    places = dict.fromkeys(figures)
    place_of_rate = {}
    for position, court in enumerate(sorted(rates, key=rates.get, reverse=higher_is_better), start=1):
        places[court] = place_of_rate.setdefault(rates[court], position)
    return places


def wilson(figure):
    """The 95 % interval (low, high) of a share by Wilson's formula: a hint in floats, never a figure.

    None without a denominator, and where the numerator is no part of it.
    """
    n, hits = figure.denominator, figure.numerator
    if not n or not 0 <= hits <= n:
        return None
    share, square = hits / n, Z * Z / n
    middle = share + square / 2
    reach = Z * sqrt(share * (1 - share) / n + square / (4 * n))
    return (middle - reach) / (1 + square), (middle + reach) / (1 + square)


def bands(figures, higher_is_better=True):
    """{court: (best, worst)}: the places a court may truly have, its interval against the others'.

    None where there is no interval. One place only: it can be told apart from all others.
    """
    intervals = {court: interval for court, figure in figures.items() if (interval := wilson(figure))}
    lows = sorted(low for low, _high in intervals.values())
    highs = sorted(high for _low, high in intervals.values())
    answer = dict.fromkeys(figures)
    for court, (low, high) in intervals.items():
        above = len(lows) - bisect_right(lows, high)
        below = bisect_left(highs, low)
        before, after = (above, below) if higher_is_better else (below, above)
        answer[court] = (before + 1, len(intervals) - after)
    return answer
