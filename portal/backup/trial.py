"""What a proof does in its scratch database: restore, compare, walk the audit, recount; says what it found."""

import sys
from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from portal.audit.sealing import seal
from portal.backup import keys, migrating
from portal.backup.archive import Refused, opened
from portal.backup.restoring import compare, difference, load
from portal.backup.saving import snapshot
from portal.backup.tables import positions

RECOUNTED = timedelta(days=92)


def run(path):
    """Try the backup out in this process's database, which must be without tables; returns whether all is well."""
    try:
        with opened(path) as archive:
            manifest = archive.manifest
            migrating.bring_to(manifest)
            load(archive)
    except Refused as refused:
        _say(str(refused))
        return False
    equal = _tables_are_equal(manifest)
    call_command("migrate", verbosity=0, interactive=False)
    return all([equal, _audit_is_whole(), _figures_agree(manifest), _keys_fit(manifest)])


def _tables_are_equal(manifest):
    with snapshot() as cursor:
        compared = compare(cursor, manifest)
        numbers_go_on = positions(cursor) == manifest["sequences"]
    width = max(len(one.table.name) for one in compared)
    for one in compared:
        told = _("equal") if one.equal else difference(one)
        _say(f"{one.table.name:<{width}}  {one.found.rows:>10}  {one.found.sha256[:16]}  {told}")
    if not numbers_go_on:
        _say(_("The next numbers are not those that follow the saved rows."))
    return numbers_go_on and all(one.equal for one in compared)


def _audit_is_whole():
    seal()  # what waited for its seal when the backup was made
    return _ends_well("verify_audit")


def _figures_agree(manifest):
    """The figures of the last three months before the backup, counted again."""
    last = timezone.localdate(parse_datetime(manifest["made_at"]))
    return _ends_well("recount", first=last - RECOUNTED, last=last)


def _keys_fit(manifest):
    fits = keys.fits(manifest["keys"])
    _say(_("The keys at hand open it.") if fits else _("The keys at hand do not open it."))
    return fits


def _ends_well(command, **options):
    try:
        call_command(command, **options)
    except SystemExit as ended:
        return not ended.code
    return True


def _say(line):
    sys.stdout.write(f"{line}\n")
