from django.urls import path

from portal.terms import views

app_name = "terms"
urlpatterns = [path("terms/", views.glossary, name="list")]
