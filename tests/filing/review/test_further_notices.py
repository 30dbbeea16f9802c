"""A second notice is the duty leader's to give, with his reason; and the day by which the party corrects."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from filing.intake.models import Filing
from filing.review import workflow
from filing.review.acts import buttons
from portal.events import Event

REASON = "补正材料又有新的矛盾"
SENT = {"defects": ["claim", "copies"], "remarks": "", "correct_by": "2026-03-20"}


def give_back(filing, by, **fields):
    asked = {"defects": ["claim"], "correct_by": datetime.date(2026, 3, 20), **fields}
    return workflow.return_for_correction(filing, by=by, **asked)


@pytest.fixture
def corrected(clock, filing, filing_judge, clerk):
    """A filing that was returned once and came back."""
    give_back(filing, filing_judge)
    clock.shift(60)
    workflow.resubmit(filing, by=clerk)
    clock.shift(60)
    return Filing.objects.get()


@pytest.fixture
def address(corrected):
    return f"/filings/{corrected.pk}/return/"


def verbs(filing, person):
    return [button.verb for button in buttons(filing, person)]


def test_the_filing_judge_gives_the_first_only(corrected, filing_judge):
    before = Event.objects.count()
    with pytest.raises(PermissionDenied):
        give_back(corrected, filing_judge, reason_for_second=REASON)
    assert (Filing.objects.get().state, Event.objects.count()) == ("submitted", before)
    assert "return" not in verbs(corrected, filing_judge) and "accept" in verbs(corrected, filing_judge)


def test_the_duty_leader_gives_the_second_with_his_reason(corrected, duty_leader):
    for nothing in ("", "  "):
        with pytest.raises(ValidationError):
            give_back(corrected, duty_leader, reason_for_second=nothing)
    notice = give_back(corrected, duty_leader, reason_for_second=REASON)
    assert (notice.reason_for_second, notice.issued_by) == (REASON, duty_leader)
    event = Event.objects.about(corrected).filter(verb="return").order_by("id").last()
    assert (event.facts["notice"], event.note, event.person) == (2, REASON, duty_leader)


def test_the_leader_of_another_court_gives_none(corrected, person_at, dunhua):
    with pytest.raises(PermissionDenied):
        give_back(corrected, person_at(dunhua, "duty_leader"), reason_for_second=REASON)


def test_after_a_transfer_the_leader_of_the_new_court_does(clock, corrected, filing_judge, person_at, dunhua):
    workflow.transfer(corrected, by=filing_judge, court=dunhua, reasons="被告住所地在敦化")
    clock.shift(60)
    there = person_at(dunhua, "filing_judge")
    with pytest.raises(PermissionDenied):
        give_back(corrected, there, reason_for_second=REASON)
    give_back(corrected, person_at(dunhua, "duty_leader"), reason_for_second=REASON)


def test_the_judges_page_says_whose_step_it_is(client, corrected, filing_judge, clerk, duty_leader, address):
    said = "须由本院带班院领导说明理由后再次告知"
    for headers in ({}, {"HX-Request": "true"}):
        client.force_login(filing_judge)
        page = client.get(f"/filings/{corrected.pk}/", headers=headers).text
        assert said in page and address not in page
        client.force_login(duty_leader)
        page = client.get(f"/filings/{corrected.pk}/", headers=headers).text
        assert said not in page and address in page
    client.force_login(clerk)
    assert said not in client.get(f"/filings/{corrected.pk}/").text
    client.force_login(filing_judge)
    assert client.get(address).status_code == 403
    assert client.post(address, {**SENT, "reason_for_second": REASON}).status_code == 403
    assert Filing.objects.get().state == "submitted"


def test_before_the_first_notice_the_page_says_nothing_of_it(client, filing, filing_judge):
    client.force_login(filing_judge)
    page = client.get(f"/filings/{filing.pk}/").text
    assert "带班院领导" not in page and f"/filings/{filing.pk}/return/" in page
    assert "reason_for_second" not in client.get(f"/filings/{filing.pk}/return/").text


def test_the_leader_is_asked_for_his_reason(client, corrected, duty_leader, address):
    client.force_login(duty_leader)
    assert 'name="reason_for_second"' in client.get(address).text
    answer = client.post(address, SENT)
    assert answer.status_code == 422 and 'href="#id_reason_for_second"' in answer.text
    assert client.post(address, {**SENT, "reason_for_second": REASON}).status_code == 302
    page = client.get(f"/filings/{corrected.pk}/").text
    assert "(2)" in page and REASON in page


# From Monday the 9th; the 30th day is Wednesday 8 April, the days from the 4th to the 6th are Qingming.
@pytest.mark.parametrize(
    ("asked", "kept"),
    [("2026-03-10", "2026-03-10"), ("2026-03-14", "2026-03-16"), ("2026-04-04", "2026-04-07"), ("2026-04-08", "2026-04-08")],
)  # fmt: skip
def test_a_rest_day_moves_to_the_next_working_day(clock, filing, filing_judge, asked, kept):
    notice = give_back(filing, filing_judge, correct_by=datetime.date.fromisoformat(asked))
    assert str(notice.correct_by) == str(Filing.objects.get().correct_by) == kept


def test_the_last_day_the_court_allows_may_itself_move(clock, filing, filing_judge, settings):
    settings.CORRECTION_DAYS_AT_MOST = 5  # Saturday the 14th
    with pytest.raises(ValidationError, match="5"):
        give_back(filing, filing_judge, correct_by=datetime.date(2026, 3, 15))
    notice = give_back(filing, filing_judge, correct_by=datetime.date(2026, 3, 14))
    assert notice.correct_by == datetime.date(2026, 3, 16)


# A week from the day: Thursday the 12th → Thursday the 19th; Saturday the 28th of February, made up for work → Saturday.
@pytest.mark.parametrize(
    ("today", "proposed"), [("2026-03-12", "2026-03-19"), ("2026-03-14", "2026-03-23"), ("2026-02-08", "2026-02-24")]
)  # fmt: skip
def test_the_page_proposes_a_working_day_within_the_bounds(
    client, clock, filing, filing_judge, today, proposed
):
    clock.move_to(datetime.datetime.fromisoformat(f"{today}T10:00+08:00"))
    client.force_login(filing_judge)
    field = client.get(f"/filings/{filing.pk}/return/").context["form"]["correct_by"]
    assert str(field.initial) == proposed
    day = datetime.date.fromisoformat(today)
    assert field.field.widget.attrs["min"] == str(day + datetime.timedelta(days=1))
    assert field.field.widget.attrs["max"] == str(day + datetime.timedelta(days=30))
