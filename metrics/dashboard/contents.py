"""What stands on the dashboard, put together from figures; a fixed number of statements, whatever the history."""

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from filing.intake.models import Filing
from mediation.conciliation.models import Mediation
from metrics.indicators.declarations import INDICATORS, indicator
from metrics.ranking.compare import year_on_year
from metrics.ranking.figures import figures_of, median, series, total
from metrics.ranking.rates import FigureValue, nothing, percent_text
from metrics.ranking.standings import standings
from metrics.ranking.targets import missing_in_cases
from metrics.ranking.windows import Window, windows_back
from metrics.rollup.models import Run

WEEKS = 26
SHOWN = 5  # of each list of what needs a person
TARGETS = ("diversion", "litigation_intake", "enforcement_intake", "favourable")


def totals(choice, window):
    """{code: FigureValue of the scope} of every indicator, in two statements at most."""
    counted = figures_of(list(INDICATORS.values()), window, as_of=choice.as_of, courts=choice.scope)
    return {code: total(by_court) if by_court else nothing(code) for code, by_court in counted.items()}


def targets(choice, now, before):
    """The plan's four targets (延林中法〔2022〕21号 二): where the scope stands and what is missing.

    `now` and `before` are the totals of the window and of the one before.
    """
    return [_target(choice, indicator(code), now, before) for code in TARGETS]


def _target(choice, declared, now, before):
    weeks = windows_back(Window.of("week", choice.window.last), WEEKS)
    by_court = series(declared.code, weeks, courts=choice.scope)
    line = [total(dict(enumerate(week))) for week in zip(*by_court.values(), strict=True)]
    target = {
        "indicator": declared,
        "figure": now[declared.code],
        "before": before[declared.code],
        "line": [_plot(declared, value) for value in line],
        "address": choice.address(indicator=declared.code),
    }
    if declared.below_last_year:
        year = year_on_year(declared.code, choice.window, timezone.localdate(), courts=choice.scope)
        compared = year.get(choice.court.pk if choice.court else None)
        target |= {
            "then": compared.then if compared else None,
            "change": compared.change if compared else None,
        }
    else:
        target["missing"] = missing_in_cases(declared.code, target["figure"])
    if declared.code == "favourable":
        target["coverage"] = now["rating_coverage"]
    return target


def _plot(declared, value):
    """A number for a line: percent for shares, the value itself otherwise; None where there is no data."""
    if value is None:
        return None
    if declared.ranked:
        if value.rate is None:
            return None
        return round(float(value.rate) * (100 if declared.unit == "%" else 1), 2)
    return value.numerator


def court_table(choice):
    """Courts side by side in the order of their places; a basic court sees its own line and the district's."""
    ranked = standings(choice.indicator.code, choice.window, as_of=choice.as_of)
    weeks = windows_back(Window.of("week", choice.window.last), WEEKS)
    seen = {court.pk for court in choice.courts}
    lines = series(choice.indicator.code, weeks, courts=sorted(seen))
    late = late_by_court(choice)
    rows = [
        {
            "line": line,
            "spark": [_plot(choice.indicator, value) for value in lines.get(line.court.pk, [])],
            "late": late.get(line.court.pk, 0),
            "address": choice.address(court=line.court.pk),
            "drill": _drill(choice, line.court),
        }
        for line in [*ranked.lines, *([ranked.own] if ranked.own else [])]
        if line.court.pk in seen
    ]
    return {
        "rows": rows,
        "district": ranked.district,
        "district_drill": _drill(choice, None) if choice.whole_district else "",
        "places": len([line for line in ranked.lines if line.place]),
        "show_places": settings.RANKING and choice.indicator.ranked,
    }


def _drill(choice, court):
    return reverse("dashboard:cases") + choice.address(court=court.pk if court else None)


def late_by_court(choice):
    """{court: filings undecided and mediations unended past their last day}."""
    counts = {}
    for late in (Filing.objects.overdue(), Mediation.objects.overdue()):
        rows = late.filter(court__in=choice.courts).order_by().values_list("court").annotate(Count("pk"))
        for court, number in rows:
            counts[court] = counts.get(court, 0) + number
    return counts


def trends(choice):
    """Small multiples of one scale: the chosen indicator of every court seen, by week, with its table."""
    weeks = windows_back(Window.of("week", choice.window.last), WEEKS)
    by_court = series(choice.indicator.code, weeks, courts=[court.pk for court in choice.courts])
    target = choice.indicator.target
    shown = [court for court in choice.courts if any(value for value in by_court.get(court.pk, []))]
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
            (week, [by_court[court.pk][number] for court in shown]) for number, week in enumerate(weeks)
        ][::-1],
    }


def all_figures(choice, now, before):
    """Every indicator of the scope in this window and the one before, each with its definition."""
    rows = []
    for code, declared in INDICATORS.items():
        row = {
            "indicator": declared,
            "figure": now[code],
            "before": before[code],
            "drill": reverse("dashboard:cases") + choice.address(indicator=code),
        }
        if declared.spread:
            medians = median(code, choice.window, courts=choice.scope)
            row["median"] = medians.get(choice.court.pk if choice.court else None)
        rows.append(row)
    return rows


def needs_a_person(choice, person):
    """The red list, mediations near their limit, and runs that failed: each short, each with its way out."""
    today = timezone.localdate()
    scope = choice.scope
    return {
        "filings": Filing.objects.visible_to(person)
        .filter(court__in=scope)
        .overdue(today)
        .select_related("court", "case_number__court")
        .order_by("decide_by", "pk")[:SHOWN],
        "mediations": Mediation.objects.visible_to(person)
        .filter(court__in=scope, state=Mediation.State.UNDER_WAY, due_on__isnull=False)
        .select_related("court", "filing", "mediator")
        .order_by("due_on", "pk")[:SHOWN],
        "runs": Run.objects.filter(outcome=Run.Outcome.FAILED).order_by("-day")[:SHOWN]
        if choice.whole_district
        else [],
    }


def gap_text(target):
    """How far from the target, in cases and in words."""
    declared, figure = target["indicator"], target["figure"]
    if declared.below_last_year:
        if target["then"] is None or not target["then"].numerator:
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
