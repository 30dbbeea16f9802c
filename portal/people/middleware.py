"""Nobody is anonymous by accident: a page is open only where its view says so. And first things come first.

And a form that is sent twice signs nobody out.
"""

import contextlib
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import JsonResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from portal.people import second_step
from portal.people.access import is_public

PASSWORD, SECOND_STEP = "people:password", "people:turn_on_second_step"
# What somebody may still do who has yet to choose an own password or to set up the second step.
MEANWHILE = frozenset({"people:sign_out", "people:language", "people:appearance"})
# Their forms give the session a new key.
RENEWING = frozenset({"people:sign_in", "people:code", PASSWORD})


class KeepingSessionMiddleware(SessionMiddleware):
    """Where a form that renews the session is sent twice, the second comes with the old key.

    Django then deletes the browser's cookie, which by now is the new one that the first answer brought.
    """

    def process_response(self, request, response):
        response = super().process_response(request, response)
        match, cookie = request.resolver_match, response.cookies.get(settings.SESSION_COOKIE_NAME)
        renews = request.method == "POST" and match is not None and match.view_name in RENEWING
        if renews and cookie is not None and not cookie.value:
            del response.cookies[settings.SESSION_COOKIE_NAME]
        return response


class SignInRequiredMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated:
            wanted = urlencode({"next": _wanted(request)})
            return None if is_public(view) else _send(request, f"{resolve_url('people:sign_in')}?{wanted}")
        first = _first(request)
        if first is None or request.resolver_match.view_name in MEANWHILE | {first}:
            return None
        return _explain() if hasattr(view, "cls") else _send(request, resolve_url(first))


def _first(request):
    """The page somebody signed in must see to before all others, public ones too; None if there is none."""
    signed_in = request.session.get("signed_in", {})
    # Who comes by the provider has no use for the password that was handed out.
    if request.user.must_change_password and signed_in.get("way") != "provider":
        return PASSWORD
    if signed_in.get("second_step") or not second_step.is_demanded(request.user):
        return None
    return None if second_step.is_on(request.user) else SECOND_STEP


def _explain():
    """The same for a program."""
    detail = _("First choose your own password or set up the second step; then you can go on.")
    return JsonResponse({"code": "not_yet", "detail": detail}, status=403)


def _wanted(request):
    """The address to come back to: what was asked for, or the page a form or fragment stood on."""
    if request.htmx:
        with contextlib.suppress(ValueError):  # the header holds no address
            return request.htmx.current_url_abs_path or "/"
        return "/"
    return request.get_full_path() if request.method in ("GET", "HEAD") else "/"


def _send(request, url):
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
