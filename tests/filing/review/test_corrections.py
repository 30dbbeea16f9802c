"""Corrections change the filing: what came in, what it says now, whose data stay hidden, what is on record of it."""

import datetime
import re

import pytest
from django.utils import translation

from filing.intake.models import Filing, Party
from filing.intake.workflow import enter
from filing.review import workflow
from mediation.conciliation.models import Consent, Mediation
from mediation.roster.models import Mediator
from portal.audit.models import AuditEntry
from portal.audit.words import lines
from portal.events import Event
from portal.personal.fields import blind_index
from tests.filing.conftest import COURT_ZONE, defendant, dispute, plaintiff
from tests.filing.intake.test_entry import row

CARD = "222403198001011239"
PHONE = "13804330000"
HOME = "延吉市河南街100号3单元"


@pytest.fixture
def returned(clock, receive, filing_judge):
    """A filing whose notice asks for claim, copies, and a clearer note."""
    filing = receive(parties=[plaintiff(id_number=CARD, phone=PHONE, address=HOME), defendant()])
    workflow.return_for_correction(
        filing, by=filing_judge, defects=["claim", "copies"], remarks="借条看不清",
        correct_by=datetime.date(2026, 3, 20),
    )  # fmt: skip
    clock.shift(datetime.timedelta(days=2))
    return Filing.objects.get(pk=filing.pk)


@pytest.fixture
def url(returned):
    return f"/filings/{returned.pk}/resubmit/"


@pytest.fixture
def shown(returned):
    """What the browser sends back when nobody touched the form."""
    suing, sued = returned.parties.all()
    masked = {"id_number": str(suing.id_number), "phone": str(suing.phone), "address": str(suing.address)}
    return {
        "seen": returned.state_since.isoformat(), "brought": ["claim", "copies", "remarks"],
        "case_type": "民初", "cause_text": "民间借贷纠纷", "claim": returned.claim, "grounds": "", "amount": "30,000",
        "party-TOTAL_FORMS": "2", "party-INITIAL_FORMS": "0",
        **row(0, "plaintiff", suing.name, known=str(suing.pk), **masked),
        **row(1, "defendant", sued.name, known=str(sued.pk)),
    }  # fmt: skip


def ticked(page):
    return len(re.findall('name="brought"[^>]* checked', page))


def resubmitted(filing):
    return Event.objects.about(filing).get(verb="resubmit")


def test_the_page_shows_the_filing_with_its_masks_and_what_was_asked_for(at_counter, url, returned):
    page = at_counter.get(url).content.decode()
    assert returned.claim in page and 'value="30,000"' in page and 'value="金明哲"' in page
    assert 'value="138****0000"' in page and "借条看不清" in page
    assert page.count('name="brought"') == 3 and ticked(page) == 3
    for hidden in (PHONE, CARD, HOME):
        assert hidden not in page
    assert 'name="court"' not in page and 'name="channel"' not in page


def test_only_papers_were_brought_is_one_click(at_counter, url, shown, returned):
    before = list(Party.objects.order_by("pk").values())
    assert at_counter.post(url, shown).status_code == 302
    filing = Filing.objects.get()
    assert (filing.state, filing.decide_by) == ("submitted", datetime.date(2026, 3, 18))
    assert (filing.claim, filing.amount) == (returned.claim, returned.amount)
    assert list(Party.objects.order_by("pk").values()) == before
    assert "corrected" not in resubmitted(filing).facts
    assert not AuditEntry.objects.filter(action__in=["correct_filing", "correct_party"]).exists()
    assert filing.notices.get().brought == ["claim", "copies", "remarks"]


def test_what_did_not_come_in_stays_marked_on_the_page(at_counter, url, shown, returned):
    at_counter.post(url, {**shown, "brought": ["copies"]})
    assert returned.notices.get().brought == ["copies"]
    assert at_counter.get(f"/filings/{returned.pk}/").content.decode().count("未补交") == 2


