"""Who sees which mediation, what the pages say, and what their forms do."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from mediation.conciliation import workflow
from mediation.conciliation.models import Mediation
from portal.calendar.loading import court_days
from tests.mediation.cases import (
    AGREEMENT,
    add_mediator,
    consents,
    file_case,
    fresh,
    under_way,
)

VERB_PAGES = ["turn_down", "reassign", "consent", "extend", "agree", "settle", "fail"]
VERB_POSTS = ["accept", "recall", "refuse"]


def url(name, subject):
    return reverse(f"mediation:{name}", args=[subject.pk])


def seen(subject):
    return subject.state_since.isoformat()


class TestReferPage:
    def data(self, filing, to, **more):
        plaintiff = filing.parties.get(side="plaintiff")
        return {"to": to, f"consent_{plaintiff.pk}": "counter", "seen": seen(filing), **more}

    def test_offers_the_least_busy_first(
        self, client, filing, filing_judge, clerk, helong, mediator, organisation
    ):
        under_way(file_case(clerk, helong), mediator=mediator, by=filing_judge)
        client.force_login(filing_judge)
        shown = client.get(url("refer", filing)).context["form"].candidates.values()
        assert [(one.one, one.load) for one in shown] == [(organisation, 0), (mediator, 1)]

    def test_refers_with_consents(self, client, filing, filing_judge, mediator):
        client.force_login(filing_judge)
        answer = client.post(url("refer", filing), self.data(filing, f"mediator-{mediator.pk}"))
        mediation = Mediation.objects.get()
        assert answer.url == url("detail", mediation)
        assert [consent.channel for consent in mediation.consents.all()] == ["counter"]

    def test_asks_for_what_is_missing(self, client, filing, filing_judge, mediator):
        client.force_login(filing_judge)
        answer = client.post(url("refer", filing), {"seen": seen(filing)})
        plaintiff = filing.parties.get(side="plaintiff")
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == {"to", f"consent_{plaintiff.pk}"}
        assert fresh(filing).state == "submitted"

    def test_somebody_not_on_the_roster_is_no_choice(self, client, filing, filing_judge, dunhua, mediator):
        other = add_mediator(dunhua, name="外院调解员")
        client.force_login(filing_judge)
        answer = client.post(url("refer", filing), self.data(filing, f"mediator-{other.pk}"))
        assert answer.status_code == 422 and not Mediation.objects.exists()

    def test_a_stale_page_is_refused(self, client, filing, filing_judge, mediator):
        client.force_login(filing_judge)
        old = (filing.state_since - datetime.timedelta(minutes=1)).isoformat()
        answer = client.post(url("refer", filing), self.data(filing, f"mediator-{mediator.pk}", seen=old))
        assert answer.status_code == 409 and not Mediation.objects.exists()

    def test_a_double_click_makes_one_mediation(self, client, filing, filing_judge, mediator):
        client.force_login(filing_judge)
        data = self.data(filing, f"mediator-{mediator.pk}")
        assert [client.post(url("refer", filing), data).status_code for _click in range(2)] == [302, 409]
        assert Mediation.objects.count() == 1

    def test_doors(self, client, filing, mediator, clerk, elsewhere):
        for person, status in ((clerk, 403), (elsewhere.filing_judge, 404)):
            client.force_login(person)
            assert client.get(url("refer", filing)).status_code == status
            answer = client.post(url("refer", filing), self.data(filing, f"mediator-{mediator.pk}"))
            assert answer.status_code == status
        assert not Mediation.objects.exists()

    def test_an_empty_roster_says_so(self, client, filing, filing_judge):
        client.force_login(filing_judge)
        assert reverse("roster:list") in client.get(url("refer", filing)).text


class TestDetail:
    @pytest.mark.parametrize(
        "role", ["mediator_person", "clerk", "filing_judge", "judge", "division", "litigant"]
    )
    def test_is_seen_by_whom_it_concerns(self, role, request, client, running):
        client.force_login(request.getfixturevalue(role))
        for name in ("detail", "record"):
            assert "全哲秀" in client.get(url(name, running)).text

    def test_is_unknown_to_others(self, client, running, elsewhere, person_at, helong):
        other_mediator = person_at(helong, "mediator", name="另调解员")
        add_mediator(helong, name="另调解员", person=other_mediator)
        for person in (elsewhere.filing_judge, person_at(name="旁人"), other_mediator):
            client.force_login(person)
            for name in ("detail", "record", *VERB_PAGES):
                assert client.get(url(name, running)).status_code == 404
            for name in (*VERB_PAGES, *VERB_POSTS):
                assert client.post(url(name, running), {"seen": seen(running)}).status_code == 404

    def test_an_offer_to_an_organisation_is_seen_by_its_mediators_until_one_accepts(
        self, client, filing, filing_judge, helong, organisation, person_at
    ):
        first, second = (person_at(helong, "mediator", name=name) for name in ("甲调解员", "乙调解员"))
        for person in (first, second):
            add_mediator(helong, name=person.name, person=person, organisation=organisation)
        mediation = workflow.refer(
            filing, organisation=organisation, consents=consents(filing), by=filing_judge
        )
        client.force_login(second)
        assert client.get(url("detail", mediation)).status_code == 200
        workflow.accept(mediation, by=first)
        assert client.get(url("detail", mediation)).status_code == 404

    def test_buttons_are_those_of_the_table(self, client, offered, mediator_person, filing_judge, judge):
        for person, verbs in (
            (mediator_person, ["accept", "turn_down"]),
            (filing_judge, ["accept", "turn_down", "reassign", "recall"]),
            (judge, []),
        ):
            client.force_login(person)
            text = client.get(url("detail", offered)).text
            shown = [verb for verb in (*VERB_POSTS, *VERB_PAGES) if f'"{url(verb, offered)}"' in text]
            assert sorted(shown) == sorted(verbs)

    def test_a_party_does_not_read_the_report_or_notes(
        self, client, running, litigant, clerk, mediator_person
    ):
        workflow.fail(running, ending="too_far_apart", report="被告态度消极。", by=mediator_person)
        for person, reads in ((clerk, True), (litigant, False)):
            client.force_login(person)
            for name in ("detail", "record"):
                assert ("被告态度消极" in client.get(url(name, running)).text) is reads

    def test_a_party_does_not_read_why_it_was_turned_down(
        self, client, offered, litigant, clerk, mediator_person
    ):
        workflow.turn_down(offered, reason="与被告有亲属关系", by=mediator_person)
        for person, reads in ((clerk, True), (litigant, False)):
            client.force_login(person)
            assert ("与被告有亲属关系" in client.get(url("detail", offered)).text) is reads

    def test_a_failed_one_says_that_the_court_must_docket(
        self, client, running, filing_judge, mediator_person
    ):
        workflow.fail(running, ending="other", report="…", by=mediator_person)
        client.force_login(filing_judge)
        assert reverse("filing:detail", args=[running.filing_id]) in client.get(url("detail", running)).text


class TestVerbPages:
    def test_accept(self, client, offered, mediator_person):
        client.force_login(mediator_person)
        client.post(url("accept", offered), {"seen": seen(offered)})
        assert fresh(offered).state == "under_way"

    def test_turn_down(self, client, offered, mediator_person):
        client.force_login(mediator_person)
        assert client.get(url("turn_down", offered)).status_code == 200
        assert client.post(url("turn_down", offered), {"seen": seen(offered)}).status_code == 422
        client.post(url("turn_down", offered), {"seen": seen(offered), "reason": "出差"})
        assert fresh(offered).state == "turned_down"

    def test_reassign_and_recall(self, client, offered, filing_judge, organisation):
        client.force_login(filing_judge)
        data = {"seen": seen(offered), "to": f"mediationorganisation-{organisation.pk}"}
        client.post(url("reassign", offered), data)
        assert fresh(offered).organisation == organisation
        answer = client.post(url("recall", offered), {"seen": seen(fresh(offered))})
        assert answer.url == reverse("filing:detail", args=[offered.filing_id])
        assert fresh(offered).state == "recalled"

    def test_to_the_same_again_is_said_in_the_form(self, client, offered, filing_judge, mediator):
        client.force_login(filing_judge)
        answer = client.post(
            url("reassign", offered), {"seen": seen(offered), "to": f"mediator-{mediator.pk}"}
        )
        assert answer.status_code == 422 and answer.context["form"].non_field_errors()

    def test_consents_and_extension(self, client, running, mediator_person):
        client.force_login(mediator_person)
        lines = {f"consent_{party.pk}": "phone" for party in running.filing.parties.all()}
        client.post(url("consent", running), {"seen": seen(running), **lines})
        assert running.consents.count() == 2  # the plaintiff's was on record
        running.refresh_from_db()
        later = court_days().next_workday(running.due_on + datetime.timedelta(days=15))
        client.post(url("extend", running), {"seen": seen(running), "until": later, **lines})
        assert fresh(running).due_on == later

    @pytest.mark.parametrize(
        ("name", "data", "state"),
        [
            ("agree", {"agreement": AGREEMENT, "effective_on": timezone.localdate}, "succeeded"),
            ("settle", {}, "succeeded"),
            ("fail", {"ending": "unreachable", "report": "多次联系未果。"}, "failed"),
        ],
    )
    def test_ends(self, name, data, state, client, running, mediator_person):
        client.force_login(mediator_person)
        data = {key: value() if callable(value) else value for key, value in data.items()}
        assert client.get(url(name, running)).status_code == 200
        assert client.post(url(name, running), {"seen": seen(running), **data}).status_code == 302
        assert fresh(running).state == state

    @pytest.mark.parametrize(
        ("name", "data", "fields"),
        [
            ("agree", {}, ["agreement", "effective_on"]),
            ("agree", {"agreement": "…", "effective_on": "2020-01-01"}, ["effective_on"]),
            ("fail", {}, ["ending", "report"]),
            ("fail", {"ending": "expired", "report": "…"}, ["ending"]),
            ("fail", {"ending": "agreement", "report": "…"}, ["ending"]),
        ],
    )
    def test_what_an_ending_needs_stands_at_its_field(
        self, name, data, fields, client, running, mediator_person
    ):
        client.force_login(mediator_person)
        answer = client.post(url(name, running), {"seen": seen(running), **data})
        assert answer.status_code == 422 and list(answer.context["form"].errors) == fields
        assert fresh(running).state == "under_way"

    def test_the_mediator_is_not_sent_to_the_filing(self, client, running, mediator_person, clerk):
        way = reverse("filing:detail", args=[running.filing_id])
        for person, shown in ((mediator_person, False), (clerk, True)):
            client.force_login(person)
            assert (way in client.get(url("detail", running)).text) is shown

    def test_a_litigant_refuses_with_one_tap(self, client, running, litigant):
        client.force_login(litigant)
        assert url("refuse", running) in client.get(url("detail", running)).text
        client.post(url("refuse", running), {"seen": seen(running)})
        assert fresh(running).ending == "one_side_stops"

    @pytest.mark.parametrize("name", [*VERB_PAGES, *VERB_POSTS])
    def test_a_stale_screen_is_refused(self, name, request, client, running, offered, filing_judge, litigant):
        subject = offered if name in ("turn_down", "reassign", "accept", "recall") else running
        client.force_login(litigant if name == "refuse" else filing_judge)
        old = (subject.state_since - datetime.timedelta(minutes=1)).isoformat()
        assert client.post(url(name, subject), {"seen": old}).status_code == 409

    @pytest.mark.parametrize("name", [*VERB_PAGES, *VERB_POSTS])
    def test_a_judge_of_the_court_may_see_but_not_do(self, name, client, running, judge):
        client.force_login(judge)
        assert client.post(url(name, running), {"seen": seen(running)}).status_code in (403, 404)
        assert fresh(running).state == "under_way"
