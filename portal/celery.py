"""The worker's application; the schedule itself is in the settings."""

import os
import pkgutil
from pathlib import Path

from celery import Celery

FLOORS = ("portal", "filing", "mediation", "evaluation", "metrics")


def rooms():
    """Every package of the house that may hold a tasks.py: the apps themselves and the rooms in them."""
    house = Path(__file__).resolve().parent.parent
    for floor in FLOORS:
        yield floor
        for room in pkgutil.iter_modules([str(house / floor)], f"{floor}."):
            if room.ispkg:
                yield room.name


# Whoever imports the application first (a worker, a test) makes it Django's: tasks then can wait for the commit.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
app = Celery("songting")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(rooms)
