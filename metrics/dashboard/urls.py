from django.urls import path, re_path

from metrics.dashboard import views

app_name = "dashboard"
urlpatterns = [
    path("dashboard/", views.home, name="home"),
    path("dashboard/board/", views.board, name="board"),
    path("dashboard/cases/", views.cases, name="cases"),
    re_path(r"^dashboard/export\.(?P<form>csv|xlsx)$", views.export, name="export"),
]
