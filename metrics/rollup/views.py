from django.http import Http404
from django.shortcuts import get_object_or_404, render

from metrics.rollup import words
from metrics.rollup.models import Run
from metrics.rollup.urges import PERIODS, Urge, courts_read
from portal.health.jobs import scheduled
from portal.paging import page_by_key
from portal.people.access import role_required
from portal.people.models import Role


@role_required(Role.DIVISION, Role.ADMINISTRATOR)
def runs(request):
    """What the jobs did, newest first; `?job=` one of them, `?failed=1` only what failed."""
    found = Run.objects.all()
    job = request.GET.get("job", "")
    failed = request.GET.get("failed") == "1"
    if job in Run.Job.values:
        found = found.filter(job=job)
    if failed:
        found = found.filter(outcome=Run.Outcome.FAILED)
    page = page_by_key(found, request, descending=True)
    courts = courts_read(request.user)
    context = {"page": page, "lines": [words.line(run, courts) for run in page], "jobs": Run.Job.choices}
    context |= {"job": job, "failed": failed, "scheduled": scheduled()}
    return render(request, "metrics/rollup/runs.html", context)


def urge(request, pk):
    """The text of a weekly urge or monthly dispatch for print: what it said of the courts whose figures one reads."""
    told = Urge(get_object_or_404(Run, pk=pk, job__in=PERIODS), courts_read(request.user))
    if not told.address:
        raise Http404
    return render(request, "metrics/rollup/urge.html", {"urge": told})
