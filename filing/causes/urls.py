from django.urls import path

from filing.causes import api, list_views, views

app_name = "causes"
urlpatterns = [
    path("causes/", views.finder, name="finder"),
    path("causes/lists/", list_views.lists, name="lists"),
    path("causes/lists/bring-in/", list_views.bring_in, name="bring_in"),
    path("causes/<str:version>/<str:code>/", views.cause_detail, name="detail"),
    path("api/v1/causes/", api.CauseListView.as_view(), name="api_list"),
    path("api/v1/causes/<str:version>/<str:code>/", api.CauseView.as_view(), name="api_detail"),
]
