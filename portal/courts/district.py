"""The district this portal was built for; another one loads its own courts the same way."""

import csv
import time
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from portal.courts.models import Court

FILE = Path(__file__).with_name("yanbian.csv")
REMEMBERED_SECONDS = 60
_remembered = {}


def load_courts(path=FILE):
    """Add the missing courts of a CSV file, superiors before inferiors; returns them by short name.

    A court that is there already stays as it is: its code may have been put right by hand.
    """
    courts = {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            superior = courts.get(row["superior"])
            courts[row["short_name"]], _created = Court.objects.get_or_create(
                name=row["name"], defaults={**row, "code": row["code"] or None, "superior": superior}
            )
    return courts


def district_name():
    """The district's court as the reader's language calls it. Every page says it, so it is read once a minute."""
    language = get_language()
    name, until = _remembered.get(language, ("", 0))
    if time.monotonic() < until:
        return name
    name = str(Court.objects.filter(name=settings.DISTRICT_NAME).first() or settings.DISTRICT_NAME)
    _remembered[language] = (name, time.monotonic() + REMEMBERED_SECONDS)
    return name
