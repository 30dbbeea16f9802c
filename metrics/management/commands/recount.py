from django.core.management import BaseCommand
from django.utils.translation import gettext as _

from metrics.rollup import arguments
from metrics.rollup.recount import recount, recount_published
from metrics.rollup.refresh import refresh
from portal.courts.models import Court


class Command(BaseCommand):
    help = (
        "Count again event by event, without SQL, and compare. Exit 1 with the differences if there are any."
    )

    def add_arguments(self, parser):
        parser.add_argument("--from", dest="first", type=arguments.day, required=True)
        parser.add_argument("--to", dest="last", type=arguments.day, required=True, help="last day, included")
        parser.add_argument(
            "--as-of", type=arguments.moment, help="what was on record then, counted both ways"
        )

    def handle(self, *, first, last, as_of, **options):
        begin, end = arguments.days(first, last)
        refresh()
        differences = recount(begin, end, as_of)
        if as_of is None:
            differences += recount_published(begin, end)
        names = dict(Court.objects.values_list("pk", "name"))
        for one in differences:
            self.stdout.write(
                f"{one.where}\t{names.get(one.court_id, '')}\t{one.day}\t{one.indicator}\t{one.stored}\t{one.counted}"
            )
        self.stdout.write(_("Differences: %(count)s") % {"count": len(differences)})
        if differences:
            raise SystemExit(1)
