"""Reading the pages of published rankings in tests."""

import datetime
import re

from django.urls import reverse

from metrics.ranking.models import Ranking
from metrics.ranking.windows import Window

ON = datetime.date(2026, 3, 4)  # a Wednesday
WEEK = Window.of("week", ON)
LIST = "/rankings/"


def version(number, code="diversion_a"):
    return Ranking.objects.get(period="week", indicator=code, version=number)


def address(ranking, again=False):
    return reverse("ranking:detail", args=[ranking.pk]) + ("?again=1" if again else "")


def lines(page):
    return [
        (row.line.court.short_name, tuple(row.line.figure), row.line.place)
        for row in page.context["proof"].lines
    ]


def cells(html, marker="data-row"):
    """The texts of a table's rows, as a reader sees them."""
    rows = re.findall(rf"<tr {marker}>(.*?)</tr>", html, re.DOTALL)
    return [re.sub(r"<[^>]+>|\s+", " ", row).split() for row in rows]
