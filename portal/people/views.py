"""Signing in and out, one's password, one's sessions, language and appearance."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from portal.audit.models import record
from portal.people import locks, oidc, second_step, second_step_views
from portal.people.access import public
from portal.people.addresses import back
from portal.people.appearance import keep, keep_language
from portal.people.forms import PasswordForm, SignInForm
from portal.people.models import Session


@public
@never_cache
@sensitive_post_parameters("password")
def sign_in(request):
    if request.user.is_authenticated:
        return redirect(back(request))
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        person, target = form.get_user(), back(request)
        if second_step.is_on(person):
            return second_step_views.wait_for_code(request, person, target, way="password")
        return second_step_views.finish(request, person, person.backend, target, way="password")
    if form.is_bound:
        locks.note(request, form.cleaned_data.get("username", ""))
    context = {
        "form": form,
        "next": back(request, ""),
        "by_provider": oidc.is_on(),
        "provider": settings.OIDC_NAME,
    }
    return render(request, "portal/people/sign_in.html", context)


@require_POST
def sign_out(request):
    record(request.user, "sign_out", subject=request.user)
    logout(request)
    return redirect("people:sign_in")


@never_cache
@sensitive_post_parameters("old", "new", "again")
def password(request):
    form = PasswordForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        _change_password(request, form.cleaned_data["new"])
        messages.success(request, _("Your password is changed. Other devices were signed out."))
        return redirect("home")
    return render(request, "portal/people/password.html", {"form": form})


@transaction.atomic
def _change_password(request, new):
    person = request.user
    person.set_password(new)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    update_session_auth_hash(request, person)
    person.sessions.exclude(session_key=request.session.session_key).delete()
    record(person, "change_password", subject=person)


@never_cache
def sessions(request):
    """The devices signed in now, this one first."""
    key = request.session.session_key
    rows = sorted(request.user.sessions.open().order_by("-began_at"), key=lambda row: row.session_key != key)
    return render(request, "portal/people/sessions.html", {"sessions": rows, "current": key})


@require_POST
def end_session(request, public_id):
    session = get_object_or_404(request.user.sessions.open(), public_id=public_id)
    if session.session_key == request.session.session_key:
        return sign_out(request)
    _end(request.user, Session.objects.filter(pk=session.pk))
    messages.success(request, _("That device is signed out."))
    return redirect("people:sessions")


@require_POST
def end_other_sessions(request):
    _end(request.user, request.user.sessions.exclude(session_key=request.session.session_key))
    messages.success(request, _("All other devices are signed out."))
    return redirect("people:sessions")


@transaction.atomic
def _end(person, ending):
    ended, _kinds = ending.delete()
    record(person, "end_sessions", subject=person, detail={"sessions": ended})


@public
@require_POST
def language(request):
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return redirect(back(request))
    if request.user.is_authenticated and request.user.language != chosen:
        request.user.language = chosen
        request.user.save(update_fields=["language"])
    return keep_language(redirect(back(request)), chosen)


@public
@require_POST
def appearance(request):
    return keep(redirect(back(request)), request.POST)
