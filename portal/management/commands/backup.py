import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from portal.audit.models import record
from portal.backup.archive import Refused, seal_of
from portal.backup.saving import save
from portal.workflow import Process


class Command(BaseCommand):
    help = "Write every row, as of one moment, into one file (readable by its owner only). The keys are not in it."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--force", action="store_true", help="replace the file if it exists")

    def handle(self, *, file, force, **options):
        began = time.monotonic()
        try:
            manifest = save(file, force=force)
        except Refused as refused:
            raise CommandError(refused) from None
        rows = sum(table["rows"] for table in manifest["tables"])
        record(
            Process("backup"),
            "backup",
            detail={"name": file.name, "rows": rows, "sha256": seal_of(file)},
        )
        told = {
            "file": file,
            "tables": len(manifest["tables"]),
            "rows": rows,
            "size": filesizeformat(file.stat().st_size),
            "seconds": f"{time.monotonic() - began:.1f}",
        }
        self.stdout.write(
            _("%(file)s: %(tables)d tables, %(rows)d rows, %(size)s, %(seconds)s seconds.") % told
        )
        self.stdout.write(f"SHA-256 {seal_of(file)}")
        self.stdout.write(
            _(
                "Not in it, and needed with it: PERSONAL_DATA_KEYS, BLIND_INDEX_KEY, SECRET_KEY. "
                "Keep them safe, in another place than this file."
            )
        )
