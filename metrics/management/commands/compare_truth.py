"""Holds every figure of the portal against the truth file of a made-up district."""

import datetime
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from metrics.ranking.figures import FigureValue, figures
from metrics.ranking.windows import Window
from portal.courts.models import Court


class Command(BaseCommand):
    help = "Exit 0 if every court, day, week and month of every indicator equals the truth; 1 and the differences else."

    def add_arguments(self, parser):
        parser.add_argument("truth", type=Path)

    def handle(self, *, truth, **options):
        if not truth.exists():
            raise CommandError(f"{truth} does not exist; seed_district --truth writes it.")
        content = json.loads(truth.read_text(encoding="utf-8"))
        ids = dict(Court.objects.values_list("name", "pk"))
        courts = {str(position): ids[name] for position, name in enumerate(content["courts"])}
        until = datetime.datetime.fromisoformat(content["until"]).date()
        compared, wrong = 0, []
        for indicator, periods in content["figures"].items():
            for period, windows in periods.items():
                for begin, cells in _all_windows(period, windows, until):
                    expected = {courts[court]: FigureValue(*cell) for court, cell in cells.items()}
                    shown = figures(indicator, Window.of(period, begin))
                    compared += len(expected)
                    if {
                        court: value for court, value in shown.items() if value != FigureValue(0, 0)
                    } != expected:
                        wrong.append(f"{indicator} {period} {begin}: {shown} instead of {expected}")
        self.stdout.write(f"{compared} figures compared, {len(wrong)} windows differ.")
        if wrong:
            raise CommandError("\n".join(wrong[:20]))


def _all_windows(period, windows, until):
    """Every window from the first to the last, empty ones as well: nothing must be shown there either."""
    begin = datetime.date.fromisoformat(min(windows))
    while begin <= until:
        yield begin, windows.get(begin.isoformat(), {})
        begin = Window.of(period, begin).end
