from django.urls import path

from portal.courts import views

app_name = "courts"
urlpatterns = [
    path("courts/", views.courts, name="list"),
    path("courts/<int:pk>/", views.correct, name="correct"),
]
