"""The district this portal was built for; another one loads its own courts the same way."""

import time
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from portal.courts.loading import load
from portal.courts.models import Court

FILE = Path(__file__).with_name("yanbian.csv")
REMEMBERED_SECONDS = 60
_remembered = {}


def load_courts(path=FILE):
    """Add and update the courts of a CSV file; returns them by short name, in the order they were made."""
    return {court.short_name: court for court in load(Path(path).read_bytes()).courts}


def district_name():
    """The district's court as the reader's language calls it. Every page says it, so it is read once a minute."""
    language = get_language()
    name, until = _remembered.get(language, ("", 0))
    if time.monotonic() < until:
        return name
    name = str(Court.objects.filter(name=settings.DISTRICT_NAME).first() or settings.DISTRICT_NAME)
    _remembered[language] = (name, time.monotonic() + REMEMBERED_SECONDS)
    return name
