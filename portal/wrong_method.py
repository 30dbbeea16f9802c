"""An address that only takes a form, opened by typing or reloading it: a page that leads back, instead of nothing."""

from django.shortcuts import render
from django.urls import Resolver404, resolve

from portal.people.addresses import came_from


class WrongMethodMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        # Programs keep their bare answer; a browser asks for HTML by name.
        if (
            response.status_code != 405
            or response.content
            or "text/html" not in request.headers.get("accept", "")
        ):
            return response
        page = render(request, "405.html", {"before": came_from(request, _above(request.path))}, status=405)
        page["Allow"] = response["Allow"]
        return page


def _above(path):
    """The page whose step this is: /filings/7/ for /filings/7/accept/; the home page where there is none."""
    above = path.rstrip("/").rpartition("/")[0] + "/"
    try:
        resolve(above)
    except Resolver404:
        return "/"
    return above
