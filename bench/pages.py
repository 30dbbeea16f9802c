"""Addresses the benchmarks ask: the portal's own, empty views, and the ranking's data alone."""

from django.http import HttpResponse, JsonResponse
from django.urls import include, path
from rest_framework.response import Response

from metrics.ranking.export import told
from metrics.ranking.standings import standings
from metrics.ranking.windows import Window
from metrics.rollup.refresh import figures_as_of
from portal.events import court_day
from portal.people.access import public
from portal.publicapi import PublicView


def empty(request):
    return HttpResponse("")


@public
def open_to_all(request):
    return HttpResponse("")


class EmptyAnswer(PublicView):
    """What every answer of the API to the public costs before it says anything: the throttle, the rendering."""

    def get(self, request):
        return Response({})


def ranking(request):
    """The week's ranking with its cut-off, as an application would fetch it."""
    found = standings("diversion", Window.of("week", court_day()))
    found.as_of = figures_as_of()
    return JsonResponse(told(found))


urlpatterns = [
    path("bench/empty/", empty),
    path("bench/open/", open_to_all),
    path("bench/answer/", EmptyAnswer.as_view()),
    path("bench/ranking/", ranking),
    path("", include("portal.urls")),
]
