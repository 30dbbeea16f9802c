"""Signing in by the OpenID provider: there, and back."""

from datetime import timedelta
from functools import wraps

import structlog
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from portal.audit.models import record
from portal.people import oidc, second_step, second_step_views
from portal.people.access import public
from portal.people.addresses import back
from portal.people.models import Person

log = structlog.get_logger("songting")
PATIENCE = timedelta(minutes=10)
BACKEND = "django.contrib.auth.backends.ModelBackend"


def with_provider(view):
    """The page is there only where a provider is; its faults are pages of their own."""

    @wraps(view)
    def guarded(request):
        if not oidc.is_on():
            raise Http404
        if request.user.is_authenticated:
            return redirect(back(request))
        try:
            return view(request)
        except oidc.Unreachable as fault:
            log.error("provider unreachable", fault=str(fault))
            return render(request, "portal/people/provider_down.html", status=502)
        except oidc.Refused as fault:
            log.warning("provider sign-in refused", fault=str(fault))
            return render(request, "portal/people/provider_refused.html", status=400)

    return guarded


@public
@never_cache
@with_provider
def go(request):
    address, kept = oidc.begin(_back_address(request))
    until = (timezone.now() + PATIENCE).timestamp()
    request.session["provider"] = {**kept, "target": back(request), "until": until}
    return redirect(address)


@public
@never_cache
@with_provider
def come_back(request):
    """Each departure is good for one return, within ten minutes."""
    kept = request.session.pop("provider", None)
    if kept and kept["until"] < timezone.now().timestamp():
        kept = None
    name, did_second_step = oidc.come_back(request.GET, kept, _back_address(request))
    person = Person.objects.filter(username__iexact=Person.normalize_username(name)).first()
    if person is None or not person.is_active:
        record(None, "unknown_sign_in", subject=person, detail={"username": name[:60]})
        return render(request, "portal/people/provider_unknown.html", {"username": name}, status=403)
    person.backend = BACKEND
    if not did_second_step and second_step.is_on(person):
        return second_step_views.wait_for_code(request, person, kept["target"], way="provider")
    return second_step_views.finish(
        request, person, BACKEND, kept["target"], way="provider", second_step=did_second_step
    )


def _back_address(request):
    return request.build_absolute_uri(reverse("people:provider_back"))
