from django.urls import path

from filing.superior import views
from filing.superior.models import SuperiorRequest

Kind = SuperiorRequest.Kind

urlpatterns = [
    path("requests/", views.desk, name="requests"),
    path("requests/<int:pk>/", views.detail, name="request"),
    path("requests/<int:pk>/notice/", views.give_notice, name="give_notice"),
    path("requests/<int:pk>/refuse/", views.refuse, name="refuse_notice"),
    path("requests/<int:pk>/designate/", views.designate, name="designate"),
    path("filings/<int:pk>/ask-notice/", views.ask, {"kind": Kind.NOTICE}, name="ask_notice"),
    path("filings/<int:pk>/ask-designation/", views.ask, {"kind": Kind.DESIGNATION}, name="ask_designation"),
]
