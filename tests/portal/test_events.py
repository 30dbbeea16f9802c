"""Facts: partitioned, append-only, and every touched court-day in the change log."""

import datetime

import pytest
from django.db import DatabaseError, InternalError, connection, transaction
from django.db.utils import IntegrityError
from django.utils import timezone

from portal.events import ChangedCourtDay, Event, add_many

DAY = datetime.date(2026, 3, 2)


def happen(court, day=DAY, **fields):
    return Event.objects.create(
        court=court,
        day=day,
        at=timezone.now(),
        subject_kind="filing",
        subject_id=1,
        verb="docket",
        process="test",
        **fields,
    )


def marks():
    return sorted(ChangedCourtDay.objects.values_list("court_id", "day"))


def test_every_event_marks_its_court_day(helong, dunhua):
    next_day = DAY + datetime.timedelta(days=1)
    for court, day in ((helong, DAY), (dunhua, DAY), (helong, next_day), (helong, DAY)):
        happen(court, day=day)
    assert marks() == sorted([(helong.pk, DAY), (dunhua.pk, DAY), (helong.pk, next_day), (helong.pk, DAY)])


SEVERAL = """
INSERT INTO portal_event (court_id, day, at, subject_kind, subject_id, reference, verb, source, target, facts, note, process)
SELECT court, %(day)s, now(), 'filing', n, '', 'docket', '', '', '{}', '', 'test'
FROM unnest(%(courts)s) AS court, generate_series(1, 5) AS n"""


def test_many_events_added_at_once_mark_each_court_day_once(helong, dunhua):
    several = {"day": DAY, "courts": [helong.pk, dunhua.pk]}
    add_many(SEVERAL, several)
    assert Event.objects.count() == 10 and marks() == sorted([(helong.pk, DAY), (dunhua.pk, DAY)])
    happen(helong)  # in the same transaction, and marked by its trigger again
    with connection.cursor() as cursor:
        cursor.execute(SEVERAL, several)
    assert len(marks()) == 2 + 1 + 10


def test_many_events_of_which_one_cannot_be_leave_neither_events_nor_marks(helong):
    with pytest.raises(DatabaseError), transaction.atomic():
        add_many(SEVERAL, {"day": DAY, "courts": [helong.pk, None]})
    happen(helong)
    assert Event.objects.count() == 1 and marks() == [(helong.pk, DAY)]


def test_a_retraction_marks_again_and_keeps_the_row(district):
    event = happen(district["和龙林院"])
    ChangedCourtDay.objects.all().delete()
    assert Event.objects.filter(id=event.id).retract() == 1
    assert ChangedCourtDay.objects.count() == 1
    assert Event.objects.count() == 1 and not Event.objects.current().exists()
    assert Event.objects.filter(id=event.id).retract() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE portal_event SET verb = 'other'",
        "UPDATE portal_event SET retracted_at = now(), verb = 'other'",
        "DELETE FROM portal_event",
        "DELETE FROM portal_auditentry",
        "UPDATE portal_auditentry SET action = 'x'",
    ],
)
def test_the_database_refuses_to_edit_what_happened(district, statement):
    from portal.audit.models import record

    happen(district["和龙林院"])
    record(None, "test")
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_as_of_a_moment_sees_what_was_then_on_record(district):
    with connection.cursor() as cursor:
        happen(district["和龙林院"])
        Event.objects.retract()
        cursor.execute("SELECT now()")
        now = cursor.fetchone()[0]
    assert Event.objects.as_of(now - datetime.timedelta(seconds=1)).count() == 0
    assert Event.objects.as_of(now).count() == 0  # added and retracted in one transaction: never on record


def test_a_new_partition_takes_over_the_rows_that_waited_in_the_default_one(district):
    happen(district["和龙林院"], day=datetime.date(1999, 5, 5))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT portal_event_make_partition('1999-05-20'), portal_event_make_partition('1999-05-01')"
        )
        assert cursor.fetchone() == (True, False)
        cursor.execute("SELECT count(*) FROM portal_event_1999_05")
        assert cursor.fetchone() == (1,)
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        Event.objects.filter(day__year=1999).update(verb="other")


def test_what_events_name_is_never_deleted(helong, clerk):
    for row in (helong, clerk):
        with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
            type(row).objects.filter(pk=row.pk)._raw_delete("default")
