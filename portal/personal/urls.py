from django.urls import path

from portal.personal import views

app_name = "personal"
urlpatterns = [path("personal/<slug:kind>/<int:pk>/<slug:field>/", views.reveal, name="reveal")]
