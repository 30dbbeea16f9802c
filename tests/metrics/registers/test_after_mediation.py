"""What mediation settled and the court then docketed: a 调解书 or a confirmation, as this portal enters its own."""

import datetime

import pytest

from filing.casenumbers.models import CaseNumber
from filing.review import workflow as review
from metrics.indicators.declarations import INDICATORS
from metrics.ranking.figures import figures
from metrics.ranking.windows import Window
from metrics.registers.models import RegisterEntry
from metrics.rollup.refresh import refresh
from portal.events import Event
from tests.mediation.cases import add_mediator, agreed, file_case

from .conftest import DOCKETED, FAILED, SETTLED, codes

pytestmark = pytest.mark.usefixtures("district")
PAPER = {
    **SETTLED,
    "confirmed_on": "",
    "docketed_on": "2026-03-23",
    "case_number": "（2026）吉7502诉前调书1号",
}
CONFIRMED = {**SETTLED, "docketed_on": "2026-03-23", "case_number": "（2026）吉7502诉前调确1号"}


def story():
    return [
        (event.verb, event.facts["case_type"], event.facts["settled"])
        for event in Event.objects.current().order_by("id")
    ]


def test_a_settled_dispute_is_docketed_under_the_number_of_its_paper(take_over):
    take_over({**PAPER, "closed_on": "2026-03-24"})
    assert story() == [
        ("submit", "民初", False), ("accept", "民初", False), ("succeed", "民初", False), ("docket", "诉前调书", True),
        ("close", "诉前调书", True), ("rate", "诉前调书", True),
    ]  # fmt: skip
    assert RegisterEntry.objects.get().content["case_type"] == "民初"


def test_the_facts_are_those_of_the_same_case_in_this_portal(
    take_over, helong, clerk, filing_judge, mediator_person
):
    mediator = add_mediator(helong, person=mediator_person)
    filing = agreed(file_case(clerk, helong), mediator=mediator, by=filing_judge).filing
    filing.refresh_from_db()
    review.docket(filing, by=filing_judge)
    live = Event.objects.get(verb="docket").facts
    take_over({**PAPER, "case_number": "（2026）吉7502诉前调书2号"})
    taken = Event.objects.get(verb="docket", subject_kind="register").facts
    same = ("case_type", "mediated", "settled")
    assert [live[name] for name in same] == [taken[name] for name in same] == ["诉前调书", True, True]
    assert "in_time" not in live and "in_time" not in taken


@pytest.mark.parametrize("row", [PAPER, CONFIRMED])
def test_such_a_case_is_no_case_of_first_instance(take_over, helong, row):
    """Every figure of the district is what it is without the docketing."""
    take_over(row, {**DOCKETED, "reference": "HL-9"})
    refresh()
    march = Window.of("month", datetime.date(2026, 3, 31))
    docketed = {code: figures(code, march).get(helong.pk) for code in INDICATORS}
    assert docketed["litigation_intake"].numerator == 1
    assert (docketed["diversion_b"].numerator, docketed["diversion_b"].denominator) == (1, 1)
    take_over({**row, "docketed_on": "", "case_number": ""})
    refresh()
    assert {code: figures(code, march).get(helong.pk) for code in INDICATORS} == docketed


def test_the_series_of_the_paper_goes_on(take_over, helong):
    take_over(PAPER, {**CONFIRMED, "reference": "HL-8", "case_number": "（2026）吉7502诉前调确7号"})
    taken = [
        CaseNumber.objects.take(court=helong, year=2026, type_code=code).serial
        for code in ("诉前调书", "诉前调确", "民初")
    ]
    assert taken == [2, 8, 1]


def test_a_confirmation_may_be_docketed_and_not_yet_given(take_over):
    take_over({**CONFIRMED, "confirmed_on": ""})
    assert story()[-2:] == [("docket", "诉前调确", True), ("rate", "诉前调确", True)]


def test_a_case_of_the_type_itself_needs_no_more(take_over):
    take_over({**PAPER, "case_type": "诉前调书"}, {**CONFIRMED, "reference": "HL-8", "case_type": "诉前调确"})
    assert "docketed_as" not in RegisterEntry.objects.first().content


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ({**PAPER, "mediation_result": "失败"}, "case_number", "number_of_other_type"),
        ({**PAPER, "case_type": "行初"}, "case_number", "number_of_other_type"),
        ({**DOCKETED, "case_number": "（2026）吉7502诉前调书1号"}, "case_number", "number_of_other_type"),
        ({**FAILED, "case_number": "（2026）吉7502诉前调确1号"}, "case_number", "number_of_other_type"),
        ({**PAPER, "case_number": "（2026）吉7502民诉前调1号"}, "case_number", "number_of_other_type"),
        ({**PAPER, "case_number": "（2025）吉7502诉前调书1号"}, "case_number", "number_of_other_year"),
        ({**PAPER, "docketed_on": "2026-03-19"}, "docketed_on", "docketed_before_mediation_ended"),
        ({**CONFIRMED, "confirmed_on": "2026-03-22"}, "confirmed_on", "confirmed_before_docketed"),
        ({**CONFIRMED, "case_type": "诉前调确", "confirmed_on": "2026-03-22"}, "confirmed_on", "confirmed_before_docketed"),
    ],
)  # fmt: skip
def test_only_what_mediation_settled_is_docketed_so(read, row, column, code):
    assert codes(read(row)) == [(2, column, code)]


def test_a_settled_dispute_docketed_as_a_civil_case_counts_as_one(take_over):
    """What another court did with it is for its register to say."""
    take_over({**PAPER, "case_number": "（2026）吉7502民初1号"})
    assert ("docket", "民初", True) in story()


def test_what_is_exported_comes_back_the_same(take_over, client, division):
    take_over(PAPER, {**CONFIRMED, "reference": "HL-8"})
    client.force_login(division)
    content = b"".join(client.get("/registers/entries/export.csv").streaming_content)
    assert take_over(content=content).equal == 2
