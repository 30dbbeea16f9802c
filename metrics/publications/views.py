from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from metrics.dashboard.choice import reading_roles
from metrics.dashboard.views import readers_only
from metrics.publications import certified, published, restatements
from metrics.publications.filters import RankingFilter
from metrics.publications.proof import Proof
from metrics.ranking.models import Ranking
from portal.courts.models import Court
from portal.paging import page_by_key


@readers_only
def listing(request):
    """What was published, newest first."""
    found = RankingFilter(request.GET, Ranking.objects.all(), request=request)
    page = page_by_key(found.qs, request, descending=True)
    courts = _courts(request.user)
    whole = any(court.level == Court.Level.INTERMEDIATE for court in courts)
    entries = published.entries(page.rows, [] if whole else courts)
    context = {"page": page, "entries": entries, "own": not whole, "filter": found}
    return render(request, "metrics/publications/list.html", context)


@readers_only
def detail(request, pk):
    """One version with its certificate; ?again=1 counts it again as of its cut-off."""
    ranking = get_object_or_404(Ranking, pk=pk)
    versions = restatements.versions_of(ranking)
    near = [version for version in versions if abs(version.version - ranking.version) <= 1]
    side_by_side = published.published(near, _courts(request.user))
    shown = next(one for one in side_by_side if one.ranking == ranking)
    context = {
        "shown": shown,
        "proof": Proof(shown),
        "versions": versions[::-1],
        "newest": versions[-1],
        "restatements": restatements.restatements(side_by_side),
        "again": request.GET.get("again") == "1",
    }
    return render(request, "metrics/publications/detail.html", context)


@readers_only
def export(request, pk, form):
    """One version as a file."""
    ranking = get_object_or_404(Ranking, pk=pk)
    (shown,) = published.published([ranking], _courts(request.user))
    content, kind = certified.FORMS[form](shown)
    name = f"{ranking.indicator}-{ranking.period}-{ranking.begin}-v{ranking.version}.{form}"
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _courts(person):
    """Those whose lines the person may see: where he reads figures, not where he only mediates."""
    return Court.objects.served_by(person, *reading_roles(person))
