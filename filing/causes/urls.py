from django.urls import path

from filing.causes import api, views

app_name = "causes"
urlpatterns = [
    path("causes/", views.finder, name="finder"),
    path("causes/<str:version>/<str:code>/", views.cause_detail, name="detail"),
    path("api/v1/causes/", api.CauseListView.as_view(), name="api_list"),
    path("api/v1/causes/<str:version>/<str:code>/", api.CauseView.as_view(), name="api_detail"),
]
