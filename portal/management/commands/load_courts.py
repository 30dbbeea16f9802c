"""The courts of a district, from a CSV file; without one, those of 吉林省延边林区中级法院."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.courts.district import FILE, load_courts


class Command(BaseCommand):
    help = "Add or update courts. Columns: code,name,short_name,name_ko,name_en,level,superior (short name),seat."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=FILE)

    def handle(self, *, file, **options):
        if not file.exists():
            raise CommandError(f"{file} does not exist.")
        self.stdout.write(f"{len(load_courts(file))} courts.")
