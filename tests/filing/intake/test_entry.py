"""The counter: one form, on one page, with and without JavaScript."""

import datetime

import pytest
from django.urls import reverse

from filing import causes
from filing.intake.corrections import Corrections
from filing.intake.models import Filing
from filing.review import workflow
from portal.events import Event, court_day
from tests.filing.conftest import ENTER, row


def test_a_plain_dispute_is_entered_on_one_page(at_counter, form, helong, clerk):
    answer = at_counter.post(ENTER, form)
    filing = Filing.objects.get()
    assert answer.status_code == 302
    assert answer.url == reverse("filing:receipt", args=[filing.pk])
    assert (filing.court, filing.entered_by, filing.state) == (helong, clerk, "submitted")
    assert (filing.cause_version, filing.cause_name, filing.amount) == ("2025", "民间借贷纠纷", 30_000)
    assert [(party.side, party.name) for party in filing.parties.all()] == [
        ("plaintiff", "金明哲"), ("defendant", "李海林"),
    ]  # fmt: skip
    event = Event.objects.about(filing).get()
    assert (event.verb, event.target, event.person, event.court) == ("submit", "submitted", clerk, helong)


def test_pages(at_counter, form):
    assert at_counter.get(ENTER).status_code == 200
    at_counter.post(ENTER, form)
    filing = Filing.objects.get()
    for name in ("receipt", "detail"):
        assert at_counter.get(reverse(f"filing:{name}", args=[filing.pk])).status_code == 200
    assert at_counter.get("/filings/").status_code == 200
    assert at_counter.get("/filings/", headers={"HX-Request": "true"}).status_code == 200
    assert at_counter.get("/api/v1/filings/").json()["results"]
    assert at_counter.get(f"/api/v1/filings/{filing.pk}/").json()["claim"]


def test_adding_and_taking_away_parties_needs_no_script_and_loses_nothing(at_counter, form):
    page = at_counter.post(ENTER, {**form, "add_party": "defendant", "claim": "先写一半"}).content.decode()
    assert 'name="party-2-name"' in page
    assert 'value="金明哲"' in page and "先写一半" in page and form["form_key"] in page
    assert 'role="alert"' not in page
    more = {**form, "party-TOTAL_FORMS": "3", **row(2, "defendant", "朴成龙")}
    page = at_counter.post(ENTER, {**more, "drop_party": "1"}).content.decode()
    assert 'value="朴成龙"' in page and 'value="李海林"' not in page
    assert 'name="party-TOTAL_FORMS" value="2"' in page
    assert not Filing.objects.exists()


def test_a_side_that_must_be_there_keeps_an_empty_row(at_counter, form):
    page = at_counter.post(ENTER, {**form, "drop_party": "0"}).content.decode()
    assert page.count("-side") and 'name="party-0-side" value="plaintiff"' in page
    assert 'value="金明哲"' not in page


def test_empty_rows_are_passed_over(at_counter, form):
    more = {**form, "party-TOTAL_FORMS": "4", **row(2, "third", " "), **row(3, "plaintiff", "崔春花")}
    at_counter.post(ENTER, more)
    names = list(Filing.objects.get().parties.values_list("name", flat=True))
    assert names == ["金明哲", "崔春花", "李海林"]


@pytest.mark.parametrize("total", ["", "x", "9999999999", "-3", "500"])
def test_a_forged_number_of_rows_breaks_nothing(at_counter, form, total):
    assert at_counter.post(ENTER, {**form, "party-TOTAL_FORMS": total}).status_code in (302, 422)
    assert (
        at_counter.post(ENTER, {**form, "party-TOTAL_FORMS": total, "add_party": "plaintiff"}).status_code
        == 200
    )


def test_both_sides_are_needed(at_counter, form):
    answer = at_counter.post(ENTER, {**form, **row(1, "third", "李海林")})
    assert answer.status_code == 422
    assert not Filing.objects.exists()


