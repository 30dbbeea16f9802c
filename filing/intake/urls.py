from django.urls import path

from filing.intake import views

urlpatterns = [
    path("filings/enter/", views.enter, name="enter"),
    path("filings/enter/causes/", views.cause_hits, name="cause_hits"),
    path("filings/<int:pk>/receipt/", views.receipt, name="receipt"),
]
