"""The district this portal was built for; another one loads its own courts the same way."""

import csv
from pathlib import Path

from portal.courts.models import Court

FILE = Path(__file__).with_name("yanbian.csv")


def load_courts(path=FILE):
    """Add or update the courts of a CSV file, superiors before inferiors; returns them by short name."""
    courts = {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            superior = courts.get(row.pop("superior"))
            courts[row["short_name"]], _created = Court.objects.update_or_create(
                name=row.pop("name"), defaults={**row, "code": row["code"] or None, "superior": superior}
            )
    return courts
