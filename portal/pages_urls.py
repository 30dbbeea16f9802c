from django.urls import path

from portal import components, pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("components/", components.components, name="components"),
]
