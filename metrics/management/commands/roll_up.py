from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from metrics.rollup import arguments
from metrics.rollup.rollup import roll_up


class Command(BaseCommand):
    help = "Count figures anew from the events; prints how many rows changed."

    def add_arguments(self, parser):
        parser.add_argument("--day", type=arguments.day)
        parser.add_argument("--from", dest="first", type=arguments.day)
        parser.add_argument("--to", dest="last", type=arguments.day, help="last day, included")
        parser.add_argument("--all", action="store_true", help="everything; also without any argument")

    def handle(self, *, day, first, last, **options):
        ways = [options["all"], day, first or last]
        if sum(map(bool, ways)) > 1 or bool(first) != bool(last):
            raise CommandError(_("Give one day, a range with both ends, or --all."))
        span = arguments.days(day or first, day or last) if day or first else ()
        changed = roll_up(*span)
        self.stdout.write(_("Rows changed: %(count)s") % {"count": changed})
