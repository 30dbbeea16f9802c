"""Turning the second step on and off, and passing it when signing in."""

from datetime import timedelta

import segno
from django.contrib import messages
from django.contrib.auth import login
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.audit.models import record
from portal.people import second_step
from portal.people.access import public
from portal.people.appearance import keep_language
from portal.people.forms import CodeForm, PresentPasswordForm
from portal.people.models import Person
from portal.people.sessions import describe_device

PATIENCE = timedelta(minutes=5)


def finish(request, person, backend, target, *, way, second_step=False):
    """Sign in: a new session key, the device described, the person's language.

    `way` is "password" or "provider"; `second_step` whether a second one was passed, here or at the provider.
    """
    login(request, person, backend=backend)
    describe_device(request)
    request.session["signed_in"] = {"way": way, "second_step": second_step}
    record(person, "sign_in", subject=person, detail={"way": way})
    return keep_language(redirect(target), person.language)


def wait_for_code(request, person, target, *, way):
    """The first step is done; the code is asked for on the next page, within five minutes."""
    request.session["awaiting_code"] = {
        "person": person.pk, "backend": person.backend, "target": target, "way": way,
        "until": (timezone.now() + PATIENCE).timestamp(),
    }  # fmt: skip
    return redirect("people:code")


@public
@never_cache
def code(request):
    awaiting = request.session.get("awaiting_code")
    if not awaiting or awaiting["until"] < timezone.now().timestamp():
        return redirect("people:sign_in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = Person.objects.filter(
            pk=awaiting["person"], is_active=True, second_step__isnull=False
        ).first()
        if person and second_step.passes(person, form.cleaned_data["code"]):
            del request.session["awaiting_code"]
            backend, target, way = awaiting["backend"], awaiting["target"], awaiting["way"]
            return finish(request, person, backend, target, way=way, second_step=True)
        form.add_error("code", _refusal(person))
    return render(request, "portal/people/code.html", {"form": form})


def _refusal(person):
    """While codes are locked even a right one is refused, so the page must not call it wrong."""
    until = second_step.locked_until(person) if person else None
    if until is None:
        return _("This code is not good. Wait for the next one; after five wrong ones, 15 minutes.")
    return _(
        "After five wrong codes no code is taken until %(time)s. Your court's administrator can lift it sooner."
    ) % {"time": date_format(timezone.localtime(until), "H:i")}


@never_cache
def manage(request):
    return _page(request, PresentPasswordForm(request))


@never_cache
def turn_on(request):
    """Show a secret to the phone, then ask for a code of it; the secret waits in the session meanwhile."""
    if second_step.is_on(request.user):
        return redirect("people:second_step")
    secret = request.session.setdefault("new_secret", second_step.new_secret())
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = second_step.turn_on(request.user, secret, form.cleaned_data["code"])
        if codes:
            del request.session["new_secret"]
            request.session["signed_in"] = {**request.session.get("signed_in", {}), "second_step": True}
            return render(request, "portal/people/recovery_codes.html", {"codes": codes})
        form.add_error(
            "code", _("This code does not fit. Check the time on your phone and take the next one.")
        )
    picture = segno.make(second_step.phone_address(request.user, secret)).svg_data_uri(
        scale=5, border=2, light="#fff"
    )
    demanded = second_step.is_demanded(request.user)
    context = {"form": form, "picture": picture, "secret": secret, "is_demanded": demanded}
    return render(request, "portal/people/turn_on_second_step.html", context)


@require_POST
@never_cache
def turn_off(request):
    form = PresentPasswordForm(request, request.POST)
    if not form.is_valid():
        return _page(request, form)
    if second_step.turn_off(request.user):
        messages.success(request, _("From now on the password alone is asked for."))
    return redirect("people:second_step")


@require_POST
@never_cache
def renew_codes(request):
    form = PresentPasswordForm(request, request.POST)
    if not (second_step.is_on(request.user) and form.is_valid()):
        return _page(request, form)
    return render(
        request, "portal/people/recovery_codes.html", {"codes": second_step.renew_codes(request.user)}
    )


def _page(request, form):
    person = request.user
    context = {
        "is_on": second_step.is_on(person), "is_demanded": second_step.is_demanded(person),
        "codes_left": person.recovery_codes.count(), "form": form,
    }  # fmt: skip
    return render(request, "portal/people/second_step.html", context)
