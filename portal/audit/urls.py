from django.urls import path

from portal.audit import views

app_name = "audit"
urlpatterns = [
    path("audit/", views.entries, name="list"),
    path("audit/<slug:kind>/<int:pk>/", views.subject, name="subject"),
]
