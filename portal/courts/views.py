from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.audit.models import AuditEntry
from portal.courts import workflow
from portal.courts.forms import ClosingForm, CourtForm
from portal.courts.models import Court
from portal.people.access import administers, role_required
from portal.people.models import Role

keepers = role_required(Role.ADMINISTRATOR, Role.DIVISION)


@keepers
def courts(request):
    rows = Court.objects.visible_to(request.user).select_related("superior")
    listed = [(court, administers(request.user, court)) for court in rows]
    may_add = any(may and court.level == Court.Level.INTERMEDIATE for court, may in listed)
    return render(request, "portal/courts/list.html", {"courts": listed, "may_add": may_add})


@keepers
def add(request):
    """A basic court under an intermediate one of this administrator; a further district is loaded from a file."""
    if not workflow.heads_kept_by(request.user).exists():
        raise PermissionDenied
    form = CourtForm(request.user, request.POST or None, instance=Court(level=Court.Level.BASIC))
    if request.method == "POST" and form.is_valid() and (court := _added(request, form)):
        messages.success(request, _("%(court)s is added. Now take on its people.") % {"court": court})
        return redirect("courts:list")
    return render(request, "portal/courts/add.html", {"form": form})


@keepers
def correct(request, pk):
    court = _kept(request, pk)
    form = CourtForm(request.user, request.POST or None, instance=court)
    if request.method == "POST" and form.is_valid() and _corrected(request, pk, form):
        messages.success(request, _("Saved."))
        return redirect("courts:list")
    return _court_page(request, pk, form, ClosingForm())


@keepers
@require_POST
def close(request, pk):
    form = ClosingForm(request.POST)
    court = _kept(request, pk)
    if form.is_valid():
        try:
            workflow.close(
                court, form.cleaned_data["day"], by=request.user, seen=request.POST.get("seen", "")
            )
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("Nothing new comes to it from %(day)s on.") % form.cleaned_data)
            return redirect("courts:correct", pk)
    return _court_page(request, pk, CourtForm(request.user, instance=court), form, status=400)


@keepers
@require_POST
def reopen(request, pk):
    workflow.reopen(_kept(request, pk), by=request.user, seen=request.POST.get("seen", ""))
    messages.success(request, _("It is open again."))
    return redirect("courts:correct", pk)


def _kept(request, pk):
    """The court, if this person is administrator of it or of its superior; 404 for what he may not know, else 403."""
    court = get_object_or_404(Court.objects.visible_to(request.user).select_related("superior"), pk=pk)
    if not administers(request.user, court):
        raise PermissionDenied
    return court


def _added(request, form):
    """The court, or None; what another one took meanwhile stands on the form then."""
    try:
        return workflow.add(form.save(commit=False), by=request.user)
    except ValidationError as fault:
        form.add_error(None, fault)
        return None


def _corrected(request, pk, form):
    """Whether it was saved; what only the database knows stands on the form then."""
    try:
        workflow.correct(Court(pk=pk), form.cleaned_data, by=request.user, seen=request.POST.get("seen", ""))
    except ValidationError as fault:
        form.add_error(None, fault)
        return False
    return True


def _court_page(request, pk, form, closing, status=200):
    """`court` is read anew: the form has already written what was typed into its own."""
    court = Court.objects.get(pk=pk)
    context = {
        "form": form, "closing": closing, "court": court, "may_close": workflow.may_close(request.user, court),
        "changed": AuditEntry.objects.visible_to(request.user).about("court", pk).exists(),
    }  # fmt: skip
    return render(request, "portal/courts/correct.html", context, status=status)