def test_nothing_at_all_is_no_correction(at_counter, url, shown, returned):
    answer = at_counter.post(url, {**shown, "brought": []})
    assert answer.status_code == 422 and 'href="#id_brought_0"' in answer.content.decode()
    assert Filing.objects.get().state == "returned" and returned.notices.get().corrected_at is None


def test_the_filing_says_what_was_corrected_and_the_record_which_fields(at_counter, url, shown, returned):
    sued = returned.parties.get(side="defendant")
    changed = {
        "claim": "偿还借款四万元及利息", "amount": "4万", "party-1-address": "和龙市文化街8号", "party-1-phone": "13904330001",
    }  # fmt: skip
    assert at_counter.post(url, {**shown, **changed}).status_code == 302
    filing = Filing.objects.get()
    assert (filing.claim, filing.amount) == ("偿还借款四万元及利息", 40_000)
    sued.refresh_from_db()
    assert (sued.address.plain(), sued.phone.plain()) == ("和龙市文化街8号", "13904330001")
    event = resubmitted(filing)
    assert event.facts["corrected"] == ["claim", "amount", "defendant.phone", "defendant.address"]
    entries = AuditEntry.objects.order_by("pk")
    assert entries.get(action="correct_filing").detail == {"fields": ["claim", "amount"]}
    of_party = entries.get(action="correct_party")
    assert (of_party.subject_id, of_party.court_id) == (sued.pk, filing.court_id)
    assert of_party.detail == {"fields": ["address", "phone"]}
    told = str(list(entries.values_list("detail", flat=True))) + str(event.facts) + event.note
    assert "文化街" not in told and "13904330001" not in told
    with translation.override("zh-hans"):
        assert "地址" in str(lines([of_party])[0].facts[0].text)


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh-hans", "补正：诉讼请求；被告的地址"), ("en", "Corrected: Claim; Defendant: Address"), ("ko", "보정: 소송청구; 피고의 주소")],
)  # fmt: skip
def test_the_timeline_names_it_in_the_readers_language(at_counter, url, shown, returned, language, said):
    at_counter.post(url, {**shown, "claim": "偿还借款四万元", "party-1-address": "和龙市文化街8号"})
    at_counter.cookies["django_language"] = language
    assert said in at_counter.get(f"/filings/{returned.pk}/").content.decode()


def test_masks_sent_back_keep_the_values_whatever_else_changes(at_counter, url, shown, returned):
    at_counter.post(url, {**shown, "party-0-name": "金明喆"})
    suing = returned.parties.get(side="plaintiff")
    assert suing.name == "金明喆" and suing.pk == int(shown["party-0-known"])
    assert [suing.id_number.plain(), suing.phone.plain(), suing.address.plain()] == [CARD, PHONE, HOME]
    assert resubmitted(returned).facts["corrected"] == ["plaintiff.name"]


def test_a_value_written_over_or_cleared_changes_and_is_found_by_its_new_index(
    at_counter, url, shown, returned
):
    at_counter.post(url, {**shown, "party-0-phone": "13904330001", "party-0-address": ""})
    suing = returned.parties.get(side="plaintiff")
    assert (suing.phone.plain(), suing.address.plain()) == ("13904330001", "")
    assert suing.phone_index == blind_index("13904330001")


def test_the_same_value_written_in_full_is_no_change(at_counter, url, shown, returned):
    at_counter.post(url, {**shown, "party-0-phone": PHONE})
    assert "corrected" not in resubmitted(returned).facts


@pytest.mark.parametrize(
    ("field", "text"), [("phone", "138****0001"), ("address", "延吉市河南街****5号"), ("id_number", "2224************38")]
)  # fmt: skip
def test_half_a_mask_is_no_value(at_counter, url, shown, returned, field, text):
    answer = at_counter.post(url, {**shown, f"party-0-{field}": text})
    assert answer.status_code == 422 and f'href="#id_party-0-{field}"' in answer.content.decode()
    assert Filing.objects.get().state == "returned"
    assert returned.parties.get(side="plaintiff").phone.plain() == PHONE


