from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from portal.audit.words import KINDS
from portal.people.access import staff_required
from portal.people.addresses import back, came_from
from portal.personal import revealing
from portal.personal.forms import ReasonForm


@staff_required
@never_cache
def reveal(request, kind, pk, field):
    """Ask why, then show the value once; a reload asks again."""
    known, subject = _subject(request, kind, pk, field)
    form = ReasonForm(request.POST or None)
    context = {
        "subject": subject, "kind": kind, "field": field, "masked": getattr(subject, field), "form": form,
        "about": KINDS.get(kind, kind), "back_url": back(request, came_from(request)),
        "label": subject._meta.get_field(field).verbose_name,
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        reason, court = form.cleaned_data["reason"], known.court_of(subject)
        context["plain"] = revealing.reveal(subject, field, by=request.user, reason=reason, court=court)
    template = "portal/personal/_reveal.html" if request.htmx else "portal/personal/reveal.html"
    return render(request, template, context)


def _subject(request, kind, pk, field):
    try:
        known = revealing.kind(kind)
    except KeyError:
        raise Http404 from None
    if field not in known.fields:
        raise Http404
    return known, get_object_or_404(known.visible_to(request.user), pk=pk)
