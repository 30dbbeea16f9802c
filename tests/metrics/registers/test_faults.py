"""Every reason to refuse a cell or a row, by its code and column; nothing is taken over."""

import re

import pytest
from django.utils import translation

from filing import casenumbers
from metrics.registers.faults import Fault
from metrics.registers.models import RegisterEntry, RegisterImport
from metrics.registers.sentences import OF_CELLS, OF_RECORDS, SENTENCES
from portal.events import Event

from .conftest import DOCKETED, FAILED, SETTLED, codes

pytestmark = pytest.mark.usefixtures("district")

NUMBER = "（2026）吉7502民初1号"
CELLS = [
    ({"reference": ""}, "reference", "empty"),
    ({"reference": " 　"}, "reference", "empty"),
    ({"court": ""}, "court", "empty"),
    ({"received_on": ""}, "received_on", "empty"),
    ({"case_type": ""}, "case_type", "empty"),
    ({"plaintiffs": "张" * 32_768}, "plaintiffs", "too_long"),
    ({"reference": "H" * 81}, "reference", "too_long"),
    ({"plaintiffs": "张\x07三"}, "plaintiffs", "control_characters"),
    ({"reference": "HL\x001"}, "reference", "control_characters"),
    ({"received_on": "2026-02-30"}, "received_on", "not_a_date"),
    ({"docketed_on": "2026-09-02"}, "docketed_on", "in_future"),
    ({"received_on": "1026-03-02"}, "received_on", "too_early"),
    ({"amount": "很多"}, "amount", "not_an_amount"),
    ({"amount": "-5"}, "amount", "negative_amount"),
    ({"amount": "1.234"}, "amount", "amount_too_fine"),
    ({"amount": "99999999999999"}, "amount", "amount_too_large"),
    ({"court": "长春林院"}, "court", "unknown_court"),
    ({"assisting_court": "长春林院"}, "assisting_court", "unknown_court"),
    ({"assisting_court": "吉7502"}, "assisting_court", "same_court"),
    ({"assisting_court": "和龙林区法院"}, "assisting_court", "same_court"),
    ({"case_type": "民事一审"}, "case_type", "unknown_case_type"),
    ({"cause": "民间借债纠纷"}, "cause", "unknown_cause"),
    ({"channel": "电话"}, "channel", "unknown_word"),
    ({"track": "特快"}, "track", "unknown_word"),
    ({"mediation_result": "还行"}, "mediation_result", "unknown_word"),
    ({"case_number": "2026年第1号"}, "case_number", "not_a_number"),
    ({"case_number": "（2026）吉7502民初××号"}, "case_number", "number_masked"),
    ({"case_number": "（2025）吉7502民初1号"}, "case_number", "number_of_other_year"),
    ({"case_number": "（2026）吉7502行初1号"}, "case_number", "number_of_other_type"),
    ({"case_number": "（2026）吉7501民初1号"}, "case_number", "number_of_other_court"),
    ({"court": "敦化林院"}, "case_number", "number_of_other_court"),
    ({"docketed_on": ""}, "case_number", "number_without_docketing"),
    ({"rating": "6", "rated_on": "2026-03-05"}, "rating", "not_a_grade"),
    ({"closed_on": "2026-03-03"}, "closed_on", "closed_before_docketed"),
]


@pytest.mark.parametrize(("cells", "column", "code"), CELLS)
def test_a_faulty_cell_is_named_with_its_row_and_column(read, cells, column, code):
    batch = read({**DOCKETED, **cells}, SETTLED)
    assert codes(batch) == [(2, column, code)]
    assert batch.state == RegisterImport.State.REFUSED and batch.fault_count == 1
    assert not RegisterEntry.objects.exists() and not Event.objects.exists() and not batch.staged.exists()