def test_a_mask_of_a_party_of_another_filing_reveals_and_changes_nothing(
    at_counter, url, shown, receive, returned
):
    stranger = receive(
        amount=1, parties=[plaintiff("崔春花", phone="13704330009"), defendant()]
    ).parties.first()
    forged = row(2, "third", "崔春花", known=str(stranger.pk), phone=str(stranger.phone))
    answer = at_counter.post(url, {**shown, "party-TOTAL_FORMS": "3", **forged})
    assert answer.status_code == 422
    stranger.refresh_from_db()
    assert stranger.filing_id != returned.pk and returned.parties.count() == 2


def test_one_party_cannot_stand_twice(at_counter, url, shown, returned):
    twice = {
        key.replace("party-0", "party-2"): value for key, value in shown.items() if key.startswith("party-0")
    }
    answer = at_counter.post(url, {**shown, "party-TOTAL_FORMS": "3", **twice, "party-2-name": "另一人"})
    assert answer.status_code == 422 and returned.parties.count() == 2


def test_parties_come_and_go_and_the_others_stay_who_they_are(at_counter, url, shown, returned):
    suing, sued = returned.parties.all()
    rows = {**row(1, "defendant", "和龙木材厂", kind="organisation"), **row(2, "third", "朴成龙")}
    at_counter.post(url, {**shown, "party-TOTAL_FORMS": "3", "party-1-known": "", **rows})
    names = list(returned.parties.values_list("name", flat=True))
    assert names == ["金明哲", "和龙木材厂", "朴成龙"]
    assert returned.parties.get(side="plaintiff") == suing and not Party.objects.filter(pk=sued.pk).exists()
    assert resubmitted(returned).facts["corrected"] == ["defendant.added", "third.added", "defendant.dropped"]
    assert AuditEntry.objects.get(action="drop_party").subject_id == sued.pk
    assert AuditEntry.objects.filter(action="add_party").count() == 2


def test_who_consented_to_mediation_stays(at_counter, url, shown, returned, helong):
    mediator = Mediator.objects.create(name="金调解员")
    sued = returned.parties.get(side="defendant")
    offer = Mediation.objects.create(filing=returned, court=helong, mediator=mediator, state="recalled")
    Consent.objects.create(mediation=offer, party=sued, channel="counter", recorded_by=returned.entered_by)
    gone = {**shown, "party-1-known": "", **row(1, "defendant", "和龙木材厂")}
    answer = at_counter.post(url, gone)
    assert answer.status_code == 422 and "李海林" in answer.content.decode()
    assert list(returned.parties.values_list("name", flat=True)) == ["金明哲", "李海林"]
    assert (
        Filing.objects.get().state == "returned"
        and not AuditEntry.objects.filter(action="drop_party").exists()
    )


def test_rows_are_added_and_taken_away_without_losing_anything(at_counter, url, shown, returned):
    page = at_counter.post(url, {**shown, "add_party": "third", "claim": "写到一半", "brought": ["copies"]})
    text = page.content.decode()
    assert page.status_code == 200 and "写到一半" in text and 'name="party-2-name"' in text
    assert 'value="138****0000"' in text and ticked(text) == 1
    assert f'name="party-0-known" value="{shown["party-0-known"]}"' in text
    text = at_counter.post(url, {**shown, "drop_party": "1"}).content.decode()
    assert "李海林" not in text.split("<form")[-1] and Filing.objects.get().state == "returned"


