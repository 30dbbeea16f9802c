from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from portal.audit.models import record
from portal.backup import keys
from portal.backup.archive import Refused, seal_of
from portal.backup.restoring import restore
from portal.workflow import Process


class Command(BaseCommand):
    help = (
        "Put a backup back into a database without rows: all of it, compared with what was saved, or nothing. "
        "A database without tables is migrated first."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        try:
            manifest = restore(file)
        except Refused as refused:
            raise CommandError(refused) from None
        rows = sum(table["rows"] for table in manifest["tables"])
        record(
            Process("restore"),
            "restore",
            detail={"name": file.name, "rows": rows, "sha256": seal_of(file)},
        )
        moment = timezone.localtime(parse_datetime(manifest["made_at"])).isoformat(" ", "seconds")
        told = {"tables": len(manifest["tables"]), "rows": rows, "moment": moment}
        self.stdout.write(
            _("Restored as of %(moment)s: %(tables)d tables, %(rows)d rows, all equal to what was saved.")
            % told
        )
        if not keys.fits(manifest["keys"]):
            self.stderr.write(
                _(
                    "PERSONAL_DATA_KEYS or BLIND_INDEX_KEY are not those of the day of the backup: until they are "
                    "set, identity numbers, phones and addresses can be neither read nor found."
                )
            )