@pytest.mark.parametrize(("column", "name"), [("court", "和龙林院"), ("assisting_court", "汪清林院")])
def test_a_closed_court_takes_nothing_in_from_its_day_on(district, read, column, name):
    district[name].closed_from = "2026-03-02"
    district[name].save()
    row = {**DOCKETED, "assisting_court": "汪清林院"}
    assert codes(read(row)) == [(2, column, "court_closed")]
    assert codes(read({**row, "received_on": "2026-03-01"})) == []


def test_every_sentence_about_cells_has_its_case():
    # formulas, errors and numbers only exist in workbooks, courts one does not keep only for persons, no two courts of this
    # district are called alike, and none is closed: tested there
    assert {code for *_rest, code in CELLS} & set(OF_CELLS) == set(OF_CELLS) - {
        "formula",
        "error_cell",
        "digits_lost",
        "court_not_served",
        "ambiguous_court",
        "court_closed",
    }


def test_all_faults_of_a_file_are_told_at_once(read):
    batch = read({**DOCKETED, "received_on": "x", "amount": "y"}, {**SETTLED, "court": "z"}, FAILED)
    assert codes(batch) == [
        (2, "received_on", "not_a_date"),
        (2, "amount", "not_an_amount"),
        (3, "court", "unknown_court"),
    ]


def test_a_fault_repeats_a_long_value_shortened_and_says_what_to_write(read):
    batch = read({**DOCKETED, "channel": "电话" * 50})
    fault = batch.faults.get().as_fault()
    assert fault.value == ("电话" * 20) + "…"
    assert "窗口、自助、跨域" in fault.reason and fault.value in fault.reason


def test_a_sentence_marks_what_comes_from_the_file():
    fault = Fault("unknown_court", 2, "court", "<b>长春</b>")
    assert "&lt;b&gt;长春&lt;/b&gt;" in fault.marked(lambda value: value)


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_can_be_said(code):
    names = ("limit", "columns", "words", "why", "day", "type", "court", "courts", "first", "number", "below")
    fault = Fault(code, 2, "court", "长春", dict.fromkeys(names, "1"))
    assert "%" not in fault.reason and "{" not in fault.marked(str)


@pytest.mark.parametrize("name", casenumbers.REFUSALS)
def test_why_a_text_is_no_number_is_said_in_the_language_of_the_reader(name):
    named = re.findall(r"%\((\w+)\)", str(casenumbers.REFUSALS[name]))
    details = {**dict.fromkeys(named, "<某某>"), "why": name}
    fault, said, marked = Fault("not_a_number", 2, "case_number", "第一号", details), set(), set()
    for language in ("zh-hans", "ko", "en"):
        with translation.override(language):
            said.add(fault.reason)
            marked.add(fault.marked(lambda value: value))
            assert str(casenumbers.REFUSALS[name]).partition("%")[0] in fault.reason
    assert len(said) == len(marked) == 3
    assert not any("%" in text or "why" in text for text in said | marked)
    assert not any("<某某>" in text for text in marked)


def test_faults_are_kept_the_same_in_whatever_language_a_worker_reads(read):
    numbers = [
        "",
        "第一号",
        "（2015）吉7502民初1号",
        "（2026）吉7502某某1号",
        "（2026）吉7502民初号",
        "（2026）吉750民初1号",
    ]
    rows = [{**DOCKETED, **cells} for cells, _column, _code in CELLS]
    rows += [{**DOCKETED, "case_number": number} for number in numbers]

    def kept(language):
        with translation.override(language):
            return list(
                read(*rows).faults.order_by("pk").values_list("row", "column", "code", "value", "details")
            )

    assert kept("zh-hans") == kept("ko") == kept("en")


def test_faults_are_in_the_order_of_rows(read):
    """Those of rows against each other are found later than those of single cells."""
    batch = read({**SETTLED, "amount": "x"}, DOCKETED, {**DOCKETED, "amount": "5"}, {**FAILED, "amount": "y"})
    assert codes(batch) == [
        (2, "amount", "not_an_amount"),
        (4, "reference", "repeated_differently"),
        (5, "amount", "not_an_amount"),
    ]


