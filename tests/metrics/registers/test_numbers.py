"""Numbers of a register against those the portal gave out and against the court's own series."""

import pytest

from filing.casenumbers.models import CaseNumber, CaseNumberSeries
from filing.intake.workflow import enter
from metrics.registers import importing, workflow
from metrics.registers.models import IMPORT, RegisterEntry, RegisterImport
from tests.filing.conftest import defendant, dispute, plaintiff

from .conftest import DOCKETED, FAILED, SETTLED, codes

pytestmark = pytest.mark.usefixtures("district")


def given_out(court, type_code="民初", year=2026):
    """The portal's own first number of a series."""
    return CaseNumber.objects.take(court=court, year=year, type_code=type_code)


def test_a_number_this_portal_gave_out(read, helong):
    given_out(helong)
    batch = read(SETTLED, DOCKETED, FAILED)
    assert codes(batch) == [(3, "case_number", "number_live")]
    assert "请删去这一行" in batch.faults.get().as_fault().reason


@pytest.mark.parametrize("code", ["吉7501", "〔敦化林院代字待定〕"])
def test_a_number_given_out_before_the_code_of_the_court_was_known(read, dunhua, code):
    assert str(given_out(dunhua)) == "（2026）〔敦化林院代字待定〕民初1号"
    row = {**DOCKETED, "court": "敦化林院"}
    assert codes(read({**row, "case_number": f"（2026）{code}民初1号之一"})) == [
        (2, "case_number", "number_live")
    ]
    assert codes(read({**row, "case_number": f"（2026）{code}民初2号"})) == []


@pytest.mark.parametrize(
    ("court", "type_code", "year"), [("敦化林院", "民初", 2026), ("和龙林院", "行初", 2026), ("和龙林院", "民初", 2025)]
)  # fmt: skip
def test_the_same_serial_in_another_series_is_another_number(read, district, court, type_code, year):
    given_out(district[court], type_code, year)
    assert codes(read(DOCKETED)) == []


def test_a_file_of_mediation_numbered_by_this_portal(read, helong):
    given_out(helong, "诉前调确")
    batch = read({**SETTLED, "case_number": "（2026）吉7502诉前调确1号"})
    assert codes(batch) == [(2, "case_number", "number_live")]


def test_the_reference_of_a_filing_of_this_portal(read, helong, clerk):
    filing = enter(dispute(helong), by=clerk, parties=[plaintiff(), defendant()])
    batch = read({**SETTLED, "reference": filing.reference}, DOCKETED)
    assert codes(batch) == [(2, "reference", "reference_live")]


def test_a_filing_docketed_since_the_file_was_read(read, helong):
    batch = read(DOCKETED)
    given_out(helong)
    importing.apply(workflow.confirm(batch, by=IMPORT).pk)
    batch.refresh_from_db()
    assert codes(batch) == [(2, "case_number", "number_live")]
    assert batch.state == RegisterImport.State.REFUSED and not RegisterEntry.objects.exists()


def numbered(serial, **cells):
    """A docketed row with this serial."""
    return {**DOCKETED, "reference": f"HL-{serial}", "case_number": f"（2026）吉7502民初{serial}号", **cells}


def test_a_number_with_a_digit_too_many(read):
    batch = read(numbered(7), numbered(1), numbered(120_034), numbered(120_035))
    assert codes(batch) == [(4, "case_number", "number_far")]
    assert batch.faults.get().details == {"below": "7"}


def test_numbers_may_leave_gaps(read):
    assert codes(read(numbered(10_000), numbered(20_000))) == []
    assert codes(read(numbered(10_000), numbered(20_001))) == [(3, "case_number", "number_far")]


def test_the_first_number_of_a_court_is_held_against_none_at_all(read):
    batch = read(numbered(9_999_999))
    assert codes(batch) == [(2, "case_number", "number_far")] and batch.state == RegisterImport.State.REFUSED
    assert batch.faults.get().details == {"below": "0"}
    assert not CaseNumberSeries.objects.exists()


@pytest.mark.parametrize(("serial", "far"), [(3, False), (15_000, False), (25_000, False), (25_001, True)])
def test_a_number_is_held_against_the_series_of_the_court(read, helong, serial, far):
    CaseNumberSeries.objects.create(court=helong, year=2026, type_code="民初", last=15_000)
    # 1 stands before it in the file, and still the series is what is nearest below
    assert codes(read(numbered(1), numbered(serial))) == ([(3, "case_number", "number_far")] if far else [])


def test_a_series_that_went_back_since_the_file_was_read(read, helong):
    series = CaseNumberSeries.objects.create(court=helong, year=2026, type_code="民初", last=9_000)
    batch = read(numbered(12_000))
    CaseNumberSeries.objects.filter(pk=series.pk).update(last=5)
    importing.apply(workflow.confirm(batch, by=IMPORT).pk)
    assert codes(batch) == [(2, "case_number", "number_far")] and not RegisterEntry.objects.exists()


@pytest.mark.parametrize(
    "cells",
    [
        {"court": "敦化林院", "case_number": "（2026）〔敦化林院代字待定〕民初12000号"},
        {"case_type": "行初", "case_number": "（2026）吉7502行初12000号"},
        {
            "received_on": "2025-03-02",
            "docketed_on": "2025-03-04",
            "case_number": "（2025）吉7502民初12000号",
        },
    ],
)
def test_each_series_follows_itself(read, helong, cells):
    CaseNumberSeries.objects.create(court=helong, year=2026, type_code="民初", last=9_000)
    assert codes(read(numbered(12_000))) == []
    assert codes(read(numbered(9_001), numbered(2, **cells))) == [(3, "case_number", "number_far")]
