"""Nobody is anonymous by accident: a page is open only where its view says so."""

from urllib.parse import urlencode

from django.shortcuts import redirect, resolve_url
from django_htmx.http import HttpResponseClientRedirect

from portal.people.access import is_public

# What somebody with a one-time password may still do before choosing an own one.
BEFORE_PASSWORD_CHANGE = frozenset({"people:password", "people:sign_out"})


class SignInRequiredMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if is_public(view):
            return None
        if not request.user.is_authenticated:
            return _send(request, f"{resolve_url('people:sign_in')}?{urlencode({'next': _wanted(request)})}")
        if (
            request.user.must_change_password
            and request.resolver_match.view_name not in BEFORE_PASSWORD_CHANGE
        ):
            return _send(request, resolve_url("people:password"))
        return None


def _wanted(request):
    """The address to come back to: what was asked for, or the page a form or fragment stood on."""
    if request.htmx:
        return request.htmx.current_url_abs_path or "/"
    return request.get_full_path() if request.method in ("GET", "HEAD") else "/"


def _send(request, url):
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
