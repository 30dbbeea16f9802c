import datetime

from django.urls import path, register_converter

from portal.calendar import api, table_views, views


class DayConverter:
    """A day in an address, such as 2027-02-06; what is no day does not match."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value):
        return datetime.date.fromisoformat(value)

    def to_url(self, value):
        return value.isoformat()


register_converter(DayConverter, "court_day")

app_name = "calendar"
urlpatterns = [
    path("time-limits/", views.limits, name="limits"),
    path("time-limits/due.ics", views.ics, name="ics"),
    path("calendar/", table_views.year, name="year"),
    path("calendar/<int:year>.csv", table_views.year_as_text, name="year_as_text"),
    path("calendar/day/", table_views.enter_day, name="enter_day"),
    path("calendar/day/<court_day:day>/take-out/", table_views.take_out_day, name="take_out_day"),
    path("calendar/announce/", table_views.announce, name="announce"),
    path("api/v1/time-limits/", api.rules, name="api_rules"),
    path("api/v1/time-limits/quote/", api.quote, name="api_quote"),
]
