"""A corrected register changes exactly what it corrects, an undone import leaves what was there before it."""

import pytest

from filing.casenumbers.models import CaseNumber, CaseNumberSeries
from metrics.registers import importing, workflow
from metrics.registers.models import IMPORT, RegisterEntry, RegisterImport
from portal.events import ChangedCourtDay, Event
from portal.workflow import IllegalTransition

from .conftest import DOCKETED, FAILED, SETTLED

pytestmark = pytest.mark.usefixtures("district")
S = RegisterImport.State


def on_record():
    """What stands, without ids and moments."""
    return sorted(
        Event.objects.current().values_list(
            "reference", "verb", "day", "court__short_name", "facts__mediated", "facts__track"
        )
    )


def undo(batch, by):
    workflow.undo(batch, by=by)
    importing.take_back(batch.pk)
    batch.refresh_from_db()
    return batch


def changed_by(batch):
    """(verbs retracted, verbs added) at the import's moment."""
    retracted = (
        Event.objects.filter(retracted_at=batch.applied_at).order_by("id").values_list("verb", flat=True)
    )
    return list(retracted), [event.verb for event in batch.events().order_by("id")]


def test_a_corrected_day_replaces_only_its_events(take_over):
    take_over(DOCKETED, SETTLED, FAILED)
    batch = take_over(DOCKETED, SETTLED, {**FAILED, "docketed_on": "2026-05-07"})
    assert (batch.added, batch.changed, batch.equal) == (0, 1, 2)
    # closing counts its days from the docketing
    assert changed_by(batch) == (["docket", "close"], ["docket", "close"])
    assert RegisterEntry.objects.get(reference="HL-3").content["docketed_on"] == "2026-05-07"


def test_a_case_that_goes_on_only_gains_events(take_over):
    take_over({**FAILED, "docketed_on": "", "case_number": "", "closed_on": ""})
    batch = take_over({**FAILED, "closed_on": ""})
    assert changed_by(batch) == ([], ["docket"])


def test_a_diversion_found_later_leaves_the_receipt_untouched(take_over):
    take_over(DOCKETED)
    batch = take_over({**DOCKETED, "diverted_on": "2026-03-03"})
    assert changed_by(batch) == (["docket"], ["accept", "docket"])


def test_what_no_event_tells_changes_no_event(take_over):
    take_over(DOCKETED)
    batch = take_over({**DOCKETED, "amount": "10万", "defendants": "李四"})
    assert batch.changed == 1 and changed_by(batch) == ([], [])
    assert RegisterEntry.objects.get().content["amount"] == "100000.00"


def test_a_row_that_moves_to_another_court_takes_all_its_events_along(take_over, helong, dunhua):
    row = {**DOCKETED, "case_number": ""}
    take_over(row)
    ChangedCourtDay.objects.all().delete()
    batch = take_over({**row, "court": "敦化林院"})
    assert changed_by(batch) == (["submit", "docket"], ["submit", "docket"])
    assert set(Event.objects.current().values_list("court", flat=True)) == {dunhua.pk}
    assert set(ChangedCourtDay.objects.values_list("court_id", flat=True)) == {helong.pk, dunhua.pk}


def test_what_was_on_record_yesterday_stays_what_it_was(take_over):
    first = take_over(DOCKETED, FAILED)
    then = [(event.reference, event.verb, event.day) for event in Event.objects.order_by("id")]
    second = take_over(
        {**DOCKETED, "received_on": "2026-03-01"},
        {**FAILED, "court": "敦化林院", "case_number": "", "channel": "窗口"},
    )
    as_of = Event.objects.as_of(first.applied_at).order_by("id")
    assert [(event.reference, event.verb, event.day) for event in as_of] == then
    assert Event.objects.as_of(second.applied_at).count() == Event.objects.current().count() == len(then)


def test_an_undone_import_leaves_what_was_there_before(take_over, division):
    take_over(DOCKETED, SETTLED)
    before, entries = on_record(), list(RegisterEntry.objects.order_by("pk").values())
    batch = take_over(
        {**DOCKETED, "docketed_on": "2026-03-05", "track": "速裁"}, SETTLED, FAILED, by=division
    )
    undo(batch, division)
    assert batch.state == S.UNDONE and batch.undone_by == division
    assert on_record() == before
    assert list(RegisterEntry.objects.kept().order_by("pk").values()) == entries
    shell = RegisterEntry.objects.get(reference="HL-3")
    assert shell.content is None and shell.case_number == ""
    assert not Event.objects.as_of(batch.undone_at).filter(subject_id=shell.pk).exists()
    assert Event.objects.as_of(batch.applied_at).filter(subject_id=shell.pk).count() == 5


