"""What a court lacks in a window that is over: the plan's four targets (延林中法〔2022〕21号 二) and whatever else has one."""

from metrics.indicators.declarations import INDICATORS, indicator
from metrics.ranking.figures import courts_counted, figures_of_windows
from metrics.ranking.rates import nothing
from metrics.ranking.targets import missing_in_cases
from portal.courts.models import Court


def aims():
    """The indicators with something to reach, each once: the diversion rate by the reading in force alone."""
    readings, in_force = {"diversion_a", "diversion_b"}, indicator("diversion").code
    return [
        one
        for one in INDICATORS.values()
        if (one.target is not None or one.below_last_year) and one.code not in readings - {in_force}
    ]


def lacking(window):
    """The basic courts short of an aim: [{indicator, court, numerator, denominator, target, then, missing}].

    `then` is what was counted in the same days of last year, where the aim is to stay below it; `missing` the
    cases short, or too many; None where no number of cases could have made up for it.
    """
    basic, then = set(Court.objects.basic().values_list("pk", flat=True)), window.year_ago()
    everything = list(INDICATORS.values())
    now, year_ago, about_then = figures_of_windows(
        everything, [window, then, then.and_before()], courts=basic
    )
    on_record = {court for figures in about_then.values() for court in figures}
    return [
        {
            "indicator": one.code, "court": court, "numerator": figure.numerator, "denominator": figure.denominator,
            "target": str(one.target) if one.target is not None else None, **gap,
        }
        for one in aims()
        for court, figure in sorted(now[one.code].items())
        if (gap := _gap(one, figure, year_ago[one.code].get(court, nothing(one)), court in on_record))
    ]  # fmt: skip


def counted(window):
    """Ids of the basic courts in which anything was counted: of the others nobody can say that they missed nothing."""
    basic = set(Court.objects.basic().values_list("pk", flat=True))
    return sorted(courts_counted(window, courts=basic))


def _gap(one, figure, before, comparable):
    """{then, missing} of a court short of the aim; None if it is not, or nothing was on record to compare with."""
    if one.below_last_year:
        more = figure.numerator - before.numerator
        if not comparable or more < 0:
            return None
        return {"then": before.numerator, "missing": more + 1}
    if figure.rate is None or figure.rate >= one.target:
        return None
    return {"then": None, "missing": missing_in_cases(one, figure)}
