from django.urls import path

from filing.casenumbers import api, views

app_name = "casenumbers"
urlpatterns = [
    path("case-numbers/", views.reader, name="reader"),
    path("api/v1/case-numbers/parse/", api.CaseNumberParseView.as_view(), name="api_parse"),
]
