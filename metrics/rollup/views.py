from django.shortcuts import render

from metrics.rollup import words
from metrics.rollup.models import Run
from portal.courts.models import Court
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
    courts = {court.pk: court for court in Court.objects.visible_to(request.user)}
    context = {"page": page, "lines": [words.line(run, courts) for run in page], "jobs": Run.Job.choices}
    return render(request, "metrics/rollup/runs.html", {**context, "job": job, "failed": failed})
