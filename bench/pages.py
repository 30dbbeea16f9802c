"""Addresses of the dashboard benchmark: the portal's own, an empty view, and the ranking's data alone."""

from django.http import HttpResponse, JsonResponse
from django.urls import include, path

from metrics.ranking.export import told
from metrics.ranking.standings import standings
from metrics.ranking.windows import Window
from metrics.rollup.refresh import figures_as_of
from portal.events import court_day


def empty(request):
    return HttpResponse("")


def ranking(request):
    """The week's ranking with its cut-off, as an application would fetch it."""
    found = standings("diversion", Window.of("week", court_day()))
    found.as_of = figures_as_of()
    return JsonResponse(told(found))


urlpatterns = [path("bench/empty/", empty), path("bench/ranking/", ranking), path("", include("portal.urls"))]
