from django.http import Http404
from django.shortcuts import render

from portal.audit import words
from portal.audit.filters import AuditFilter
from portal.audit.models import READERS, AuditEntry
from portal.paging import page_by_key
from portal.people.access import role_required

readers = role_required(*READERS)


@readers
def entries(request):
    """The audit of the courts this person keeps, newest first."""
    found = AuditFilter(request.GET, AuditEntry.objects.visible_to(request.user), request=request)
    return render(request, "portal/audit/list.html", {**_listed(found.qs, request), "filter": found})


@readers
def subject(request, kind, pk):
    """Who changed one subject, and who looked at its personal data and why."""
    context = _listed(AuditEntry.objects.visible_to(request.user).about(kind, pk), request)
    if not context["lines"]:
        raise Http404
    return render(request, "portal/audit/subject.html", {**context, "heading": words.subject_name(kind, pk)})


def _listed(found, request):
    page = page_by_key(found.select_related("person", "court"), request, descending=True)
    return {"page": page, "lines": words.lines(list(page), request.user)}
