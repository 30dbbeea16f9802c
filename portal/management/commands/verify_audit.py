import sys
from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.audit.verification import UNSEALED_AFTER, Broken, Whole, verify


class Command(BaseCommand):
    help = "Walk the sealed audit; exit 1 with the first broken link, its position and the reason."

    def add_arguments(self, parser):
        parser.add_argument(
            "--expect",
            metavar="POSITION:DIGEST",
            type=_kept,
            help="what an earlier run printed; must still hold",
        )
        parser.add_argument(
            "--unsealed-after", metavar="MINUTES", type=float, default=UNSEALED_AFTER.total_seconds() / 60,
            help="an entry older than this must have its seal (%(default)s)",
        )  # fmt: skip

    def handle(self, *, expect, unsealed_after, **options):
        found = verify(expect=expect, unsealed_after=timedelta(minutes=unsealed_after))
        if isinstance(found, Broken):
            self.stderr.write(
                _("Broken at position %(n)d: %(why)s") % {"n": found.position, "why": found.reason}
            )
            sys.exit(1)
        self.stdout.write(_("Whole: %(n)d sealed entries.") % {"n": found.position})
        self.stdout.write(f"{found.position}:{found.digest.hex()}")


def _kept(text):
    position, _colon, digest = text.partition(":")
    try:
        return Whole(int(position), bytes.fromhex(digest))
    except ValueError:
        raise CommandError(_("--expect wants POSITION:DIGEST as an earlier run printed it.")) from None
