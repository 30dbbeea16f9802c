from django.urls import path

from filing.fees import api, views

app_name = "fees"
urlpatterns = [
    path("fees/", views.fee_quote, name="quote"),
    path("api/v1/fees/quote/", api.FeeQuoteView.as_view(), name="api_quote"),
]
