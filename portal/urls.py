"""Routes of the whole house; each room brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("portal.pages_urls")),
]
