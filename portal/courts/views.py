from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from portal.courts import workflow
from portal.courts.forms import CourtForm
from portal.courts.models import Court
from portal.people.access import administers, role_required
from portal.people.models import Role

keepers = role_required(Role.ADMINISTRATOR, Role.DIVISION)


@keepers
def courts(request):
    rows = Court.objects.visible_to(request.user).select_related("superior")
    listed = [(court, administers(request.user, court)) for court in rows]
    return render(request, "portal/courts/list.html", {"courts": listed})


@keepers
def correct(request, pk):
    court = get_object_or_404(Court.objects.visible_to(request.user), pk=pk)
    if not administers(request.user, court):
        raise PermissionDenied
    form = CourtForm(request.POST or None, instance=court)
    if request.method == "POST" and form.is_valid():
        workflow.correct(form, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("courts:list")
    return render(request, "portal/courts/correct.html", {"form": form, "court": Court.objects.get(pk=pk)})
