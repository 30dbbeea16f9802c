from django.core.management.base import BaseCommand

from portal.partitions import make_partitions


class Command(BaseCommand):
    help = "Make the month partitions of the event table that are missing, two years back and three months ahead."

    def handle(self, **options):
        self.stdout.write(f"{make_partitions()} partitions made")
