"""One namespace for both rooms a filing passes: intake and review."""

from django.urls import include, path

app_name = "filing"
urlpatterns = [
    path("", include("filing.intake.urls")),
    path("", include("filing.review.urls")),
]
