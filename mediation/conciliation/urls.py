from django.urls import path

from mediation.conciliation import views

app_name = "mediation"
urlpatterns = [
    path("mediations/", views.desk, name="desk"),
    path("filings/<int:filing_pk>/refer/", views.refer, name="refer"),
    path("mediations/<int:pk>/", views.detail, name="detail"),
    path("mediations/<int:pk>/record/", views.record, name="record"),
    path("mediations/<int:pk>/accept/", views.accept, name="accept"),
    path("mediations/<int:pk>/turn-down/", views.turn_down, name="turn_down"),
    path("mediations/<int:pk>/reassign/", views.reassign, name="reassign"),
    path("mediations/<int:pk>/recall/", views.recall, name="recall"),
    path("mediations/<int:pk>/refuse/", views.refuse, name="refuse"),
    path("mediations/<int:pk>/consents/", views.consent, name="consent"),
    path("mediations/<int:pk>/extend/", views.extend, name="extend"),
    path("mediations/<int:pk>/agreement/", views.agree, name="agree"),
    path("mediations/<int:pk>/settlement/", views.settle, name="settle"),
    path("mediations/<int:pk>/failure/", views.fail, name="fail"),
]
