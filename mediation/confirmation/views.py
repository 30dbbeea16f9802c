from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mediation.conciliation.models import Mediation
from mediation.confirmation import workflow
from mediation.confirmation.filters import ConfirmationFilter
from mediation.confirmation.forms import ApplicationForm, DismissalForm, GroundForm, WithdrawalForm
from mediation.confirmation.models import Confirmation
from portal.events import Event
from portal.paging import page_by_day, page_by_key
from portal.people.access import staff_required
from portal.verb_page import answer, ready
from portal.workflow import allowed, as_seen, too_late


@staff_required
def desk(request):
    rows = Confirmation.objects.visible_to(request.user).with_deadline().with_case()
    found = ConfirmationFilter(request.GET, rows, request=request)
    if found.only_open:
        page = page_by_day(found.qs, request, "deadline")
    else:
        page = page_by_key(found.qs, request, descending=True)
    return render(request, "mediation/confirmation/desk.html", {"page": page, "filter": found})


def detail(request, pk):
    confirmation = _visible(request, pk)
    context = {
        "confirmation": confirmation,
        "verbs": allowed(confirmation, workflow.TRANSITIONS, request.user),
        "events": Event.objects.about(confirmation).current().select_related("person").order_by("at", "id"),
    }
    return render(request, "mediation/confirmation/detail.html", context)


def ruling(request, pk):
    """The ruling 裁定书, for print; 404 until there is one."""
    confirmation = get_object_or_404(_all_visible(request).exclude(ruled_on=None), pk=pk)
    return render(request, "mediation/confirmation/ruling.html", {"confirmation": confirmation})


def apply(request, mediation_pk):
    """The joint application from an agreement."""
    mediation = get_object_or_404(
        Mediation.objects.visible_to(request.user).with_people(),
        pk=mediation_pk,
        ending=Mediation.Ending.AGREEMENT,
    )
    if not workflow.may_enter(mediation, request.user):
        raise PermissionDenied
    if earlier := workflow.standing(mediation):
        raise too_late(earlier)
    workflow.must_be_settled(mediation.filing)
    form = ApplicationForm(mediation, request.POST or None)
    return answer(
        request, form, lambda data: workflow.apply(mediation, by=request.user, **data),
        template="mediation/confirmation/apply.html", then=_page_of,
        mediation=mediation, last_day=workflow.last_day_to_apply(mediation),
    )  # fmt: skip


@require_POST
def accept(request, pk):
    workflow.accept(_seen(request, pk), by=request.user)
    return redirect("confirmation:detail", pk)


@require_POST
def confirm(request, pk):
    workflow.confirm(_seen(request, pk), by=request.user)
    return redirect("confirmation:detail", pk)


def not_accept(request, pk):
    return _ended(request, pk, "not_accept", GroundForm, workflow.not_accept)


def dismiss(request, pk):
    return _ended(request, pk, "dismiss", DismissalForm, workflow.dismiss)


def withdraw(request, pk):
    return _ended(request, pk, "withdraw", WithdrawalForm, workflow.withdraw)


def _ended(request, pk, verb, form_class, do):
    confirmation = ready(request, _visible(request, pk), workflow.TRANSITIONS, verb)
    form = form_class(request.POST or None)
    return answer(
        request, form, lambda data: do(confirmation, by=request.user, **data),
        template="mediation/confirmation/end.html", then=_page_of, confirmation=confirmation, verb=verb,
        label=workflow.TRANSITIONS[verb].label,
    )  # fmt: skip


def _all_visible(request):
    return Confirmation.objects.visible_to(request.user).with_case()


def _visible(request, pk):
    return get_object_or_404(_all_visible(request), pk=pk)


def _seen(request, pk):
    return as_seen(_visible(request, pk), request.POST.get("seen"))


def _page_of(confirmation):
    return reverse("confirmation:detail", args=[confirmation.pk])
