"""A published version as a file: the ranking's own forms, with what certifies it in front."""

import io

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from metrics.ranking.export import csv_of, json_of, rows, told, write_workbook


def as_json(shown):
    certificate = {
        "version": shown.ranking.version,
        "source": shown.indicator.source,
        "digest": shown.ranking.digest,
    }
    return json_of({**told(shown), **certificate}), "application/json"


def as_csv(shown):
    return csv_of([*_certificate(shown), *rows(shown)]), "text/csv; charset=utf-8"


def as_xlsx(shown):
    content = io.BytesIO()
    write_workbook([*_certificate(shown), *rows(shown)], content, heads=6)
    return content.getvalue(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


FORMS = {"json": as_json, "csv": as_csv, "xlsx": as_xlsx}


def _certificate(shown):
    yield [pgettext("of a ranking", "Version"), shown.ranking.version]
    yield [_("Content hash"), shown.ranking.digest]
