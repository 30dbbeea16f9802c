import sys

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from portal.personal.rotation import rotate


class Command(BaseCommand):
    help = (
        "Encrypt all personal data anew with the first of PERSONAL_DATA_KEYS and renew blind indexes. "
        "Afterwards the older keys may be dropped. Exit 1 if a value opens with none of the keys."
    )

    def handle(self, **options):
        unreadable = False
        for table in rotate():
            counts = {"table": table.table, "rows": table.rows, "changed": table.changed}
            self.stdout.write(_("%(table)s: %(rows)d rows, %(changed)d renewed") % counts)
            if table.unreadable:
                unreadable = True
                keys = ", ".join(map(str, table.unreadable[:20]))
                self.stderr.write(
                    _("%(table)s: no key opens rows %(keys)s") % {"table": table.table, "keys": keys}
                )
        sys.exit(1 if unreadable else 0)
