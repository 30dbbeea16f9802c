from django.urls import path

from metrics.rollup import views

app_name = "rollup"
urlpatterns = [path("runs/", views.runs, name="runs")]
