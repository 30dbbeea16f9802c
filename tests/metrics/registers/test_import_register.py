"""From a file to events: what a register brings, and that the same file brings nothing more."""

import json

import pytest

from metrics.registers.models import RegisterEntry, RegisterImport, RegisterRow
from portal.events import Event

from .conftest import DOCKETED, FAILED, SETTLED, codes, table

pytestmark = pytest.mark.usefixtures("district")


def told(**filters):
    """(verb, day) of the events on record, in order."""
    events = Event.objects.current().filter(**filters).order_by("reference", "id")
    return [(event.reference, event.verb, f"{event.day:%m-%d}") for event in events]


def test_a_register_becomes_entries_and_events(take_over, helong):
    batch = take_over(DOCKETED, SETTLED, FAILED)
    assert (batch.rows, batch.added, batch.changed, batch.equal) == (3, 3, 0, 0)
    assert batch.state == RegisterImport.State.APPLIED and batch.courts == [helong.pk]
    assert told() == [
        ("HL-1", "submit", "03-02"), ("HL-1", "docket", "03-04"),
        ("HL-2", "submit", "03-02"), ("HL-2", "accept", "03-05"), ("HL-2", "succeed", "03-20"),
        ("HL-2", "confirm", "03-25"), ("HL-2", "rate", "03-26"),
        ("HL-3", "submit", "03-03"), ("HL-3", "accept", "03-06"), ("HL-3", "fail", "04-30"),
        ("HL-3", "docket", "05-06"), ("HL-3", "close", "06-30"),
    ]  # fmt: skip
    assert set(Event.objects.values_list("recorded_at", flat=True)) == {batch.applied_at}
    assert set(batch.events().values_list("process", "person")) == {("import", None)}
    assert not RegisterRow.objects.exists() and not batch.parts.exists()


def test_the_same_register_again_changes_nothing(take_over):
    take_over(DOCKETED, SETTLED, FAILED)
    before = list(Event.objects.order_by("id").values())
    again = take_over(DOCKETED, SETTLED, FAILED)
    assert (again.rows, again.added, again.changed, again.equal) == (3, 0, 0, 3)
    assert list(Event.objects.order_by("id").values()) == before


def test_errors_refuse_the_whole_file(read):
    batch = read(DOCKETED, {**SETTLED, "court": "长春"}, {**FAILED, "received_on": "昨天"})
    assert batch.state == RegisterImport.State.REFUSED
    assert codes(batch) == [(3, "court", "unknown_court"), (4, "received_on", "not_a_date")]
    assert not RegisterEntry.objects.exists() and not Event.objects.exists()


def test_the_command_prints_what_it_did(tmp_path, capsys):
    from django.core.management import call_command

    path = tmp_path / "register.csv"
    path.write_text(table(DOCKETED, SETTLED), encoding="utf-8-sig")
    call_command("import_register", str(path), "--json")
    assert json.loads(capsys.readouterr().out) == {
        "rows": 2, "added": 2, "changed": 0, "equal": 0, "errors": [], "ignored_columns": [],
    }  # fmt: skip
