"""Routes of the whole house; each room brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("portal.pages_urls")),
    path("", include("portal.health.urls")),
    path("", include("portal.people.urls")),
    path("", include("portal.courts.urls")),
    path("", include("portal.calendar.urls")),
    path("", include("portal.personal.urls")),
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
    path("", include("metrics.rollup.urls")),
    path("", include("metrics.dashboard.urls")),
]

handler400 = "portal.pages.bad_request"
handler500 = "portal.pages.server_error"
