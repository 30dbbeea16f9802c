from django.urls import path

from mediation.confirmation import views

app_name = "confirmation"
urlpatterns = [
    path("confirmations/", views.desk, name="desk"),
    path("mediations/<int:mediation_pk>/confirmation/", views.apply, name="apply"),
    path("confirmations/<int:pk>/", views.detail, name="detail"),
    path("confirmations/<int:pk>/ruling/", views.ruling, name="ruling"),
    path("confirmations/<int:pk>/accept/", views.accept, name="accept"),
    path("confirmations/<int:pk>/confirm/", views.confirm, name="confirm"),
    path("confirmations/<int:pk>/not-accept/", views.not_accept, name="not_accept"),
    path("confirmations/<int:pk>/dismiss/", views.dismiss, name="dismiss"),
    path("confirmations/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
