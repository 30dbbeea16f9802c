"""The courts of a district, from a CSV file; without one, those of 吉林省延边林区中级法院."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.courts.district import FILE
from portal.courts.loading import CourtsRefused, load


class Command(BaseCommand):
    help = (
        "Add and update courts, all or none. Columns: code,name,short_name,name_ko,name_en,level (intermediate or "
        "basic),superior (short name, name or code; here or in the file),seat. An empty cell leaves what is there."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=FILE)

    def handle(self, *, file, **options):
        try:
            loaded = load(file.read_bytes())
        except OSError:
            raise CommandError(_("The file %(name)s cannot be read.") % {"name": file}) from None
        except CourtsRefused as refused:
            raise CommandError(
                "\n".join([*map(_line, refused.faults), _("Nothing was taken over.")])
            ) from None
        counts = {name: len(getattr(loaded, name)) for name in ("added", "changed", "left")}
        for name in loaded.ignored:
            self.stdout.write(_("Ignored column: %(name)s") % {"name": name})
        for court in loaded.added:
            self.stdout.write(_("Added: %(court)s") % {"court": court})
        for court in loaded.changed:
            self.stdout.write(_("Changed: %(court)s") % {"court": court})
        self.stdout.write(_("%(added)d courts added, %(changed)d changed, %(left)d as they were.") % counts)


def _line(fault):
    line, reason = fault
    return _("Line %(line)d: %(reason)s") % {"line": line, "reason": reason} if line else str(reason)
