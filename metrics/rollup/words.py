"""What a run did, in sentences."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metrics.indicators.declarations import INDICATORS
from metrics.ranking.models import Period
from metrics.ranking.rates import FigureValue
from metrics.ranking.windows import DAY
from metrics.rollup.models import Run

TONES = {
    Run.Outcome.DONE: ("good", "check-circle"),
    Run.Outcome.FAILED: ("late", "exclamation-triangle"),
    Run.Outcome.RUNNING: ("pine", "hourglass-bottom"),
}
PERIODS = {
    Run.Job.DAILY_COUNT: Period.DAY,
    Run.Job.WEEKLY_URGE: Period.WEEK,
    Run.Job.MONTHLY_DISPATCH: Period.MONTH,
}


def line(run, courts):
    """One run as the page shows it; `courts` {id: Court} are those the reader may see."""
    tone, icon = TONES[run.outcome]
    below = [_short(entry, courts) for entry in run.report.get("below", []) if entry["court"] in courts]
    return {"run": run, "tone": tone, "icon": icon, "did": list(_did(run)), "below": below}


def _did(run):
    """(sentence, address of what it speaks of or "")."""
    report = run.report
    if times := report.get("times"):
        yield ngettext("%(n)d refresh", "%(n)d refreshes", times) % {"n": times}, ""
    if "rows" in report:
        yield (
            ngettext("%(n)d figure changed", "%(n)d figures changed", report["rows"]) % {"n": report["rows"]},
            "",
        )
    if published := report.get("rankings"):
        words = ngettext("%(n)d ranking published", "%(n)d rankings published", published) % {"n": published}
        yield words, _published(run)
    if restated := report.get("restated"):
        words = ngettext("%(n)d ranking restated", "%(n)d rankings restated", restated) % {"n": restated}
        yield words, f"{reverse('ranking:list')}?restated=on"


def _published(run):
    """Address of the rankings of the window the run published."""
    period = PERIODS[run.job]
    on = run.day if period == Period.DAY else run.day - DAY
    return f"{reverse('ranking:list')}?{urlencode({'period': period.value, 'on': on.isoformat()})}"


def _short(entry, courts):
    """A court below a target: who, by what, how far in cases."""
    missing = entry["missing"]
    one = INDICATORS.get(entry["indicator"])
    return {
        "court": courts[entry["court"]],
        "indicator": one.name if one else entry["indicator"],
        "figure": FigureValue(entry["numerator"], entry["denominator"]),
        "gap": (
            ngettext("%(n)d case short", "%(n)d cases short", missing) % {"n": missing}
            if missing is not None
            else _("no longer to be reached in this period")
        ),
    }
