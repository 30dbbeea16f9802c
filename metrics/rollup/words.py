"""What a run did, in sentences."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import ngettext

from metrics.ranking.models import Period
from metrics.ranking.windows import Window
from metrics.rollup.models import Run
from metrics.rollup.urges import PERIODS, Urge

TONES = {
    Run.Outcome.DONE: ("good", "check-circle"),
    Run.Outcome.FAILED: ("late", "exclamation-triangle"),
    Run.Outcome.RUNNING: ("pine", "hourglass-bottom"),
}


def line(run, courts):
    """One run as the page shows it; `courts` {id: Court} are those the reader may see."""
    tone, icon = TONES[run.outcome]
    urge = Urge(run, courts) if run.job in PERIODS else None
    window = urge.window if urge else Window.of(Period.DAY, run.day)
    return {
        "run": run,
        "tone": tone,
        "icon": icon,
        "window": window,
        "did": list(_did(run, window)),
        "urge": urge,
    }


def _did(run, window):
    """(sentence, address of what it speaks of or "")."""
    report = run.report
    if (times := report.get("times")) and run.job == Run.Job.REFRESH:
        yield ngettext("%(n)d refresh", "%(n)d refreshes", times) % {"n": times}, ""
    if "rows" in report:
        yield (
            ngettext("%(n)d figure changed", "%(n)d figures changed", report["rows"]) % {"n": report["rows"]},
            "",
        )
    if published := report.get("rankings"):
        words = ngettext("%(n)d ranking published", "%(n)d rankings published", published) % {"n": published}
        yield words, _published(window)
    if restated := report.get("restated"):
        words = ngettext("%(n)d ranking restated", "%(n)d rankings restated", restated) % {"n": restated}
        yield words, f"{reverse('ranking:list')}?restated=on"


def _published(window):
    """Address of the rankings of the window a run published."""
    asked = urlencode({"period": window.period, "on": window.last.isoformat()})
    return f"{reverse('ranking:list')}?{asked}"
