"""The lists held: staff see them, the division and administrators bring in a coming one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from filing.causes import workflow
from filing.causes.forms import ComingListForm
from filing.causes.holdings import held
from filing.causes.models import ImportedCauseList
from filing.causes.reading import read
from portal.people.access import keeps_for_all, only_if, staff_required


@staff_required
@require_safe
def lists(request):
    context = {
        "editions": held().lists,
        "imported": {row.version: row for row in ImportedCauseList.objects.visible_to(request.user)},
        "may_bring_in": keeps_for_all(request.user),
    }
    return render(request, "filing/causes/lists.html", context)


@only_if(keeps_for_all)
def bring_in(request):
    """Upload, then a preview with every fault and what changes; bringing in is the next step."""
    form = ComingListForm(request.POST or None, request.FILES or None)
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        reading = read(form.content)
        if not reading.faults and "enter" in request.POST and _brought_in(request, form, reading):
            return redirect("causes:lists")
        new, gone = held().compared([row[-1] for row in reading.rows])
        counts = [(level, reading.count(level)) for level in range(1, 5)]
        context |= {"reading": reading, "new": new, "gone": gone, "counts": counts}
    return render(request, "filing/causes/bring_in.html", context, status=400 if form.errors else 200)


def _brought_in(request, form, reading):
    """Whether it was; somebody may have been faster, which the form then says."""
    asked = {name: form.cleaned_data[name] for name in ("version", "begins", "source")}
    try:
        row = workflow.bring_in(reading, **asked, by=request.user)
    except ValidationError as fault:
        form.add_error(None, ValidationError(fault.messages))
        return False
    told = {"version": row.version, "begins": row.begins.isoformat()}
    messages.success(request, _("The list %(version)s is held; it is in force from %(begins)s.") % told)
    return True
