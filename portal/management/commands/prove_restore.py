import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.backup.archive import Refused
from portal.backup.proof import must_be_able, prove
from portal.backup.saving import save


class Command(BaseCommand):
    help = (
        "Prove that a backup can be restored: put it into a database of its own, compare every table's rows and "
        "content, walk the audit, recount the figures. Without FILE a backup is made for it. Exit 1 with what differs."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path)

    def handle(self, *, file, **options):
        try:
            must_be_able()
            with tempfile.TemporaryDirectory() as folder:
                if file is None:
                    file = Path(folder) / "backup.zip"
                    save(file)
                well, report = prove(file)
        except Refused as refused:
            raise CommandError(refused) from None
        self.stdout.write(report)
        if not well:
            raise CommandError(_("This backup is not proved: see above."))
        self.stdout.write(_("Proved: everything came back, row by row the same."))
