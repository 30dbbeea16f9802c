from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from metrics.dashboard import contents, exports
from metrics.dashboard.choice import PERIODS, choose, may_read
from metrics.indicators.declarations import INDICATORS
from metrics.ranking.cases import drill, page
from metrics.ranking.models import Period
from metrics.ranking.publication import latest
from metrics.ranking.standings import standings
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
        "earlier": choice.address(on=choice.window.previous().begin),
        "later": choice.address(on=choice.window.following().begin)
        if choice.window.following().begin <= timezone.localdate()
        else "",
        "indicators": INDICATORS.values(),
        "as_of": choice.as_of or figures_as_of() or timezone.now(),
        "published": latest(choice.window.period, choice.on, choice.indicator.code),
    }


@readers_only
def home(request):
    choice = choose(request)
    told, lines = contents.totals(choice), contents.lines_of(choice)
    context = {
        **_frame(choice),
        "targets": contents.targets(choice, told),
        "courts": contents.court_table(choice, lines),
        "trends": contents.trends(choice, lines),
        "all_figures": contents.all_figures(choice, told),
        "waiting": contents.needs_a_person(choice, request.user),
    }
    return render(request, "metrics/dashboard/home.html", context)


@readers_only
def board(request):
    """The full screen in the division's office: no interaction needed."""
    choice = choose(request)
    lines = contents.lines_of(choice)
    context = {
        **_frame(choice),
        "courts": contents.court_table(choice, lines),
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
    ranked = standings(choice.indicator.code, choice.window, as_of=choice.as_of)
    content, kind = exports.FORMS[form](choice, ranked, [court.pk for court in choice.courts])
    name = f"{choice.indicator.code}-{choice.window.period}-{choice.window.begin}.{form}"
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
