"""What stands on the dashboard, put together from figures; a fixed number of statements, whatever the history."""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from filing.intake.models import Filing
from mediation.conciliation.models import Mediation
from metrics.indicators.declarations import INDICATORS, indicator
from metrics.ranking.compare import YearOnYear
from metrics.ranking.figures import figures_of_windows, total
from metrics.ranking.rates import FigureValue, nothing, percent_text
from metrics.ranking.series import median, series, series_together
from metrics.ranking.standings import standings
from metrics.ranking.targets import missing_in_cases
from metrics.ranking.windows import Window, windows_back
from metrics.rollup.models import Run
from portal.templatetags.figures import figure_value

WEEKS = 26
SHOWN = 5  # of each list of what needs a person
TARGETS = ("diversion", "litigation_intake", "enforcement_intake", "favourable")


@dataclass(frozen=True)
class Totals:
    """{code: FigureValue of the scope} of every indicator: now, in the window before, so far, and a year before that."""

    now: dict
    before: dict
    so_far: dict
    year_ago: dict


def totals(choice):
    """The Totals of a choice, in two statements at most."""
    so_far = choice.window.so_far(timezone.localdate())
    windows = [choice.window, choice.window.previous(), so_far, so_far.year_ago()]
    counted = figures_of_windows(list(INDICATORS.values()), windows, choice.as_of, choice.scope)
    return Totals(*({code: nothing(code) + total(side[code]) for code in INDICATORS} for side in counted))


def weeks_of(choice):
    """The weeks a line shows, oldest first; the last is the one the window ends in."""
    return windows_back(Window.of("week", choice.window.last), WEEKS)


def targets(choice, told):
    """The plan's four targets (延林中法〔2022〕21号 二): where the scope stands and what is missing."""
    declared = [indicator(code) for code in TARGETS]
    lines = series_together(declared, weeks_of(choice), choice.scope)
    return [_target(choice, one, told, lines[one.code]) for one in declared]


def _target(choice, declared, told, line):
    code = declared.code
    target = {
        "indicator": declared,
        "figure": told.now[code],
        "before": told.before[code],
        "line": [_plot(declared, value) for value in line],
        "address": choice.address(indicator=code),
    }
    if declared.below_last_year:
        year = YearOnYear(told.so_far[code], told.year_ago[code])
        target |= {"then": year.then, "change": year.change}
    else:
        target["missing"] = missing_in_cases(code, target["figure"])
    if code == "favourable":
        target["coverage"] = told.now["rating_coverage"]
    target["gap"] = gap_text(target)
    return target


def _plot(declared, value):
    """A number for a line: percent for shares, the value itself otherwise; None where there is no data."""
    if not declared.ranked:
        return value.numerator
    if value.rate is None:
        return None
    return round(float(value.rate) * (100 if declared.unit == "%" else 1), 2)


def lines_of(choice):
    """{court: [FigureValue per week]} of the chosen indicator, for the table and the trends alike."""
    return series(choice.indicator.code, weeks_of(choice), courts=[court.pk for court in choice.courts])


def court_table(choice, lines):
    """Courts side by side in the order of their places; a basic court sees its own line and the district's."""
    ranked = standings(choice.indicator.code, choice.window, as_of=choice.as_of)
    ranked.courts = {court.pk: court for court in choice.courts}  # whoever else there is, is not shown
    late = late_by_court(choice)
    rows = [
        {
            "line": line,
            "spark": [_plot(choice.indicator, value) for value in lines.get(line.court_id, [])],
            "late": late[line.court_id],
            "address": choice.address(court=line.court_id),
            "drill": _drill(choice, line.court),
        }
        for line in [*ranked.lines, *([ranked.own] if ranked.own else [])]
        if line.court_id in ranked.courts
    ]
    return {
        "rows": rows,
        "district": ranked.district,
        "district_drill": _drill(choice, None) if choice.whole_district else "",
        "places": len(ranked.places),
        "show_places": settings.RANKING and choice.indicator.ranked,
    }


def _drill(choice, court):
    return reverse("dashboard:cases") + choice.address(court=court.pk if court else None)