@pytest.mark.parametrize("text", ["minjianjiedai", "mjjd", "欠钱", "民间借贷"])
def test_a_cause_is_found_and_chosen_without_script(at_counter, form, text):
    page = at_counter.post(ENTER, {**form, "cause_text": text, "find_cause": "1"}).content.decode()
    code = causes.named("民间借贷纠纷", court_day()).code
    assert f'value="{code}"' in page
    at_counter.post(ENTER, {**form, "cause_text": text, "cause": code})
    assert Filing.objects.get().cause_name == "民间借贷纠纷"


def test_suggestions_come_while_typing(at_counter):
    answer = at_counter.get("/filings/enter/causes/", {"cause_text": "mjjd"})
    assert "民间借贷纠纷" in answer.content.decode()
    assert at_counter.get("/filings/enter/causes/").content.strip() == b""


def test_an_unknown_cause_of_a_civil_case_is_asked_again(at_counter, form):
    answer = at_counter.post(ENTER, {**form, "cause_text": "没有这种案由"})
    assert answer.status_code == 422 and 'href="#id_cause_text"' in answer.content.decode()
    assert not Filing.objects.exists()


def test_an_administrative_cause_is_taken_as_written(at_counter, form):
    at_counter.post(ENTER, {**form, "case_type": "行初", "cause_text": "治安行政处罚"})
    filing = Filing.objects.get()
    assert (filing.cause_name, filing.cause_code) == ("治安行政处罚", "")


@pytest.mark.parametrize(
    ("text", "yuan"), [("10万", 100_000), ("１００，０００", 100_000), ("35,000.50", "35000.50"), ("", None)]
)
def test_amounts_as_people_write_them(at_counter, form, text, yuan):
    at_counter.post(ENTER, {**form, "amount": text})
    amount = Filing.objects.get().amount
    assert amount == (yuan and type(amount)(yuan))


@pytest.mark.parametrize("text", ["-5", "很多", "1.234", "9" * 30])
def test_amounts_nobody_can_read(at_counter, form, text):
    answer = at_counter.post(ENTER, {**form, "amount": text})
    assert answer.status_code == 422 and 'href="#id_amount"' in answer.content.decode()


def test_the_number_on_the_card_is_checked_and_the_defendants_never_demanded(at_counter, form):
    wrong = {**form, **row(0, "plaintiff", "金明哲", id_number="222403198001011238")}
    answer = at_counter.post(ENTER, wrong)
    assert answer.status_code == 422 and 'href="#id_party-0-id_number"' in answer.content.decode()
    assert 'name="party-1-id_number"' in answer.content.decode()
    at_counter.post(ENTER, {**form, **row(0, "plaintiff", "金明哲", id_number="222403198001011239")})
    plaintiff, defendant = Filing.objects.get().parties.all()
    assert plaintiff.id_number.plain() == "222403198001011239"
    assert not defendant.id_number


def test_an_organisation_is_known_by_its_credit_code(at_counter, form):
    firm = {"kind": "organisation", "representative": "朴总", "id_number": "91222401MA0Y43A5BA"}
    wrong = {**firm, "id_number": "91222401MA0Y43A5BB"}
    assert at_counter.post(ENTER, {**form, **row(1, "defendant", "松花木材厂", **wrong)}).status_code == 422
    at_counter.post(ENTER, {**form, **row(1, "defendant", "松花木材厂", **firm)})
    assert Filing.objects.get().parties.get(side="defendant").representative == "朴总"


def test_for_another_court_the_own_one_assists(at_counter, form, helong, dunhua):
    at_counter.post(ENTER, {**form, "court": dunhua.pk})
    filing = Filing.objects.get()
    assert (filing.court, filing.assisting_court, filing.channel) == (dunhua, helong, "cross_court")


def test_a_cross_court_filing_goes_elsewhere(at_counter, form):
    answer = at_counter.post(ENTER, {**form, "channel": "cross_court"})
    assert answer.status_code == 422 and 'href="#id_court"' in answer.content.decode()


def test_across_the_border_only_civil_cases(at_counter, form):
    refused = {**form, "channel": "cross_border", "case_type": "执", "cause_text": "民间借贷纠纷"}
    assert at_counter.post(ENTER, refused).status_code == 422
    assert at_counter.post(ENTER, {**form, "channel": "cross_border"}).status_code == 302


