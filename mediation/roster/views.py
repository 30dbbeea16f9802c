from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render

from mediation.roster import keeping
from mediation.roster.forms import MediatorForm, OrganisationForm
from mediation.roster.models import MediationOrganisation, Mediator
from portal.courts.models import Court
from portal.people.access import role_required, staff_required

keeps_a_roster = role_required(*keeping.KEEPERS)


@staff_required
def roster(request):
    """Who mediates for the courts the reader serves or supervises, with what is open there."""
    served = Prefetch("courts", Court.objects.visible_to(request.user), to_attr="courts_here")
    organisations = MediationOrganisation.objects.visible_to(request.user).with_load()
    mediators = Mediator.objects.visible_to(request.user).with_load().select_related("organisation", "person")
    kept = keeping.courts_kept_by(request.user)
    to_change = Prefetch("courts", Court.objects.filter(pk__in=kept), to_attr="courts_kept")
    context = {
        "organisations": organisations.prefetch_related(served, to_change),
        "mediators": mediators.prefetch_related(served, to_change),
        "kept": kept,
    }
    return render(request, "mediation/roster/list.html", context)


@keeps_a_roster
def add_organisation(request):
    return _entry_page(request, OrganisationForm, MediationOrganisation())


@keeps_a_roster
def organisation(request, pk):
    return _entry_page(request, OrganisationForm, _kept(request, MediationOrganisation, pk))


@keeps_a_roster
def add_mediator(request):
    return _entry_page(request, MediatorForm, Mediator())


@keeps_a_roster
def mediator(request, pk):
    return _entry_page(request, MediatorForm, _kept(request, Mediator, pk))


def _kept(request, model, pk):
    entry = get_object_or_404(model.objects.visible_to(request.user), pk=pk)
    if not keeping.may_keep(request.user, entry):
        raise PermissionDenied
    return entry


def _entry_page(request, form_class, entry):
    form = form_class(request.user, request.POST or None, instance=entry)
    if request.method == "POST":
        valid = form.is_valid()
        if valid or form.came_already():
            keeping.keep(form, by=request.user)
            return redirect("roster:list")
    context = {"form": form, "entry": entry, "kind": entry._meta.model_name}
    return render(request, "mediation/roster/entry.html", context, status=422 if form.errors else 200)
