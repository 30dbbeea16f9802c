"""The procedure a filing suggests by itself, where the judge dockets it."""

import re

import pytest

from filing import causes
from filing.intake.models import Filing
from filing.review import workflow
from filing.track.advice import suggested
from portal.events import Event, court_day
from portal.workflow import Process
from tests.filing.conftest import defendant, plaintiff

T = Filing.Track


@pytest.fixture
def wage(tmp_path, settings):
    path = tmp_path / "wages.csv"
    path.write_text("year,yuan,source\n2025,90000,x\n", encoding="utf-8")
    settings.WAGES_FILE = str(path)


@pytest.fixture
def of(clock, receive, wage):
    def make(cause="民间借贷纠纷", **fields):
        named = causes.named(cause, court_day())
        known = {"cause_version": named.version, "cause_code": named.code, "cause_name": named.name}
        return Filing.objects.get(pk=receive(**known, **fields).pk)

    return make


@pytest.mark.parametrize(
    ("cause", "amount", "track"),
    [
        ("民间借贷纠纷", 45_000, T.SMALL_CLAIM),
        ("民间借贷纠纷", 45_001, T.SIMPLE),
        ("离婚纠纷", 30_000, T.SIMPLE),  # personal status
        ("抚养费纠纷", 30_000, T.SMALL_CLAIM),  # only the money is disputed
        ("所有权确认纠纷", 30_000, T.SIMPLE),
    ],
)
def test_by_cause_and_amount(of, cause, amount, track):
    assert suggested(of(cause, amount=amount)).track == track


@pytest.mark.parametrize(("number", "track"), [(9, T.SMALL_CLAIM), (10, T.ORDINARY)])
def test_many_on_one_side(of, number, track):
    parties = [*(plaintiff(f"原告{n}") for n in range(number)), defendant()]
    assert suggested(of(parties=parties)).track == track


def test_from_across_the_border_it_is_no_small_claim(of):
    assert suggested(of(channel="cross_border")).track == T.SIMPLE


@pytest.mark.parametrize("fields", [{"case_type": "执"}, {"case_type": "行初"}])
def test_other_cases_have_no_such_choice(of, fields):
    assert suggested(of(**fields)) is None


def test_a_paper_after_mediation_has_none(of, filing_judge):
    filing = of()
    workflow.refer(filing, by=filing_judge)
    workflow.enter_mediation(filing, by=Process("mediation"))
    workflow.settle(filing, agreed=True, by=Process("mediation"))
    assert suggested(filing) is None
    workflow.docket(filing, by=filing_judge)
    assert Event.objects.get(verb="docket").facts["suggested_track"] == ""


def test_the_page_chooses_it_beforehand_and_says_why(client, of, filing_judge):
    filing = of()
    client.force_login(filing_judge)
    page = client.get(f"/filings/{filing.pk}/docket/").content.decode()
    assert "建议：小额诉讼" in page and "45,000" in page and "2个月" in page
    assert re.findall('name="track" value="(\\w*)"[^>]* checked', page) == ["small_claim"]


@pytest.mark.parametrize("chosen", ["ordinary", "small_claim", ""])
def test_the_event_keeps_what_was_suggested_beside_what_was_decided(client, of, filing_judge, chosen):
    filing = of()
    client.force_login(filing_judge)
    client.post(f"/filings/{filing.pk}/docket/", {"track": chosen})
    facts = Event.objects.get(verb="docket").facts
    assert (facts["track"], facts["suggested_track"]) == (chosen, "small_claim")
    assert Filing.objects.get().track == chosen
