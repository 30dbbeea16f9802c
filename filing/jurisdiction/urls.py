from django.urls import path

from filing.jurisdiction import views

app_name = "jurisdiction"
urlpatterns = [path("which-court/", views.which_court, name="which_court")]
