from django.urls import path

from portal.courts import views

app_name = "courts"
urlpatterns = [
    path("courts/", views.courts, name="list"),
    path("courts/new/", views.add, name="add"),
    path("courts/<int:pk>/", views.correct, name="correct"),
    path("courts/<int:pk>/close/", views.close, name="close"),
    path("courts/<int:pk>/reopen/", views.reopen, name="reopen"),
]
