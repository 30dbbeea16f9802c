"""Routes of the whole house; each room brings its own."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.permissions import AllowAny

from portal.people.access import public

urlpatterns = [
    path(
        "api/v1/schema/",
        public(SpectacularAPIView.as_view(authentication_classes=[], permission_classes=[AllowAny])),
        name="schema",
    ),
    path("", include("portal.pages_urls")),
    path("", include("portal.health.urls")),
    path("", include("portal.people.urls")),
    path("", include("portal.courts.urls")),
    path("", include("portal.calendar.urls")),
    path("", include("portal.personal.urls")),
    path("", include("portal.terms.urls")),
    path("", include("portal.audit.urls")),
    path("", include("filing.casenumbers.urls")),
    path("", include("filing.causes.urls")),
    path("", include("filing.urls")),
    path("", include("filing.fees.urls")),
    path("", include("filing.jurisdiction.urls")),
    path("", include("mediation.roster.urls")),
    path("", include("mediation.conciliation.urls")),
    path("", include("mediation.confirmation.urls")),
    path("", include("evaluation.ratings.urls")),
    path("", include("metrics.registers.urls")),
    path("", include("metrics.rollup.urls")),
    path("", include("metrics.publications.urls")),
    path("", include("metrics.dashboard.urls")),
]

handler400 = "portal.pages.bad_request"
handler404 = "portal.pages.not_found"
handler500 = "portal.pages.server_error"
