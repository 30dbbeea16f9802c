"""The court's own series of case numbers: up with what a register holds, back with what is undone."""

import pytest
from django.db import transaction
from django.db.models import Max
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filing.casenumbers.models import CaseNumber, CaseNumberSeries
from metrics.registers import importing, workflow
from metrics.registers.models import RegisterEntry, RegisterImport
from portal.workflow import IllegalTransition

from .conftest import DOCKETED, SETTLED

pytestmark = pytest.mark.usefixtures("district")


def numbered(*serials, type_code="民初", code="吉7502", **cells):
    """Docketed rows with these serials."""
    return [
        {**DOCKETED, "reference": f"{type_code}-{serial}", "case_type": type_code, "cause": "",
         "case_number": f"（2026）{code}{type_code}{serial}号", **cells}
        for serial in serials
    ]  # fmt: skip


def undo(batch, by):
    workflow.undo(batch, by=by)
    importing.take_back(batch.pk)
    batch.refresh_from_db()


@pytest.fixture
def last(helong):
    """last(): where the court's series of civil cases of the year stands."""

    def last(court=helong, type_code="民初"):
        return CaseNumberSeries.objects.get(court=court, year=2026, type_code=type_code).last

    return last


def take(court, type_code="民初"):
    return CaseNumber.objects.take(court=court, year=2026, type_code=type_code).serial


def test_undoing_the_only_import_lets_the_series_begin_again(take_over, division, helong, last):
    undo(take_over(*numbered(1, 9_000), by=division), division)
    assert last() == 0 and take(helong) == 1


def test_undoing_goes_back_to_the_last_number_taken_here(take_over, division, helong, last):
    assert [take(helong), take(helong)] == [1, 2]
    undo(take_over(*numbered(9_000), by=division), division)
    assert last() == 2 and take(helong) == 3


def test_undoing_goes_back_to_what_another_import_holds(take_over, division, helong, last):
    take_over(*numbered(3, 40))
    undo(take_over(*numbered(41, 9_000), by=division), division)
    assert last() == 40 and take(helong) == 41


def test_a_number_taken_meanwhile_stays_the_highest(take_over, division, helong, last):
    batch = take_over(*numbered(9_000), by=division)
    assert take(helong) == 9_001
    undo(batch, division)
    assert last() == 9_001 and take(helong) == 9_002


def test_an_undone_correction_keeps_the_number_the_entry_had_before(take_over, division, last):
    take_over(*numbered(50))
    undo(take_over(*numbered(50, amount="5"), *numbered(60), by=division), division)
    assert last() == 50


def test_a_number_an_entry_gained_is_given_up_again(take_over, division, last):
    (row,) = numbered(50)
    take_over({**row, "case_number": ""})
    batch = take_over(row, by=division)
    assert last() == 50
    undo(batch, division)
    assert last() == 0


def test_each_series_of_an_import_goes_back_by_itself(take_over, division, dunhua, last):
    pending = {"code": "〔敦化林院代字待定〕", "court": "敦化林院"}
    take_over(*numbered(2, **pending), *numbered(5, type_code="行初"))
    rows = [*numbered(7), *numbered(8, type_code="行初"), *numbered(9, **pending, reference="D-9")]
    undo(take_over(*rows, SETTLED, by=division), division)
    assert [last(), last(type_code="行初"), last(dunhua)] == [0, 5, 2]


def test_an_import_without_numbers_moves_nothing(take_over, division, last):
    take_over(*numbered(5))
    undo(take_over(SETTLED, by=division), division)
    assert last() == 5


def test_an_import_that_is_kept_after_all_keeps_its_numbers(take_over, division, last):
    first = take_over(*numbered(30), by=division)
    workflow.undo(first, by=division)
    take_over(*numbered(30, amount="5"), by=division)
    importing.take_back(first.pk)
    assert last() == 30


STEPS = st.lists(
    st.one_of(
        st.just(("take", None)),
        st.tuples(st.just("import"), st.sets(st.integers(1, 40), min_size=1, max_size=4)),
        st.tuples(st.just("undo"), st.integers(0, 9)),
    ),
    max_size=9,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_the_series_always_stands_at_the_highest_number_held(read, division, helong, steps):
    """Whatever is taken, imported and undone, in whatever order: no number is given twice, and none is left out."""
    with transaction.atomic():
        applied = []
        for verb, what in steps:
            if verb == "take":
                before = highest(helong)
                assert take(helong) == before + 1
            elif verb == "import":
                batch = read(*numbered(*what), by=division)
                if batch.state == RegisterImport.State.CHECKED:
                    importing.apply(workflow.confirm(batch, by=division).pk)
                    batch.refresh_from_db()
                    applied.append(batch)
            elif what < len(applied):
                try:
                    undo(applied[what], division)
                    del applied[what]
                except IllegalTransition:
                    pass  # a later import stands on it
            series = CaseNumberSeries.objects.filter(court=helong).first()
            assert (series.last if series else 0) == highest(helong)
        transaction.set_rollback(True)


def highest(court):
    taken = CaseNumber.objects.filter(court=court).aggregate(Max("serial"))["serial__max"] or 0
    numbers = RegisterEntry.objects.exclude(case_number="").values_list("case_number", flat=True)
    return max([taken, *(int(number.partition("民初")[2].removesuffix("号")) for number in numbers)])