def test_the_same_row_twice_is_one_row(take_over):
    batch = take_over(DOCKETED, SETTLED, DOCKETED)
    assert (batch.rows, batch.added) == (2, 2)


def test_the_same_reference_with_other_cells_names_the_first_row(read):
    batch = read(DOCKETED, SETTLED, {**DOCKETED, "amount": "5"}, {**DOCKETED, "amount": "6"})
    assert codes(batch) == [
        (4, "reference", "repeated_differently"),
        (5, "reference", "repeated_differently"),
    ]
    assert {fault.details["first"] for fault in batch.faults.all()} == {"2"}


def test_one_number_for_two_references_of_a_file(read):
    batch = read(DOCKETED, {**FAILED, "case_number": "(2026)吉7502民初001号"})
    assert codes(batch) == [(3, "case_number", "number_twice")]


def test_a_number_another_reference_has(take_over, read):
    take_over(DOCKETED)
    batch = read({**DOCKETED, "reference": "HL-9"})
    assert codes(batch) == [(2, "case_number", "number_taken")]


def test_one_case_keeps_one_number(take_over, read):
    take_over(DOCKETED)
    batch = read({**DOCKETED, "case_number": "（2026）吉7502民初8号"})
    assert codes(batch) == [(2, "case_number", "number_changed")]
    assert NUMBER in batch.faults.get().as_fault().reason


def test_a_further_paper_of_a_case_is_no_further_case(read):
    batch = read(DOCKETED, {**FAILED, "case_number": "（2026）吉7502民初1号之二"})
    assert codes(batch) == [(3, "case_number", "number_twice")]
    assert read({**DOCKETED, "case_number": f"{NUMBER}之一"}).staged.get().case_number == NUMBER


def test_every_sentence_about_records_is_reached_here():
    assert set(OF_RECORDS) == {
        "repeated_differently", "number_twice", "number_taken", "number_changed", "reference_elsewhere", "number_live",
        "reference_live", "number_far",
    }  # fmt: skip


def test_a_file_full_of_faults_keeps_a_bounded_list_and_counts_the_rest(read, monkeypatch):
    monkeypatch.setattr("metrics.registers.findings.MOST_FAULTS", 3)
    batch = read(*({**DOCKETED, "reference": f"HL-{n}", "amount": "x"} for n in range(5)))
    assert batch.faults.count() == 3 and batch.fault_count == 5


def test_causes_of_other_than_civil_cases_are_kept_as_they_are_written(take_over):
    take_over(
        {
            "reference": "HL-4",
            "court": "和龙林院",
            "received_on": "2026-03-02",
            "case_type": "行初",
            "cause": "治安行政处罚",
        }
    )
    assert (
        Event.objects.get().facts["cause_name"] == "治安行政处罚" and Event.objects.get().facts["cause"] == ""
    )


def test_the_cause_is_looked_up_in_the_list_of_the_day_of_receipt(take_over):
    forest = {"court": "和龙林院", "case_type": "民初", "cause": "林业承包合同纠纷"}
    take_over(
        {**forest, "reference": "A", "received_on": "2025-12-31"},
        {**forest, "reference": "B", "received_on": "2026-01-01"},
    )
    told = Event.objects.order_by("reference").values_list("facts__cause_version", "facts__cause")
    assert list(told) == [("2020", "132"), ("2025", "137")]


def test_lists_of_causes_read_anew_do_not_disturb_the_reading(read, monkeypatch):
    """They are looked at again once a minute; in the middle of a long file that must not happen."""
    from filing.causes import holdings
    from filing.causes.models import ImportedCauseList

    monkeypatch.setattr(
        holdings, "imported", lambda: tuple(each.as_list() for each in ImportedCauseList.objects.all())
    )
    monkeypatch.setattr(holdings, "REREAD_AFTER", -1)
    assert codes(
        read(DOCKETED, {**DOCKETED, "reference": "HL-9", "case_number": "", "cause": "没有这样的案由"})
    ) == [(3, "cause", "unknown_cause")]
