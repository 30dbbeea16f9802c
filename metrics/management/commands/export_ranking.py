from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from metrics.indicators.declarations import codes, indicator
from metrics.ranking.export import FORMATS
from metrics.ranking.models import Period
from metrics.ranking.standings import standings
from metrics.ranking.windows import Window
from metrics.rollup import arguments
from metrics.rollup.refresh import figures_as_of, refresh


class Command(BaseCommand):
    help = "Write the ranking of a day, week or month to a file."

    def add_arguments(self, parser):
        parser.add_argument("--period", choices=Period.values, required=True)
        parser.add_argument("--on", type=arguments.day, required=True, help="any day of the period")
        parser.add_argument("--format", choices=sorted(FORMATS), required=True)
        parser.add_argument("--out", required=True)
        parser.add_argument("--indicator", choices=codes(), default="diversion")
        parser.add_argument("--as-of", type=arguments.moment, help="what was on record then (ISO 8601)")

    def handle(self, *, period, on, out, as_of, **options):
        asked = options["indicator"]
        refresh()
        found = standings(indicator(asked), Window.of(period, on), as_of)
        found.as_of = timezone.localtime(as_of or figures_as_of())
        try:
            Path(out).write_bytes(FORMATS[options["format"]](found, asked))
        except OSError as fault:
            raise CommandError(
                _("%(file)s cannot be written: %(reason)s.") % {"file": out, "reason": fault.strerror}
            ) from fault
