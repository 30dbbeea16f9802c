"""What stands on the dashboard, put together from figures; a fixed number of statements, whatever the history."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from metrics.indicators.declarations import INDICATORS, indicator
from metrics.ranking.figures import totals_of_windows
from metrics.ranking.rates import FigureValue
from metrics.ranking.series import median, series
from metrics.ranking.standings import standings
from metrics.ranking.targets import missing_for_place
from metrics.ranking.windows import Window, windows_back
from portal.templatetags.figures import figure_value

WEEKS = 26


@dataclass(frozen=True)
class Totals:
    """{code: FigureValue of the scope} of every indicator, in the window and in those it is compared with."""

    now: dict
    before: dict
    so_far: dict
    year_ago: dict  # a year before `so_far`
    last_year: dict  # a year before the whole window
    about_then: dict  # the same, and some weeks before where it is short

    @property
    def reaches_back(self):
        """Whether anything was on record a year ago: only then is nought a figure to compare with."""
        return any(figure.numerator or figure.denominator for figure in self.about_then.values())


def totals(choice):
    """The Totals of a choice, in two statements at most."""
    window, so_far = choice.window, choice.window.so_far(choice.today)
    last_year = window.year_ago()
    windows = [window, window.previous(), so_far, so_far.year_ago(), last_year, last_year.and_before()]
    return Totals(*totals_of_windows(list(INDICATORS.values()), windows, choice.as_of, choice.scope))


def weeks_of(choice):
    """The weeks a line shows, oldest first; the last is the one the window ends in, or the running one."""
    return windows_back(Window.of("week", min(choice.window.last, choice.today)), WEEKS)


def plot(declared, value):
    """A number for a line: percent for shares, the value itself otherwise; None where there is no data."""
    if not declared.ranked:
        return value.numerator
    if not value.denominator:
        return None
    return round(value.numerator / value.denominator * (100 if declared.unit == "%" else 1), 2)


@dataclass(frozen=True)
class Lines:
    """Twenty-six weeks of the chosen indicator by court, for the table and the trends alike."""

    figures: dict  # {court id: [FigureValue per week]}
    plotted: dict  # the same as numbers for a line, in tuples


def lines_of(choice):
    """The Lines of all courts this reader sees; one statement."""
    courts = [court.pk for court in choice.courts]
    found = series(choice.indicator, weeks_of(choice), courts, choice.as_of)
    plotted = {court: tuple(plot(choice.indicator, value) for value in line) for court, line in found.items()}
    return Lines(found, plotted)


class CourtLine(NamedTuple):
    """What the table shows of a court, or (without a name) of the district; plain values, to be drawn once."""

    code: str  # the indicator's
    show_places: bool
    name: str
    chosen: bool
    place: int | None
    moved: int | None
    distinct: bool
    figure: FigureValue
    missing: int | None
    then: FigureValue | None  # last year's, where the aim is to stay below it
    change: Fraction | None
    spark: tuple
    late: int | None  # not told of an earlier state
    address: str
    drill: str

    @property
    def indicator(self):
        return indicator(self.code)


def ranked(choice):
    """The Standings of a choice, in one statement."""
    return standings(choice.indicator, choice.window, as_of=choice.as_of)


def court_table(choice, ranked, lines, late):
    """Courts side by side in the order of their places; a basic court sees its own line and the district's.

    `ranked` are the Standings, `lines` those of `lines_of`, `late` {court id: cases past their last day}, or None for an earlier state.
    """
    seen = {court.pk: court for court in choice.courts}  # whoever else there is, is not shown
    show_places = settings.RANKING and choice.indicator.ranked
    cases = reverse("dashboard:cases")

    def row(line):
        compared = choice.indicator.below_last_year
        court = seen.get(line.court_id)
        address = choice.address(court=line.court_id) if court or choice.whole_district else ""
        return CourtLine(
            code=choice.indicator.code,
            show_places=show_places,
            name=str(court.brief) if court else "",
            chosen=choice.court is not None and choice.court == court,
            place=line.place,
            moved=line.moved,
            distinct=line.distinct,
            figure=line.figure,
            missing=line.missing,
            then=line.then if compared else None,
            change=line.year_on_year.change if compared else None,
            spark=lines.plotted.get(line.court_id, ()),
            late=None if late is None else late[line.court_id],
            address=address,
            drill=cases + address if address else "",
        )

    beside = [*ranked.lines, *([ranked.own] if ranked.own else [])]
    return {
        "rows": [row(line) for line in beside if line.court_id in seen],
        "district": row(ranked.district),
        "places": len(ranked.places),
        "show_places": show_places,
        "show_late": late is not None,
        "next": _next_place(choice, ranked) if show_places and choice.court else None,
    }


def _next_place(choice, ranked):
    """(further hits, place) with which the chosen court would share the place of the next court ahead; None where that
    cannot be said.
    """
    place = ranked.places.get(choice.court.pk)
    if not place or place == 1:
        return None
    beside = {court: figure for court, figure in ranked.sides[0].items() if court in ranked.places}
    # Not simply the number before: where two courts share a place, the next one is nobody's.
    ahead = max(at for at in ranked.places.values() if at and at < place)
    missing = missing_for_place(choice.indicator, beside, choice.court.pk, ahead)
    return missing and (missing, ahead)


def trends(choice, lines):
    """Small multiples of one scale: the chosen indicator of every court seen, by week, with its table."""
    weeks, target = weeks_of(choice), choice.indicator.target
    shown = [court for court in choice.courts if court.pk in lines.figures]
    return {
        "data": {
            "labels": [week.begin.isoformat() for week in weeks],
            "series": [{"name": court.brief, "values": lines.plotted[court.pk]} for court in shown],
            "unit": "%" if choice.indicator.unit == "%" else "",
            "target": round(float(target) * 100, 2) if target is not None else None,
            "target_label": _("Target"),
            "decimals": 1,
        },
        "courts": shown,
        "rows": [
            (week, _cells(choice.indicator, [lines.figures[court.pk][number] for court in shown]))
            for number, week in enumerate(weeks)
        ][::-1],
    }


def _cells(declared, figures):
    return _drawn_cells(declared.code, tuple(figures), get_language())


@lru_cache(maxsize=5_000)
def _drawn_cells(code, figures, _language):
    """The cells of a row of figures, drawn here: a template takes ten times as long, and there are hundreds."""
    declared = indicator(code)
    return format_html_join(
        "", '<td class="number">{}</td>', ((figure_value(declared, one),) for one in figures)
    )


class FigureLine(NamedTuple):
    """What the table of all figures shows of one; plain values, to be drawn once."""

    code: str
    window: str
    figure: FigureValue
    before: FigureValue
    drill: str
    median: int | Fraction | None

    @property
    def indicator(self):
        return indicator(self.code)


def all_figures(choice, told):
    """Every indicator of the scope in this window and the one before, each with its definition."""
    cases, window = reverse("dashboard:cases"), str(choice.window)
    return [
        FigureLine(
            code=code,
            window=window,
            figure=told.now[code],
            before=told.before[code],
            drill=cases + choice.address(indicator=code),
            median=_median(choice, code) if declared.spread else None,
        )
        for code, declared in INDICATORS.items()
    ]


def _median(choice, code):
    return median(code, choice.window, choice.scope, choice.as_of).get(
        choice.court.pk if choice.court else None
    )
