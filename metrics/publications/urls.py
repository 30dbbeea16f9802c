from django.urls import path, re_path

from metrics.publications import views

app_name = "ranking"
urlpatterns = [
    path("rankings/", views.listing, name="list"),
    path("rankings/<int:pk>/", views.detail, name="detail"),
    re_path(r"^rankings/(?P<pk>[0-9]+)/export\.(?P<form>csv|xlsx|json)$", views.export, name="export"),
]
