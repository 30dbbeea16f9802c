"""The administrator's pages of people: list, taking on, roles, barring."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.audit.models import AuditEntry
from portal.paging import page_by_key
from portal.people import locks, second_step, staffing
from portal.people.access import role_required
from portal.people.forms import PersonForm, RoleForm
from portal.people.models import Membership, Person, Role

LOCKS = ("lock_sign_in", "lock_second_step")
staffs_somewhere = role_required(Role.ADMINISTRATOR, Role.DIVISION)


@staffs_somewhere
def people(request):
    wanted = request.GET.get("q", "").replace("\0", "").strip()  # PostgreSQL takes no text with it
    found = Person.objects.visible_to(request.user).matching(wanted).prefetch_related("memberships__court")
    return render(request, "portal/people/list.html", {"page": page_by_key(found, request), "q": wanted})


@staffs_somewhere
@never_cache
def take_on(request):
    form = PersonForm(request.POST or None)
    role_form = RoleForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid() and role_form.is_valid():
        first = role_form.cleaned_data
        try:
            person, password = staffing.take_on(form, first["court"], first["role"], by=request.user)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            context = {"person": person, "password": password}
            return render(request, "portal/people/password_for_once.html", context)
    return render(request, "portal/people/take_on.html", {"form": form, "role_form": role_form})


@staffs_somewhere
def person(request, pk):
    return _person_page(request, _visible(request, pk), RoleForm(request.user))


@staffs_somewhere
@require_POST
def give_role(request, pk):
    person = _visible(request, pk)
    form = RoleForm(request.user, request.POST, person=person)
    if not form.is_valid():
        return _person_page(request, person, form)
    court, role = form.cleaned_data["court"], form.cleaned_data["role"]
    staffing.give_role(person, court, role, by=request.user, seen=_seen(request))
    return redirect("people:person", pk)


@staffs_somewhere
@require_POST
def take_role(request, pk, membership_pk):
    membership = get_object_or_404(
        Membership.objects.select_related("court", "person"),
        pk=membership_pk,
        person=_visible(request, pk),
    )
    try:
        staffing.take_role(membership, by=request.user, seen=_seen(request))
    except ValidationError as error:
        messages.error(request, error.message)
    return redirect("people:person", pk)


@staffs_somewhere
@require_POST
def bar(request, pk):
    staffing.bar(_visible(request, pk), by=request.user, seen=_seen(request))
    messages.success(request, _("Barred from signing in; all sessions ended."))
    return redirect("people:person", pk)


@staffs_somewhere
@require_POST
def readmit(request, pk):
    staffing.readmit(_visible(request, pk), by=request.user, seen=_seen(request))
    messages.success(request, _("May sign in again."))
    return redirect("people:person", pk)


@staffs_somewhere
@require_POST
def end_sessions(request, pk):
    ended = staffing.end_sessions(_visible(request, pk), by=request.user)
    messages.success(request, ngettext("%(n)d session ended.", "%(n)d sessions ended.", ended) % {"n": ended})
    return redirect("people:person", pk)


@staffs_somewhere
@require_POST
def turn_off_second_step(request, pk):
    person = _visible(request, pk)
    if not second_step.turn_off_for(person, by=request.user, seen=_seen(request)):
        messages.info(request, _("There is no second step to turn off."))
    elif second_step.is_demanded(person):
        messages.success(
            request, _("The second step is off; at the next sign-in the person sets it up again.")
        )
    else:
        messages.success(request, _("From now on the password alone is asked for."))
    return redirect("people:person", pk)


@staffs_somewhere
@require_POST
def lift_lock(request, pk):
    if staffing.lift_lock(_visible(request, pk), by=request.user):
        messages.success(request, _("The lock is lifted."))
    else:
        messages.info(request, _("There is no lock any more."))
    return redirect("people:person", pk)


@staffs_somewhere
@require_POST
@never_cache
def renew_password(request, pk):
    person = _visible(request, pk)
    password = staffing.renew_password(person, by=request.user, seen=_seen(request))
    return render(request, "portal/people/password_for_once.html", {"person": person, "password": password})


def _seen(request):
    return request.POST.get("seen", "")


def _visible(request, pk):
    return get_object_or_404(Person.objects.visible_to(request.user), pk=pk)


def _person_page(request, person, form):
    held = [
        (
            membership,
            person.pk != request.user.pk
            and staffing.may_give(request.user, membership.role, membership.court),
        )
        for membership in person.memberships.select_related("court").order_by("court", "role")
    ]
    entries = AuditEntry.objects.visible_to(request.user).about("person", person.pk)
    failed, code_locked_until = locks.failed(person), second_step.locked_until(person)
    context = {
        "person": person, "is_own": person.pk == request.user.pk, "held": held, "form": form, "sessions": person.sessions.open().count(),
        "may_govern": staffing.may_govern(request.user, person), "second_step": second_step.is_on(person),
        "changed": entries.exists(), "failed": failed, "code_locked_until": code_locked_until,
        "locked": code_locked_until or any(each.until for each in failed),
        "last_lock": entries.filter(action__in=LOCKS).order_by("-pk").first(),
    }  # fmt: skip
    return render(request, "portal/people/person.html", context, status=400 if form.errors else 200)
