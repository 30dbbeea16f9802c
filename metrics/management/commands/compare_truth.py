"""Holds every figure of the portal against the truth file of a made-up district."""

import datetime
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from metrics.indicators.declarations import INDICATORS, indicator
from metrics.ranking.figures import figures_of, figures_of_windows
from metrics.ranking.ranks import rank_courts
from metrics.ranking.rates import FigureValue
from metrics.ranking.series import series
from metrics.ranking.windows import Window
from portal.courts.models import Court

AT_ONCE = 25  # windows; a statement has two columns for each, and the planner looks at each condition


class Command(BaseCommand):
    help = (
        "Exit 0 if every court, day, week and month of every indicator equals the truth, and so do the places and what "
        "was on record earlier; 1 and the differences else."
    )

    def add_arguments(self, parser):
        parser.add_argument("truth", type=Path)

    def handle(self, *, truth, **options):
        if not truth.exists():
            raise CommandError(f"{truth} does not exist; seed_district --truth writes it.")
        told = _Truth(json.loads(truth.read_text(encoding="utf-8")))
        if told.figures.keys() != INDICATORS.keys():
            unlike = ", ".join(sorted(told.figures.keys() ^ INDICATORS.keys()))
            raise CommandError(f"Truth and portal do not know the same indicators: {unlike}.")
        compared, wrong = 0, []
        for comparisons in (_figures(told), _places(told), _as_of(told)):
            for name, shown, expected in comparisons:
                compared += len(expected)
                if shown != expected:
                    wrong.append(f"{name}: {shown} instead of {expected}")
        self.stdout.write(f"{compared} figures compared, {len(wrong)} windows differ.")
        if wrong:
            raise CommandError("\n".join(wrong[:20]))


class _Truth:
    """The file, its courts as those of the portal, with every window of its time, empty ones as well."""

    def __init__(self, content):
        ids = dict(Court.objects.values_list("name", "pk"))
        self._courts = {str(position): ids[name] for position, name in enumerate(content["courts"])}
        self._since = datetime.date.fromisoformat(content["since"])
        self._until = datetime.datetime.fromisoformat(content["until"]).date()
        self.figures, self.ranks, self.as_of = content["figures"], content["ranks"], content["as_of"]

    def windows(self, period):
        found = [Window.of(period, self._since)]
        while found[-1].end <= self._until:
            found.append(found[-1].following())
        return found

    def cells(self, windows, window):
        """{court id: FigureValue} of one window."""
        return {court: FigureValue(*cell) for court, cell in self.by_court(windows, window).items()}

    def by_court(self, windows, window):
        return {
            self._courts[court]: told for court, told in windows.get(window.begin.isoformat(), {}).items()
        }


def _figures(told):
    """(name, as shown, as true) of each indicator and window; a series at a time, since there are thousands."""
    for code, periods in told.figures.items():
        for period, true in periods.items():
            windows = told.windows(period)
            lines = series(code, windows)
            for position, window in enumerate(windows):
                shown = {court: line[position] for court, line in lines.items() if any(line[position])}
                yield f"{code} {period} {window.begin}", shown, told.cells(true, window)


def _places(told):
    """The places of the basic courts, from figures read as the pages of standings read them."""
    basic = set(Court.objects.basic().values_list("pk", flat=True))
    for code, periods in told.ranks.items():
        one = indicator(code)
        for period, true in periods.items():
            windows = told.windows(period)
            for at in range(0, len(windows), AT_ONCE):
                some = windows[at : at + AT_ONCE]
                for window, side in zip(some, figures_of_windows([one], some), strict=True):
                    figures = {court: figure for court, figure in side[one.code].items() if court in basic}
                    places = rank_courts(figures)
                    shown = {court: place for court, place in places.items() if place}
                    yield f"{code} {period} {window.begin} places", shown, told.by_court(true, window)


def _as_of(told):
    """What was on record at some moments, before and after wrong days were noticed."""
    for record in told.as_of:
        moment = datetime.datetime.fromisoformat(record["moment"])
        for window in _windows_of(record["figures"]):
            counted = figures_of(list(INDICATORS.values()), window, moment)
            for code, periods in record["figures"].items():
                name = f"{code} {window.period} {window.begin} as of {moment}"
                yield name, counted[code], told.cells(periods[window.period], window)


def _windows_of(figures):
    """The windows one of the indicators is told for, which are those of all."""
    periods = next(iter(figures.values()))
    return [
        Window.of(period, datetime.date.fromisoformat(day))
        for period, windows in periods.items()
        for day in windows
    ]
