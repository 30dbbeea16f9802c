"""The first look of the morning: each court's diversion rate of yesterday, this week and this month, and its place."""

from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from metrics.dashboard.choice import choose, may_read
from metrics.dashboard.waiting import failed_runs, waiting
from metrics.indicators.declarations import indicator
from metrics.ranking.models import Period
from metrics.ranking.rates import FigureValue
from metrics.ranking.standings import standings_of_windows
from metrics.ranking.windows import DAY, Window
from metrics.rollup.refresh import figures_as_of
from portal.people.models import Person

RUNNING = (
    (Period.WEEK, _("This week"), _("Last week")),
    (Period.MONTH, _("This month"), _("Last month")),
)


class Unasked(NamedTuple):
    """A reader who asks the dashboard nothing: what stands in the home page's address is not for it."""

    user: Person
    GET: dict


def waiting_panel(request):
    """What needs a person today, at the courts whose figures this one reads."""
    if not may_read(request.user):
        return None
    choice = choose(Unasked(request.user, {}))
    return {
        "choice": choice,
        "waiting": waiting(choice),
        "failed_runs": failed_runs() if choice.whole_district else [],
    }


def figures_panel(request):
    """The diversion rate of every court whose figures this one reads, and of the district; in three statements."""
    if not may_read(request.user):
        return None
    choice, columns = choose(Unasked(request.user, {})), _columns(timezone.localdate())
    side_by_side = standings_of_windows(choice.indicator, [column.window for column in columns])
    courts, home = [*choice.courts, None], reverse("dashboard:home")
    return {
        "indicator": choice.indicator,
        "columns": [(column, home + column.address(choice)) for column in columns],
        "rows": [_row(choice, columns, side_by_side, court) for court in courts],
        "as_of": figures_as_of(),
    }


class Column(NamedTuple):
    word: str
    window: Window

    def address(self, choice, **changes):
        """The query string of this window, looked at today."""
        on = min(self.window.last, choice.on)
        return choice.address(period=self.window.period, on=on, **changes)


def _columns(today):
    """Yesterday, this week, this month. While no day of a running one is over, the last one stands beside it:
    on a Monday morning nobody asks about Monday.
    """
    columns = [Column(_("Yesterday"), Window.of(Period.DAY, today - DAY))]
    for period, word, word_before in RUNNING:
        window = Window.of(period, today)
        columns.append(Column(word, window))
        if window.begin == today:
            columns.append(Column(word_before, window.previous()))
    return columns


class Cell(NamedTuple):
    """One court in one window; the addresses are of exactly the cases counted, "" where none are or may be shown."""

    word: str
    figure: FigureValue
    place: int | None
    moved: int | None
    numerator: str
    denominator: str


class MorningLine(NamedTuple):
    """What the table shows of a court, or (without a name) of the district; plain values, to be drawn once."""

    code: str  # the indicator's
    show_places: bool
    name: str
    cells: tuple

    @property
    def indicator(self):
        return indicator(self.code)


def _row(choice, columns, side_by_side, court):
    return MorningLine(
        code=choice.indicator.code,
        show_places=settings.RANKING,
        name=court.brief if court else "",
        cells=tuple(
            _cell(choice, column, ranked.line(court and court.pk))
            for column, ranked in zip(columns, side_by_side, strict=True)
        ),
    )


def _cell(choice, column, line):
    shown = line.court_id is not None or choice.whole_district
    cases = reverse("dashboard:cases")

    def address(part):
        if not (shown and getattr(line.figure, part)):
            return ""
        return cases + column.address(choice, court=line.court_id, part=part)

    return Cell(
        word=str(column.word),
        figure=line.figure,
        place=line.place,
        moved=line.moved,
        numerator=address("numerator"),
        denominator=address("denominator"),
    )
