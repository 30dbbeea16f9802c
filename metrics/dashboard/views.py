from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from metrics.dashboard import contents, exports
from metrics.dashboard.choice import PERIODS, choose, may_read
from metrics.dashboard.target_cards import targets
from metrics.dashboard.waiting import failed_runs, waiting
from metrics.indicators.declarations import INDICATORS
from metrics.ranking.cases import drill, page
from metrics.ranking.models import Period
from metrics.ranking.publication import differs, latest
from metrics.rollup.refresh import figures_as_of


def readers_only(view):
    """403 for staff who have no business with figures and for litigants."""

    def checked(request, *args, **kwargs):
        if not may_read(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


def _frame(choice):
    """What every page of figures shows of the question itself."""
    return {
        "choice": choice,
        "periods": [(period, Period(period).label, choice.address(period=period)) for period in PERIODS],
        "indicators": INDICATORS.values(),
        "as_of": choice.as_of or figures_as_of() or timezone.now(),
        "refreshed_every": f"{settings.CELERY_BEAT_SCHEDULE['refresh-figures']['schedule']:g}",
        "published": latest(choice.window.period, choice.on, choice.indicator.code),
    }


def _corrected(choice, published, ranked):
    """Whether the record was corrected since this was published, and the next version is still to come."""
    return bool(published) and not choice.as_of and differs(published, ranked.sides[0], ranked.levels)


def _waiting_now(choice):
    """What needs a person; nothing beside an earlier state of the record, which knows no today."""
    return None if choice.as_of else waiting(choice)


@readers_only
def home(request):
    choice = choose(request)
    told, lines, needed = contents.totals(choice), contents.lines_of(choice), _waiting_now(choice)
    frame, ranked = _frame(choice), contents.ranked(choice)
    context = {
        **frame,
        "targets": targets(choice, told),
        "courts": contents.court_table(choice, ranked, lines, needed and needed.late),
        "trends": contents.trends(choice, lines),
        "all_figures": contents.all_figures(choice, told),
        "corrected": _corrected(choice, frame["published"], ranked),
        "waiting": needed,
        "failed_runs": failed_runs() if choice.whole_district and needed else [],
    }
    return render(request, "metrics/dashboard/home.html", context)


@readers_only
def board(request):
    """The full screen in the division's office: no interaction needed."""
    choice = choose(request)
    told, lines, needed = contents.totals(choice), contents.lines_of(choice), _waiting_now(choice)
    context = {
        **_frame(choice),
        "targets": targets(choice, told),
        "courts": contents.court_table(choice, contents.ranked(choice), lines, needed and needed.late),
        "trends": contents.trends(choice, lines),
    }
    return render(request, "metrics/dashboard/board.html", context)


@readers_only
def cases(request):
    """The events behind a figure: as many rows as the figure counts."""
    choice = choose(request)
    part = "numerator" if request.GET.get("part") == "numerator" else "denominator"
    counted = drill(choice.indicator.code, choice.scope, choice.window, part=part, as_of=choice.as_of)
    rows, after = page(counted.select_related("court"), request.GET.get("after"))
    context = {
        **_frame(choice),
        "part": part,
        "rows": rows,
        "more": choice.address(part=part, after=after) if after else "",
        "numerator": choice.address(part="numerator"),
        "denominator": choice.address(part="denominator"),
    }
    return render(request, "metrics/dashboard/cases.html", context)


@readers_only
def export(request, form):
    choice = choose(request)
    ranked = contents.ranked(choice)
    content, kind = exports.FORMS[form](choice, ranked, [court.pk for court in choice.courts])
    name = f"{choice.indicator.code}-{choice.window.period}-{choice.window.begin}.{form}"
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
