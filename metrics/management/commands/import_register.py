import json
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from metrics.registers import importing, workflow
from metrics.registers.columns import BY_CODE
from metrics.registers.faults import Fault, FileFault
from metrics.registers.models import IMPORT, RegisterImport


class Command(BaseCommand):
    help = "Take over a register exported elsewhere (xlsx, csv). Exit 0, or 1 with row errors and nothing taken over."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="read and compare, write nothing")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *, file, dry_run, json, **options):
        report = self.run_import(file, dry_run)
        self.stdout.write(as_json(report) if json else as_text(report, dry_run))
        if report["errors"]:
            raise SystemExit(1)

    def run_import(self, path, dry_run):
        try:
            with path.open("rb") as file, transaction.atomic():
                batch = workflow.upload(file, name=path.name, by=IMPORT)
                if dry_run:
                    importing.check(batch.pk)
                    report = report_of(batch.pk)
                    transaction.set_rollback(True)
                    return report
        except FileFault as fault:
            return report_of_fault(Fault(fault.code, details=fault.details))
        except OSError:
            return report_of_fault(Fault("no_file", value=str(path)))
        # Step by step, as a worker does: killed in between, a worker goes on from there.
        importing.check(batch.pk)
        batch.refresh_from_db()
        if batch.state == RegisterImport.State.CHECKED:
            workflow.confirm(batch, by=IMPORT)
            importing.apply(batch.pk)
        return report_of(batch.pk)


def report_of(pk):
    batch = RegisterImport.objects.get(pk=pk)
    return {
        "rows": batch.rows, "added": batch.added, "changed": batch.changed, "equal": batch.equal,
        "errors": [fault.as_fault().as_json() for fault in batch.faults.order_by("pk")],
        "ignored_columns": batch.ignored_columns,
    }  # fmt: skip


def report_of_fault(fault):
    counts = dict.fromkeys(("rows", "added", "changed", "equal"), 0)
    return {**counts, "errors": [fault.as_json()], "ignored_columns": []}


def as_json(report):
    return json.dumps(report, ensure_ascii=False, indent=2)


def as_text(report, dry_run):
    lines = [
        _("%(rows)s rows: %(added)s new, %(changed)s changed, %(equal)s unchanged") % report,
        *(_("Ignored column: %(name)s") % {"name": name} for name in report["ignored_columns"]),
        *map(error_line, report["errors"]),
    ]
    if report["errors"]:
        lines.append(_("Nothing was taken over."))
    elif dry_run:
        lines.append(_("This was a trial: nothing was taken over."))
    return "\n".join(lines)


def error_line(error):
    if error["row"] is None:
        return error["reason"]
    if error["column"] is None:
        return _("Row %(row)s: %(reason)s") % error
    return _("Row %(row)s, %(column)s: %(reason)s") % {**error, "column": BY_CODE[error["column"]].label}
