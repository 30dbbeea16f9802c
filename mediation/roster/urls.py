from django.urls import path

from mediation.roster import views

app_name = "roster"
urlpatterns = [
    path("roster/", views.roster, name="list"),
    path("roster/organisations/new/", views.add_organisation, name="add_organisation"),
    path("roster/organisations/<int:pk>/", views.organisation, name="organisation"),
    path("roster/mediators/new/", views.add_mediator, name="add_mediator"),
    path("roster/mediators/<int:pk>/", views.mediator, name="mediator"),
]
