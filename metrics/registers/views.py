"""Imports of registers: list, upload, preview, progress, take over, undo."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from metrics.registers import exports, tasks, workflow
from metrics.registers.access import KEEPERS
from metrics.registers.columns import COLUMNS
from metrics.registers.faults import Fault, FileFault
from metrics.registers.forms import UploadForm
from metrics.registers.models import RegisterImport
from metrics.registers.shown import differences, fault_shown, progress_shown, sample_shown
from portal.courts.models import Court
from portal.paging import page_by_key
from portal.people.access import role_required
from portal.workflow import as_seen

keeper_required = role_required(*KEEPERS)
READ = (RegisterImport.State.CHECKED, RegisterImport.State.REFUSED)
VERBS = {"confirm": workflow.confirm, "discard": workflow.discard, "undo": workflow.undo}


@keeper_required
def imports(request):
    """What was brought in, newest first."""
    found = RegisterImport.objects.visible_to(request.user).select_related("uploaded_by").defer("sample")
    return render(
        request, "metrics/registers/list.html", {"page": page_by_key(found, request, descending=True)}
    )


@keeper_required
def upload(request):
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, key = form.cleaned_data["file"], form.cleaned_data["form_key"]
        try:
            batch = workflow.upload(file, name=file.name, by=request.user, form_key=key)
        except FileFault as fault:
            form.add_error("file", Fault(fault.code, details=fault.details).reason)
        else:
            tasks.ring(batch)
            return redirect("registers:detail", batch.pk)
    status = 422 if form.errors else 200
    context = {"form": form, "columns": COLUMNS, "cancel": reverse("registers:list")}
    return render(request, "metrics/registers/upload.html", context, status=status)


@keeper_required
def detail(request, pk):
    batch = _visible(request, pk)
    context = {"batch": batch, "verbs": workflow.verbs(batch, request.user), "changes": None}
    if batch.is_waiting:
        context["progress"] = progress_shown(batch)
    elif batch.state in READ:
        page = page_by_key(batch.faults.all(), request)
        context |= {
            "page": page,
            "faults": [fault_shown(fault) for fault in page],
            "sample": sample_shown(batch),
        }
    elif batch.applied_at:
        courts = dict(Court.objects.values_list("pk", "name"))
        page = page_by_key(batch.revisions.select_related("entry"), request)
        context |= {"page": page, "changes": [(row, differences(row, courts)) for row in page]}
        context["later"] = batch.later()[:5] if "undo" in context["verbs"] else ()
    return render(request, "metrics/registers/detail.html", context)


@keeper_required
def status(request, pk):
    """How far a worker is; once it is done, the page itself."""
    batch = _visible(request, pk)
    if batch.is_waiting:
        return render(
            request, "metrics/registers/_progress.html", {"batch": batch, "progress": progress_shown(batch)}
        )
    return (HttpResponseClientRedirect if request.htmx else redirect)(reverse("registers:detail", args=[pk]))


@require_POST
@keeper_required
def act(request, pk, verb):
    """Take over, give up or undo; a worker does what is long."""
    batch = as_seen(_visible(request, pk), request.POST.get("seen"))
    VERBS[verb](batch, by=request.user)
    tasks.ring(batch)
    return redirect("registers:detail", batch.pk)


@keeper_required
def faults(request, pk, form):
    """The list of errors as a file."""
    batch = _visible(request, pk)
    if not batch.fault_count:
        raise Http404
    return exports.fault_file(batch, form)


def _visible(request, pk):
    found = RegisterImport.objects.visible_to(request.user).select_related("uploaded_by", "undone_by")
    return get_object_or_404(found, pk=pk)