def test_after_undoing_the_same_file_can_come_again(take_over, division):
    batch = take_over(DOCKETED, by=division)
    undo(batch, division)
    again = take_over(DOCKETED, by=division)
    assert (again.added, again.equal) == (1, 0)
    assert RegisterEntry.objects.get().content["reference"] == "HL-1"
    assert Event.objects.current().count() == 2 and Event.objects.count() == 4


def test_the_portal_goes_on_above_the_numbers_of_a_register(take_over, helong, dunhua):
    take_over({**DOCKETED, "case_number": "（2026）吉7502民初41号"}, FAILED, {**SETTLED, "court": "敦化林院"})
    assert CaseNumber.objects.take(court=helong, year=2026, type_code="民初").serial == 42
    assert CaseNumber.objects.take(court=helong, year=2026, type_code="行初").serial == 1
    assert CaseNumber.objects.take(court=dunhua, year=2026, type_code="民初").serial == 1


def test_a_file_that_is_only_read_moves_no_series(read):
    read(DOCKETED)
    assert not CaseNumberSeries.objects.exists()


def test_an_import_others_stand_on_is_not_undone(take_over, division):
    first = take_over(DOCKETED, SETTLED, by=division, name="三月.csv")
    second = take_over({**DOCKETED, "amount": "5"}, by=division, name="四月.csv")
    with pytest.raises(IllegalTransition, match=f"四月.csv.*{second.pk}"):
        workflow.undo(first, by=division)
    assert first.state == S.APPLIED
    undo(second, division)
    assert undo(first, division).state == S.UNDONE
    assert not Event.objects.current().exists() and not RegisterEntry.objects.kept().exists()


def test_an_import_of_equal_rows_does_not_stand_in_the_way(take_over, division):
    first = take_over(DOCKETED, by=division)
    take_over(DOCKETED, by=division)
    assert undo(first, division).state == S.UNDONE


def test_a_number_given_away_meanwhile_is_not_taken_back(take_over, division):
    take_over(DOCKETED, by=division)
    freed = take_over(
        {**DOCKETED, "case_number": "", "docketed_on": "", "track": ""}, by=division, name="撤.csv"
    )
    take_over({**DOCKETED, "reference": "HL-9"}, by=division, name="新.csv")
    with pytest.raises(IllegalTransition, match="新"):
        workflow.undo(freed, by=division)


def test_a_later_import_that_slipped_in_keeps_the_former_from_being_undone(take_over, division):
    first = take_over(DOCKETED, by=division)
    workflow.undo(first, by=division)
    take_over({**DOCKETED, "amount": "5"}, by=division)
    importing.take_back(first.pk)
    first.refresh_from_db()
    assert first.state == S.APPLIED and RegisterEntry.objects.get().content["amount"] == "5.00"


def test_what_changed_since_it_was_read_is_held_against_it_again(read, take_over, division):
    waiting = read(DOCKETED, by=division)
    take_over({**DOCKETED, "reference": "HL-9"})
    workflow.confirm(waiting, by=division)
    importing.apply(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == S.REFUSED and waiting.faults.get().code == "number_taken"
    assert not RegisterEntry.objects.filter(reference="HL-1").exists() and not waiting.staged.exists()


def test_counts_are_those_of_the_moment_it_was_applied(read, take_over, division):
    waiting = read(DOCKETED, SETTLED, by=division)
    assert waiting.added == 2
    take_over(DOCKETED)
    workflow.confirm(waiting, by=division)
    importing.apply(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.added, waiting.equal) == (1, 1)


def test_every_step_may_be_rung_twice(read, division):
    batch = read(DOCKETED, by=division)
    importing.check(batch.pk)
    workflow.confirm(batch, by=division)
    for _again in range(2):
        importing.apply(batch.pk)
    assert Event.objects.count() == 2
    batch.refresh_from_db()
    workflow.undo(batch, by=division)
    for _again in range(2):
        importing.take_back(batch.pk)
    assert Event.objects.count() == 2 and not Event.objects.current().exists()


def test_events_name_the_person_or_the_process(take_over, division):
    take_over(DOCKETED)
    take_over(SETTLED, by=division)
    signed = (
        Event.objects.order_by("reference").values_list("reference", "person__name", "process").distinct()
    )
    assert set(signed) == {("HL-1", None, "import"), ("HL-2", "赵立案", "")}
    assert IMPORT.name == "import"
