"""The court table as a workbook or as text that opens right in Excel: the ranking's own forms, with places before."""

import io

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from metrics.ranking.export import columns_of, csv_of, rows, write_workbook
from metrics.rollup.refresh import figures_as_of


def table(choice, ranked, visible):
    """Rows of the sheet; `visible` are the ids of the courts this reader sees."""
    ranked.as_of = timezone.localtime(choice.as_of or figures_as_of())
    columns = columns_of(ranked.indicator, year_ago=True)
    if settings.RANKING and ranked.indicator.ranked:
        columns[_("Previous place")] = lambda line: line.previous_place
    return rows(ranked, columns, visible)


def as_csv(choice, ranked, visible):
    return csv_of(table(choice, ranked, visible)), "text/csv; charset=utf-8"


def as_xlsx(choice, ranked, visible):
    content = io.BytesIO()
    write_workbook(table(choice, ranked, visible), content, heads=4)
    return content.getvalue(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


FORMS = {"csv": as_csv, "xlsx": as_xlsx}