def test_nobody_enters_at_the_counter_of_another_court(client, elsewhere, form):
    client.force_login(elsewhere.clerk)
    assert client.post(ENTER, form).status_code == 422
    assert not Filing.objects.exists()


@pytest.mark.parametrize("who", ["judge", "watcher", "division", "litigant", "mediator_person"])
def test_who_does_not_stand_at_a_counter(request, client, who, form):
    client.force_login(request.getfixturevalue(who))
    assert client.get(ENTER).status_code == 403
    assert client.post(ENTER, form).status_code == 403
    assert not Filing.objects.exists()


def test_signed_out_nobody_sees_it(client, form):
    assert client.post(ENTER, form).status_code == 302
    assert not Filing.objects.exists()


def test_a_double_click_makes_one_filing_and_a_changed_copy_is_told(at_counter, form):
    first = at_counter.post(ENTER, form)
    again = at_counter.post(ENTER, {**form, "claim": "改过的请求"}, follow=True)
    assert again.redirect_chain[0][0] == first.url
    assert 'class="notice' in again.content.decode()
    assert Filing.objects.get().claim == form["claim"]
    assert Event.objects.count() == 1


def test_a_form_somebody_else_sent_already_is_not_entered_again(at_counter, form, person_at, helong):
    at_counter.post(ENTER, form)
    at_counter.force_login(person_at(helong, "clerk", name="同柜台的人"))
    answer = at_counter.post(ENTER, {**form, "claim": "别的请求"})
    assert answer.status_code == 409 and "柳书记员" in answer.text
    assert Filing.objects.get().claim == form["claim"]


def test_a_cause_nobody_could_mean_is_not_searched_for(at_counter, form):
    answer = at_counter.post(ENTER, {**form, "cause_text": "民间借贷" * 50_000})
    assert answer.status_code == 422 and answer.context["entry"].form.hits == []


def test_a_clerk_of_two_courts_says_where_he_stands(client, person_at, helong, dunhua, form):
    from portal.people.models import Membership

    person = person_at(helong, "clerk")
    Membership.objects.create(person=person, court=dunhua, role="clerk")
    client.force_login(person)
    assert '<select name="counter"' in client.get(ENTER).content.decode()
    client.post(ENTER, {**form, "counter": dunhua.pk, "court": dunhua.pk})
    filing = Filing.objects.get()
    assert (filing.court, filing.assisting_court) == (dunhua, None)


def test_receipt_says_when_it_is_decided_and_why_then(at_counter, clock, receive, elsewhere):
    filing = receive()
    page = at_counter.get(reverse("filing:receipt", args=[filing.pk])).content.decode()
    assert filing.reference in page and 'datetime="2026-03-16"' in page
    assert "2026年3月16日" in page and "Step(" not in page and "第8条" in page
    at_counter.force_login(elsewhere.clerk)
    assert at_counter.get(reverse("filing:receipt", args=[filing.pk])).status_code == 404


def test_the_receipt_stays_what_it_was_after_corrections(at_counter, clock, receive, filing_judge, clerk):
    filing = receive()
    clock.shift(60)
    workflow.return_for_correction(
        filing, by=filing_judge, defects=["claim"], correct_by=datetime.date(2026, 3, 20)
    )
    clock.shift(datetime.timedelta(days=2))
    changes = {"cause_code": "", "cause_version": "", "cause_name": "案外人执行异议之诉"}
    workflow.resubmit(filing, by=clerk, corrections=Corrections(fields=changes))
    assert Filing.objects.get().decide_by == datetime.date(2026, 3, 26)  # fifteen days now
    page = at_counter.get(reverse("filing:receipt", args=[filing.pk])).text
    assert "民间借贷纠纷" in page and "案外人执行异议之诉" not in page
    assert "2026年3月16日" in page and "2026年3月24日" not in page
    assert 'datetime="2026-03-26"' in page and "此后审查期限重新计算" in page and "此后于" in page


def test_the_form_asks_the_database_little_however_many_filings_there_are(
    at_counter, receive, django_assert_max_num_queries
):
    at_counter.get(ENTER)
    for _ in range(30):
        receive()
    with django_assert_max_num_queries(12):
        at_counter.get(ENTER)
