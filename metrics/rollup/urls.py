from django.urls import path

from metrics.rollup import views

app_name = "rollup"
urlpatterns = [
    path("runs/", views.runs, name="runs"),
    path("urges/<int:pk>/", views.urge, name="urge"),
]
