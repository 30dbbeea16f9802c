"""Keeping the day table: single days, and the announcement of a coming year. Every change is on record."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.audit.models import record
from portal.calendar.models import CourtDay
from portal.people.access import keeps_for_all


@transaction.atomic
def enter_day(day, *, works, name, source, by):
    """Say of one day whether the courts work; what was entered for it before is replaced.

    An announced day stays announced, so that mending one does not make its year unknown again.
    """
    _require_keeper(by)
    before = CourtDay.objects.filter(pk=day).first()
    row, _created = CourtDay.objects.update_or_create(
        day=day, defaults={"works": works, "name": name, "source": source}
    )
    record(by, "enter_court_day", detail={"before": str(before or ""), "now": str(row)})
    return row


@transaction.atomic
def take_out_day(row, *, by):
    """Take back what was entered for the day: the published table or the week says again what it is."""
    _require_keeper(by)
    record(by, "take_out_court_day", detail={"before": str(row)})
    row.delete()


@transaction.atomic
def announce_year(year, entries, *, source, by):
    """Enter the country's announcement for a year; an earlier one for that year is replaced. Safe to repeat."""
    _require_keeper(by)
    CourtDay.objects.announced_for(year).delete()
    rows = [
        CourtDay(
            day=entry.day, works=entry.works, name=entry.name, source=source,
            # New Year's holiday may begin in December; that does not make the old year known.
            announced=entry.day.year == year, announced_year=year,
        )
        for entry in entries
    ]  # fmt: skip
    CourtDay.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["day"],
        update_fields=["works", "name", "source", "announced", "announced_year"],
    )
    record(by, "announce_year", detail={"year": year, "days": len(rows), "source": source})


def _require_keeper(person):
    if not keeps_for_all(person):
        raise PermissionDenied
