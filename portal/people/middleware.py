"""Nobody is anonymous by accident: a page is open only where its view says so. And first things come first."""

from urllib.parse import urlencode

from django.http import JsonResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from portal.people import second_step
from portal.people.access import is_public

PASSWORD, SECOND_STEP = "people:password", "people:turn_on_second_step"
# What somebody may still do who has yet to choose an own password or to set up the second step.
MEANWHILE = frozenset({"people:sign_out", "people:language", "people:appearance"})


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
        return request.htmx.current_url_abs_path or "/"
    return request.get_full_path() if request.method in ("GET", "HEAD") else "/"


def _send(request, url):
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
