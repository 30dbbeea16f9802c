"""移送: handed to the wrong court, a filing goes to the right one; both courts see it, each figure counts once."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from filing.intake.models import Filing
from filing.review import workflow
from metrics.indicators.declarations import INDICATORS
from portal.events import Event
from portal.workflow import IllegalTransition
from tests.filing.conftest import COURT_ZONE

WHY = "被告住所地在敦化"


@pytest.fixture
def moved(clock, filing, filing_judge, dunhua):
    """A day after receipt transferred to Dunhua."""
    clock.shift(datetime.timedelta(days=1))
    return workflow.transfer(filing, by=filing_judge, court=dunhua, reasons=WHY)


def stored():
    return Filing.objects.get()


def test_the_court_changes_and_its_days_begin(moved, helong, dunhua):
    filing = stored()
    assert (filing.court, filing.transferred_from, filing.state) == (dunhua, helong, "submitted")
    assert filing.decide_by == datetime.date(2026, 3, 17)  # the 10th is not counted
    assert filing.received_at.date() == datetime.date(2026, 3, 9)  # both receipts stay on record
    assert filing.assisting_court is None


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (datetime.date(2026, 3, 16), datetime.date(2026, 3, 23)),  # on the last day of the first limit
        (datetime.date(2026, 3, 14), datetime.date(2026, 3, 23)),  # ends on a Saturday: Monday
        (datetime.date(2026, 4, 28), datetime.date(2026, 5, 6)),  # ends on 5 May, a holiday
        (datetime.date(2026, 12, 31), datetime.date(2027, 1, 7)),
    ],
)
def test_the_new_limit_on_edge_days(clock, filing, filing_judge, dunhua, on, due):
    clock.move_to(datetime.datetime.combine(on, datetime.time(23, 59), tzinfo=COURT_ZONE))
    assert workflow.transfer(filing, by=filing_judge, court=dunhua, reasons=WHY).decide_by == due


def test_each_court_has_its_event_and_both_stand_on_the_timeline(client, moved, helong, dunhua, filing_judge):
    sent, received = Event.objects.about(moved).order_by("at", "id")[1:]
    assert (sent.verb, sent.court, sent.person, sent.note) == ("transfer", helong, filing_judge, WHY)
    assert (received.verb, received.court, received.process) == ("receive", dunhua, "transfer")
    assert (sent.facts["to"], received.facts["from"]) == (dunhua.pk, helong.pk)
    client.force_login(filing_judge)
    page = client.get(f"/filings/{moved.pk}/").content.decode()
    assert f"移送至：{dunhua}" in page and f"移送自：{helong}" in page and WHY in page


def test_no_figure_counts_the_way(moved):
    rows = Event.objects.about(moved).filter(verb__in=["transfer", "receive"])
    for indicator in INDICATORS.values():
        hit = indicator.hit() if callable(indicator.hit) else indicator.hit
        assert not rows.filter(indicator.rows).exists(), indicator.code
        assert hit is None or not rows.filter(hit).exists(), indicator.code


def test_the_decision_counts_once_at_the_court_that_made_it(clock, moved, elsewhere, dunhua):
    clock.shift(60)
    workflow.docket(stored(), by=elsewhere.filing_judge)
    assert [event.court for event in Event.objects.filter(verb="docket")] == [dunhua]
    assert str(stored().case_number).count("民初") == 1


def test_an_accepted_filing_is_reviewed_anew(filing, filing_judge, dunhua):
    workflow.accept(filing, by=filing_judge)
    assert workflow.transfer(filing, by=filing_judge, court=dunhua, reasons=WHY).state == "submitted"


def test_the_assisting_court_stays_unless_it_is_the_new_one(receive, filing_judge, helong, dunhua, district):
    wangqing = district["汪清林院"]
    for to, left in ((wangqing, dunhua), (dunhua, None)):
        filing = receive()
        Filing.objects.filter(pk=filing.pk).update(assisting_court=dunhua)
        filing = Filing.objects.get(pk=filing.pk)
        workflow.transfer(filing, by=filing_judge, court=to, reasons=WHY)
        filing.refresh_from_db()
        assert (filing.court, filing.assisting_court) == (to, left)


@pytest.mark.parametrize("state", ["returned", "declined", "withdrawn", "docketed"])
def test_from_no_other_state(filing, filing_judge, dunhua, state):
    Filing.objects.update(state=state)
    with pytest.raises(IllegalTransition):
        workflow.transfer(stored(), by=filing_judge, court=dunhua, reasons=WHY)
    assert stored().state == state and Event.objects.count() == 1


@pytest.mark.parametrize("who", ["clerk", "judge", "watcher", "division", "litigant"])
def test_only_the_filing_judge(request, filing, dunhua, who):
    with pytest.raises(PermissionDenied):
        workflow.transfer(filing, by=request.getfixturevalue(who), court=dunhua, reasons=WHY)


def test_not_the_court_that_would_like_to_have_it(filing, elsewhere, dunhua):
    with pytest.raises(PermissionDenied):
        workflow.transfer(filing, by=elsewhere.filing_judge, court=dunhua, reasons=WHY)


@pytest.mark.parametrize("reasons", ["", "  \n"])
def test_not_without_reasons(filing, filing_judge, dunhua, reasons):
    with pytest.raises(ValidationError):
        workflow.transfer(filing, by=filing_judge, court=dunhua, reasons=reasons)
    assert stored().court != dunhua


def test_not_to_itself(filing, filing_judge, helong):
    with pytest.raises(ValidationError):
        workflow.transfer(filing, by=filing_judge, court=helong, reasons=WHY)


def test_the_slower_of_two_is_too_late(clock, filing, filing_judge, dunhua):
    stale = stored()
    clock.shift(60)
    workflow.transfer(filing, by=filing_judge, court=dunhua, reasons=WHY)
    with pytest.raises(IllegalTransition):
        workflow.docket(stale, by=filing_judge)
    assert stored().case_number is None


def test_the_former_court_looks_and_no_longer_acts(client, moved, filing_judge, dunhua, elsewhere):
    client.force_login(filing_judge)
    page = client.get(f"/filings/{moved.pk}/")
    assert page.status_code == 200 and "本院已将此件移送" in page.content.decode()
    for verb in ("accept", "docket", "transfer", "decline"):
        assert f"/filings/{moved.pk}/{verb}/" not in page.content.decode()
        assert client.post(f"/filings/{moved.pk}/{verb}/", {}).status_code == 403
    client.force_login(elsewhere.filing_judge)
    page = client.get(f"/filings/{moved.pk}/").content.decode()
    assert f"/filings/{moved.pk}/accept/" in page and "本院已将此件移送" not in page


def test_it_waits_on_one_desk_only_and_is_found_from_both(client, moved, filing_judge, elsewhere):
    for person, waits in ((filing_judge, False), (elsewhere.filing_judge, True)):
        client.force_login(person)
        assert (moved.reference in client.get("/filings/").content.decode()) is waits
        assert (moved.reference in client.get("/").content.decode()) is waits
        assert moved.reference in client.get("/filings/", {"q": moved.reference}).content.decode()


def test_a_late_one_is_on_the_red_list_of_the_court_that_has_it(
    client, clock, moved, filing_judge, elsewhere
):
    clock.shift(datetime.timedelta(days=30))
    for person, late in ((filing_judge, False), (elsewhere.filing_judge, True)):
        client.force_login(person)
        assert (moved.reference in client.get("/filings/", {"late": "on"}).content.decode()) is late


def test_strangers_still_know_nothing(client, moved, person_at, district):
    client.force_login(person_at(district["珲春林院"], "filing_judge"))
    assert client.get(f"/filings/{moved.pk}/").status_code == 404


def test_receipt_and_notice_name_the_court_that_gave_them(
    client, clock, filing, filing_judge, clerk, helong, dunhua
):
    clock.shift(60)
    workflow.return_for_correction(
        filing, by=filing_judge, defects=["claim"], correct_by=datetime.date(2026, 3, 20)
    )
    clock.shift(60)
    workflow.resubmit(filing, by=clerk)
    clock.shift(60)
    workflow.transfer(filing, by=filing_judge, court=dunhua, reasons=WHY)
    client.force_login(clerk)
    assert f'<p class="lead">{helong}</p>' in client.get(f"/filings/{filing.pk}/receipt/").content.decode()
    assert str(dunhua) in client.get(f"/filings/{filing.pk}/receipt/").content.decode()
    notice = client.get(f"/filings/{filing.pk}/notices/1/").content.decode()
    assert str(helong) in notice and str(dunhua) not in notice


def test_it_is_not_passed_on_a_second_time(client, clock, moved, elsewhere, helong, dunhua, district):
    client.force_login(elsewhere.filing_judge)
    page = client.get(f"/filings/{moved.pk}/").content.decode()
    assert f"/filings/{moved.pk}/transfer/" not in page and f"/filings/{moved.pk}/ask-designation/" in page
    for court in (helong, district["汪清林院"]):
        answer = client.post(f"/filings/{moved.pk}/transfer/", {"court": court.pk, "reasons": WHY})
        assert answer.status_code == 409 and "报请上级法院指定管辖" in answer.content.decode()
    with pytest.raises(IllegalTransition):
        workflow.transfer(stored(), by=elsewhere.filing_judge, court=helong, reasons=WHY)
    assert stored().court == dunhua and Event.objects.about(moved).filter(verb="transfer").count() == 1


def test_the_page_names_the_court_of_the_rules_and_offers_the_others(
    client, filing, filing_judge, intermediate, helong
):
    Filing.objects.update(amount=600_000_000)
    client.force_login(filing_judge)
    page = client.get(f"/filings/{filing.pk}/transfer/").content.decode()
    assert f"按标的额，本案由{intermediate}管辖" in page
    assert f'value="{intermediate.pk}"' in page and f'name="court" value="{helong.pk}"' not in page
    assert len(re.findall('name="court"[^>]* checked', page)) == 1
    assert (
        f'href="/filings/{filing.pk}/decline/"' in page
    )  # outside the district there is nobody to transfer to


@pytest.mark.parametrize("court", ["", "0", "x"])
def test_no_court_outside_the_district(client, filing, filing_judge, court):
    client.force_login(filing_judge)
    answer = client.post(f"/filings/{filing.pk}/transfer/", {"court": court, "reasons": WHY})
    assert answer.status_code == 422 and 'href="#id_court' in answer.content.decode()
