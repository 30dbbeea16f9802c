"""One namespace for the rooms a filing passes: intake, review and what is asked of a superior."""

from django.urls import include, path

app_name = "filing"
urlpatterns = [
    path("", include("filing.intake.urls")),
    path("", include("filing.review.urls")),
    path("", include("filing.superior.urls")),
]
