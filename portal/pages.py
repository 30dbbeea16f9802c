"""The frame every page stands in, the home page, and the answers to what went wrong."""

import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token
from django.views.defaults import page_not_found

from portal.courts.district import district_name
from portal.home import panels
from portal.navigation import entries
from portal.people.access import public
from portal.people.addresses import came_from
from portal.people.appearance import chosen

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def frame(request):
    """What base.html needs of every request.

    me (Person or None), audience ("staff" or "public"), nav (where this person may go), district (its name in the
    reader's language), theme ("auto", "light", "dark") and elder (bool) as the browser last chose.
    """
    # An unreadable request is answered before anybody is recognised.
    user = getattr(request, "user", None)
    me = user if user is not None and user.is_authenticated else None
    return {
        **chosen(request),
        "me": me,
        "audience": "staff" if me and me.is_staff else "public",
        "nav": entries(me, request),
        "district": district_name(),
    }


@public
def home(request):
    """What is waiting for this person, room by room; for everybody else the public page."""
    return render(request, "portal/home.html", {"panels": panels(request)})


@requires_csrf_token
def server_error(request):
    """500, or 503 while the database is away; without queries or context processors, since it may be what failed."""
    context = {**chosen(request), "number": getattr(request, "number", "")}
    away = isinstance(sys.exception(), OperationalError | InterfaceError)
    return HttpResponse(loader.render_to_string("500.html", context), status=503 if away else 500)


@requires_csrf_token
def not_found(request, exception):
    """404; at an address of the API, as the API tells it."""
    if request.path.startswith("/api/v1/"):
        return JsonResponse(
            {"code": "not_found", "detail": _("There is nothing at this address.")}, status=404
        )
    return page_not_found(request, exception)


@requires_csrf_token
def bad_request(request, exception):
    """400, or 413 where more was sent than a form may hold: then what was written is still in the page before."""
    if isinstance(exception, TOO_MUCH):
        context = {"most": settings.DATA_UPLOAD_MAX_MEMORY_SIZE, "before": came_from(request)}
        return render(request, "413.html", context, status=413)
    return render(request, "400.html", status=400)


@requires_csrf_token
def stale_form(request, reason=""):
    """A form whose secret does not fit (cookies off, or a page from before signing in)."""
    return render(request, "403_csrf.html", status=403)