def late_by_court(choice):
    """{court: filings undecided and mediations unended past their last day}."""
    late = (
        queue.filter(court__in=choice.courts).order_by()
        for queue in (Filing.objects.overdue(), Mediation.objects.overdue())
    )
    filings, mediations = (queue.values_list("court").annotate(Count("pk")) for queue in late)
    counts = Counter()
    for court, number in filings.union(mediations, all=True):
        counts[court] += number
    return counts


def trends(choice, by_court):
    """Small multiples of one scale: the chosen indicator of every court seen, by week, with its table."""
    weeks, target = weeks_of(choice), choice.indicator.target
    shown = [court for court in choice.courts if court.pk in by_court]
    return {
        "data": {
            "labels": [week.begin.isoformat() for week in weeks],
            "series": [
                {
                    "name": court.brief,
                    "values": [_plot(choice.indicator, value) for value in by_court[court.pk]],
                }
                for court in shown
            ],
            "unit": "%" if choice.indicator.unit == "%" else "",
            "target": round(float(target) * 100, 2) if target is not None else None,
            "target_label": _("Target"),
            "decimals": 1,
        },
        "courts": shown,
        "rows": [
            (week, [figure_value(choice.indicator, by_court[court.pk][number]) for court in shown])
            for number, week in enumerate(weeks)
        ][::-1],
    }


def all_figures(choice, told):
    """Every indicator of the scope in this window and the one before, each with its definition."""
    rows = []
    for code, declared in INDICATORS.items():
        row = {
            "indicator": declared,
            "figure": told.now[code],
            "before": told.before[code],
            "drill": reverse("dashboard:cases") + choice.address(indicator=code),
        }
        if declared.spread:
            medians = median(code, choice.window, courts=choice.scope)
            row["median"] = medians.get(choice.court.pk if choice.court else None)
        rows.append(row)
    return rows


def needs_a_person(choice, person):
    """The red list, mediations near their limit, and runs that failed: each short, each with its way out."""
    filings = Filing.objects.visible_to(person).filter(court__in=choice.scope).overdue()
    mediations = Mediation.objects.visible_to(person).filter(
        court__in=choice.scope, state=Mediation.State.UNDER_WAY, due_on__isnull=False
    )
    return {
        "filings": _due_first(choice, filings, "filing:detail", "decide_by", "reference", "cause_name"),
        "mediations": _due_first(
            choice, mediations, "mediation:detail", "due_on", "filing__reference", "mediator__name"
        ),
        "runs": Run.objects.filter(outcome=Run.Outcome.FAILED).order_by("-day")[:SHOWN]
        if choice.whole_district
        else [],
    }


def _due_first(choice, rows, route, due, reference, what):
    """The rows due first, as {url, due, reference, court, what}; read as plain values, for a page shows few of them."""
    courts = {court.pk: court for court in choice.courts}
    found = rows.order_by(due, "pk").values_list("pk", due, reference, "court", what)[:SHOWN]
    return [
        {
            "url": reverse(route, args=[pk]),
            "due": day,
            "reference": name,
            "court": courts[court],
            "what": told,
        }
        for pk, day, name, court, told in found
    ]


def gap_text(target):
    """How far from the target, in cases and in words."""
    declared, figure = target["indicator"], target["figure"]
    if declared.below_last_year:
        if not target["then"].numerator:
            return _("No figure of last year to compare with.")
        more = figure.numerator - target["then"].numerator
        if more < 0:
            return _("%(count)s fewer than in the same part of last year.") % {"count": -more}
        return _("%(count)s too many to stay below last year.") % {"count": more + 1}
    if figure.rate is None:
        return _("No data in this period.")
    if target["missing"] == 0:
        return _("Target reached.")
    wanted = percent_text(FigureValue(declared.target.numerator, declared.target.denominator), 0)
    if target["missing"] is None:
        return _("%(target)s%% is out of reach in this period.") % {"target": wanted}
    return _("%(count)s cases short of %(target)s%%.") % {"count": target["missing"], "target": wanted}