def test_the_cause_is_chosen_from_the_list_of_the_day_of_receipt(client, clock, clerk, helong, filing_judge):
    clock.move_to(datetime.datetime(2025, 12, 30, 9, tzinfo=COURT_ZONE))
    cause = {"cause_version": "2020", "cause_code": "103", "cause_name": "民间借贷纠纷"}
    filing = enter(dispute(helong, **cause), by=clerk, parties=[plaintiff(), defendant()])
    workflow.return_for_correction(
        filing, by=filing_judge, defects=["claim"], correct_by=datetime.date(2026, 1, 20)
    )
    clock.move_to(datetime.datetime(2026, 1, 5, 9, tzinfo=COURT_ZONE))
    client.force_login(clerk)
    page = client.get(f"/filings/{filing.pk}/resubmit/").content.decode()
    assert "?on=2025-12-30" in page
    sent = {
        "case_type": "民初", "cause_text": "买卖合同纠纷", "claim": "x", "party-TOTAL_FORMS": "2", "party-INITIAL_FORMS": "0",
        **{f"party-{n}-{key}": value for n, party in enumerate(filing.parties.all())
           for key, value in {"known": party.pk, "side": party.side, "kind": "person", "name": party.name}.items()},
    }  # fmt: skip
    assert client.post(f"/filings/{filing.pk}/resubmit/", sent).status_code == 302
    stored = Filing.objects.get()
    assert (stored.cause_version, stored.cause_name) == ("2020", "买卖合同纠纷")
    assert resubmitted(stored).facts["cause_name"] == "买卖合同纠纷"


@pytest.mark.parametrize(("cause", "due"), [("案外人执行异议之诉", 26), ("民间借贷纠纷", 18)])
def test_the_new_limit_is_that_of_the_corrected_filing(at_counter, url, shown, cause, due):
    """15 days for a suit of objection to enforcement (立案规定 8(4)), else 7; the day of correction is not counted."""
    at_counter.post(url, {**shown, "cause_text": cause})
    assert Filing.objects.get().decide_by == datetime.date(2026, 3, due)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"claim": " "}, "claim"),
        ({"amount": "很多"}, "amount"),
        ({"cause_text": "没有这种案由"}, "cause_text"),
    ],
)
def test_what_does_not_fit_stands_in_the_form_and_changes_nothing(at_counter, url, shown, sent, field):
    answer = at_counter.post(url, {**shown, **sent})
    assert answer.status_code == 422 and f'href="#id_{field}"' in answer.content.decode()
    assert Filing.objects.get().state == "returned"


def test_an_old_filing_without_a_defendant_still_takes_papers(at_counter, url, shown, returned):
    returned.parties.filter(side="defendant").delete()
    blank = {**shown, "party-1-known": "", **row(1, "defendant", "")}
    assert at_counter.post(url, blank).status_code == 302


def test_a_party_corrects_its_own_filing_and_nobody_elses(client, url, shown, returned, litigant, person_at):
    client.force_login(litigant)
    assert client.post(url, shown).status_code == 404
    Filing.objects.update(filed_by=litigant)
    assert client.get("/filings/enter/causes/", {"cause_text": "mjjd"}).status_code == 200
    page = client.get(url).content.decode()
    assert PHONE not in page and 'value="138****0000"' in page
    assert client.post(url, {**shown, "claim": "偿还借款四万元"}).status_code == 302
    assert (Filing.objects.get().claim, resubmitted(returned).person) == ("偿还借款四万元", litigant)
    client.force_login(person_at(name="别人"))
    assert client.get(url).status_code == 404


def test_the_slower_of_two_changes_nothing(at_counter, url, shown, returned, filing_judge):
    workflow.resubmit(Filing.objects.get(), by=filing_judge)
    answer = at_counter.post(url, {**shown, "claim": "迟到的更正", "party-1-name": "迟到的人"})
    assert answer.status_code == 409 and filing_judge.name in answer.content.decode()
    assert Filing.objects.get().claim == returned.claim
    assert not Party.objects.filter(name="迟到的人").exists()


def test_the_page_asks_the_database_the_same_however_many_parties(
    at_counter, url, returned, django_assert_max_num_queries
):
    Party.objects.bulk_create(defendant(f"被告{n}", filing=returned, position=n + 2) for n in range(30))
    with django_assert_max_num_queries(13):
        at_counter.get(url)
