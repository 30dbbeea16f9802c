"""Made-up cases for a district, and their true figures beside them."""

import json
import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from metrics.demo import truth, world
from metrics.demo.load import write_down
from metrics.demo.people import make_rosters, make_staff
from portal.courts.district import load_courts
from portal.courts.models import Court
from portal.events import Event
from portal.partitions import make_partitions


class Command(BaseCommand):
    help = "Build the demo district. DEMO_PASSWORD in the environment lets its people sign in."

    def add_arguments(self, parser):
        parser.add_argument("--courts", type=int, default=6)
        parser.add_argument("--years", type=float, default=2)
        parser.add_argument("--cases", type=int, default=300, help="a year and basic court")
        parser.add_argument("--seed", type=int, default=7)
        parser.add_argument("--truth", type=Path, help="file for the true figures (JSON)")

    def handle(self, *, courts, years, cases, seed, truth, **options):
        if not (2 <= courts <= 4000 and 0 < years <= 20 and 1 <= cases <= 100_000):
            raise CommandError("Courts 2 to 4000, years above 0 to 20, cases 1 to 100000.")
        district = _courts(courts)
        staff = make_staff(district, os.environ.get("DEMO_PASSWORD"))
        if Event.objects.exists():
            self.stdout.write("The district has cases already; nothing was added.")
            return
        make_partitions()
        made_up = world.build(
            courts=courts, years=years, cases_a_year=cases, seed=seed, now=timezone.localtime()
        )
        events = write_down(made_up, courts=district, staff=staff, rosters=make_rosters(district, staff))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        if truth:
            _write_truth(truth, made_up, district)
        self.stdout.write(f"{len(made_up.cases)} cases, {events} events, {len(district)} courts.")


def _courts(wanted):
    """The real district, and as many made-up basic courts as are wanted beyond it."""
    real = list(load_courts().values())
    top = real[0]
    Court.objects.bulk_create(
        [
            Court(
                name=f"示范第{n}基层法院",
                short_name=f"示范{n}院",
                name_ko=f"시범제{n}기층법원",
                name_en=f"Demo Basic Court {n}",
                level=Court.Level.BASIC,
                superior=top,
            )
            for n in range(len(real), wanted)
        ],
        ignore_conflicts=True,
    )
    return list(Court.objects.order_by("pk")[:wanted])


def _write_truth(path, made_up, district):
    told = {"courts": [court.name for court in district], **truth.tell(made_up)}
    text = json.dumps(told, ensure_ascii=False, indent=1)
    path.write_text(text, encoding="utf-8")
