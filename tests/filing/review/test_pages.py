"""The pages of a filing: who may not know (404), who may not do (403), who comes too late (409)."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filing.intake.models import Filing
from filing.review import workflow
from filing.review.acts import ACTS, buttons
from portal.events import Event
from portal.workflow import Process
from tests.filing.conftest import COURT_ZONE, plaintiff

MEDIATION = Process("mediation")
# What a browser sends for each verb, in the state where it may be done.
SENT = {
    "accept": {},
    "docket": {"track": "simple"},
    "return": {"defects": ["claim", "copies"], "remarks": "", "correct_by": "2026-03-20"},
    "resubmit": {"brought": ["claim"]},
    "hand_back": {},
    "decline": {"ground": "arbitration", "reasons": "合同约定仲裁"},
    "withdraw": {"reason": ""},
    "close": {"closed_on": "2026-03-09"},
}


def url(filing, verb):
    return reverse(f"filing:{verb}", args=[filing.pk])


@pytest.fixture
def sent(dunhua):
    return {**SENT, "transfer": {"court": dunhua.pk, "reasons": "被告住所地在敦化"}}


@pytest.fixture
def ready(clock, filing, filing_judge):
    """The filing in a state from which the verb goes: `ready("resubmit")`."""

    def make(verb):
        if verb in ("resubmit", "hand_back"):
            workflow.return_for_correction(
                filing, by=filing_judge, defects=["claim"], correct_by=datetime.date(2026, 3, 20)
            )
        if verb == "hand_back":
            clock.shift(datetime.timedelta(days=12))
        if verb == "close":
            workflow.docket(filing, by=filing_judge)
        clock.shift(60)
        return filing

    return make


@pytest.fixture
def who(filing_judge, clerk, judge):
    return {verb: {"resubmit": clerk, "close": judge}.get(verb, filing_judge) for verb in ACTS}


@pytest.mark.parametrize("verb", ACTS)
def test_each_verb_has_a_page_and_is_done_from_it(client, ready, who, sent, verb):
    filing = ready(verb)
    client.force_login(who[verb])
    page = client.get(url(filing, verb))
    assert page.status_code == 200
    assert f'name="seen" value="{filing.state_since.isoformat()}"' in page.content.decode()
    assert url(filing, verb) in client.get(f"/filings/{filing.pk}/").content.decode()
    before = Event.objects.count()
    answer = client.post(url(filing, verb), {**sent[verb], "seen": filing.state_since.isoformat()})
    assert answer.status_code == 302
    assert Filing.objects.get().state == workflow.TRANSITIONS[verb].target
    assert Event.objects.count() == before + (2 if verb == "transfer" else 1)
    assert client.get(answer.url).status_code == 200


@pytest.mark.parametrize("verb", ACTS)
def test_people_of_another_court_may_not_know(client, ready, elsewhere, sent, verb):
    filing = ready(verb)
    for person in (elsewhere.filing_judge, elsewhere.clerk, elsewhere.judge):
        client.force_login(person)
        assert client.get(url(filing, verb)).status_code == 404
        assert client.post(url(filing, verb), sent[verb]).status_code == 404
    assert Filing.objects.get().state == filing.state


@pytest.mark.parametrize("verb", ACTS)
@pytest.mark.parametrize("other", ["watcher", "division", "assisting"])
def test_who_sees_it_may_still_not_do_it(request, client, ready, elsewhere, dunhua, sent, verb, other):
    filing = ready(verb)
    Filing.objects.update(assisting_court=dunhua)
    client.force_login(elsewhere.filing_judge if other == "assisting" else request.getfixturevalue(other))
    assert client.get(f"/filings/{filing.pk}/").status_code == 200
    assert url(filing, verb) not in client.get(f"/filings/{filing.pk}/").content.decode()
    assert client.get(url(filing, verb)).status_code == 403
    assert client.post(url(filing, verb), sent[verb]).status_code == 403
    assert Filing.objects.get().state == filing.state


@pytest.mark.parametrize("verb", ACTS)
def test_a_stale_page_is_refused_with_who_did_what_when(client, ready, who, sent, verb, person_at, helong):
    filing = ready(verb)
    seen = filing.state_since.isoformat()
    quicker = person_at(helong, "filing_judge", "judge", "clerk", name="南法官")
    if verb in ("resubmit", "hand_back"):
        workflow.withdraw(Filing.objects.get(), by=quicker)
    elif verb == "close":
        workflow.close(Filing.objects.get(), by=quicker, closed_on=datetime.date(2026, 3, 9))
    else:
        workflow.docket(Filing.objects.get(), by=quicker)
    state, before = Filing.objects.get().state, Event.objects.count()
    client.force_login(who[verb])
    answer = client.post(url(filing, verb), {**sent[verb], "seen": seen})
    assert answer.status_code == 409
    assert "南法官" in answer.content.decode() and "09:31" in answer.content.decode()
    assert Filing.objects.get().state == state
    assert Event.objects.count() == before


@pytest.mark.parametrize("verb", sorted(set(ACTS) - {"resubmit"}))
def test_the_second_click_is_told_that_the_first_was_enough(client, ready, who, sent, verb):
    filing = ready(verb)
    twice = {**sent[verb], "seen": filing.state_since.isoformat()}
    client.force_login(who[verb])
    client.post(url(filing, verb), twice)
    before = Event.objects.count()
    assert client.post(url(filing, verb), twice).status_code == 409
    assert Event.objects.count() == before


def test_a_forged_version_is_refused(client, ready, filing_judge):
    client.force_login(filing_judge)
    assert client.post(url(ready("accept"), "accept"), {"seen": "yesterday"}).status_code == 409


@pytest.mark.parametrize(
    ("verb", "sent", "field"),
    [
        ("return", {"correct_by": "2026-03-20"}, "defects"),
        ("return", {"defects": ["claim"], "correct_by": "2026-03-09"}, "correct_by"),
        ("return", {"defects": ["claim"], "correct_by": "soon"}, "correct_by"),
        ("return", {"defects": ["claim"], "correct_by": "9999-12-31"}, "correct_by"),
        ("decline", {"ground": "unlawful", "reasons": " "}, "reasons"),
        ("decline", {"ground": "because", "reasons": "不合法"}, "ground"),
        ("docket", {"track": "slow"}, "track"),
        ("close", {"closed_on": ""}, "closed_on"),
    ],
)
def test_what_is_missing_stands_in_the_form(client, ready, who, verb, sent, field):
    filing = ready(verb)
    client.force_login(who[verb])
    answer = client.post(url(filing, verb), sent)
    assert answer.status_code == 422
    assert f'href="#id_{field}' in answer.content.decode()
    assert Filing.objects.get().state == filing.state


def test_what_only_the_verb_finds_stands_in_the_form_too(client, ready, judge):
    filing = ready("close")
    client.force_login(judge)
    answer = client.post(url(filing, "close"), {"closed_on": "2026-03-10"})
    assert answer.status_code == 422 and 'role="alert"' in answer.content.decode()


def test_nobody_is_tempted_to_decline_what_may_still_be_corrected(client, clock, ready, filing_judge):
    filing = ready("resubmit")
    client.force_login(filing_judge)
    assert url(filing, "decline") not in client.get(f"/filings/{filing.pk}/").content.decode()
    clock.move_to(datetime.datetime(2026, 3, 21, 9, tzinfo=COURT_ZONE))
    client.force_login(filing_judge)
    assert url(filing, "decline") in client.get(f"/filings/{filing.pk}/").content.decode()


def test_the_notice_is_printed_with_all_it_says(client, ready, clerk, elsewhere):
    filing = ready("resubmit")
    client.force_login(clerk)
    page = client.get(f"/filings/{filing.pk}/notices/1/").content.decode()
    assert 'datetime="2026-03-20"' in page
    assert client.get(f"/filings/{filing.pk}/notices/2/").status_code == 404
    assert client.get(f"/filings/{filing.pk}/notices/0/").status_code == 404
    client.force_login(elsewhere.clerk)
    assert client.get(f"/filings/{filing.pk}/notices/1/").status_code == 404


def test_personal_data_are_masked_with_a_way_to_look(client, receive, filing_judge, litigant):
    filing = receive(
        parties=[plaintiff(phone="13804330000", address="延吉市河南街100号3单元"), plaintiff("崔春花")]
    )
    Filing.objects.update(filed_by=litigant)
    client.force_login(filing_judge)
    page = client.get(f"/filings/{filing.pk}/").content.decode()
    party = filing.parties.first()
    assert "138****0000" in page and "13804330000" not in page and "100号" not in page
    look = reverse("personal:reveal", args=["party", party.pk, "phone"])
    assert look in page
    assert "13804330000" in client.post(look, {"reason": "核对联系电话"}).content.decode()
    client.force_login(litigant)
    assert look not in client.get(f"/filings/{filing.pk}/").content.decode()


def test_nobody_of_another_court_looks_at_personal_data(client, receive, elsewhere):
    filing = receive(parties=[plaintiff(phone="13804330000"), plaintiff("崔春花")])
    client.force_login(elsewhere.filing_judge)
    look = reverse("personal:reveal", args=["party", filing.parties.first().pk, "phone"])
    assert client.post(look, {"reason": "核对联系电话"}).status_code == 404


def test_a_litigant_finds_his_own_filings_on_the_home_page(client, receive, litigant):
    for _ in range(51):
        mine = receive()
    Filing.objects.update(filed_by=litigant)
    Filing.objects.filter(pk=Filing.objects.order_by("pk").first().pk).update(filed_by=None)
    client.force_login(litigant)
    page = client.get("/").content.decode()
    assert reverse("filing:detail", args=[mine.pk]) in page and page.count('class="queue__item"') == 50
    client.logout()
    assert mine.reference not in client.get("/").content.decode()


def test_a_litigant_follows_his_own_filing_and_nobody_elses(client, filing, litigant, person_at):
    client.force_login(litigant)
    assert client.get(f"/filings/{filing.pk}/").status_code == 404
    Filing.objects.update(filed_by=litigant)
    page = client.get(f"/filings/{filing.pk}/").content.decode()
    assert url(filing, "withdraw") in page and url(filing, "docket") not in page
    assert client.get("/filings/").status_code == 403
    client.force_login(person_at(name="别人"))
    assert client.get(f"/filings/{filing.pk}/").status_code == 404


def test_a_mediator_sees_mediations_not_filings(client, filing, mediator_person):
    client.force_login(mediator_person)
    assert client.get(f"/filings/{filing.pk}/").status_code == 404
    assert not Filing.objects.visible_to(mediator_person).exists()


def test_beside_the_desk_stands_the_short_form(client, filing, filing_judge):
    client.force_login(filing_judge)
    short = client.get(f"/filings/{filing.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in short and filing.reference in short and url(filing, "accept") in short


@pytest.mark.parametrize("language", ["zh-hans", "ko", "en"])
def test_every_page_speaks_each_language(client, ready, filing_judge, clerk, language):
    client.cookies["django_language"] = language
    filing = ready("resubmit")
    client.force_login(filing_judge)
    pages = ["/filings/", "/filings/enter/", f"/filings/{filing.pk}/", f"/filings/{filing.pk}/receipt/"]
    for page in (*pages, f"/filings/{filing.pk}/notices/1/"):
        assert client.get(page).status_code == 200


def test_a_page_asks_the_database_the_same_whatever_happened_before(
    client, receive, filing_judge, clerk, duty_leader
):
    filing, costs = receive(), []
    client.force_login(filing_judge)
    client.get(f"/filings/{filing.pk}/")  # what a process reads once
    for others in (1, 20):
        for _ in range(others):
            receive()
            workflow.return_for_correction(
                filing,
                by=duty_leader,
                defects=["claim"],
                correct_by=filing.decide_by,
                reason_for_second="又缺",
            )
            workflow.resubmit(filing, by=clerk)
        with CaptureQueriesContext(connection) as statements:
            client.get(f"/filings/{filing.pk}/")
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 16


def test_taking_back_is_offered_and_never_as_the_main_step(filing, clerk, filing_judge):
    assert [(button.verb, button.tone) for button in buttons(filing, clerk)] == [("withdraw", "")]
    assert buttons(filing, filing_judge)[0].tone == "primary"
