from django.urls import path

from evaluation.ratings import views

app_name = "rating"
urlpatterns = [
    path("ratings/", views.received, name="list"),
    path("ratings/<slug:code>/", views.rate, name="rate"),
    path("filings/<int:filing_pk>/rating/", views.invitation, name="invitation"),
]
