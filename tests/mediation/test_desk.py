"""The desk of mediations, and what of it stands on the home page."""

import datetime

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mediation.conciliation import workflow
from tests.mediation.cases import add_organisation, consents, file_case, under_way


def url(name, subject):
    return reverse(f"mediation:{name}", args=[subject.pk])


class TestDesk:
    def test_is_ordered_by_what_is_due(self, client, clerk, filing_judge, helong, mediator):
        later = under_way(file_case(clerk, helong), mediator=mediator, by=filing_judge)  # 30 days
        filing = file_case(clerk, helong)
        sooner = workflow.refer(
            filing, mediator=mediator, consents=consents(filing), by=filing_judge
        )  # 3 days
        client.force_login(clerk)
        assert [one.pk for one in client.get(reverse("mediation:desk")).context["page"]] == [
            sooner.pk,
            later.pk,
        ]

    def test_late_is_marked_and_can_be_asked_for(self, client, clerk, running):
        client.force_login(clerk)
        assert "is-late" not in client.get(reverse("mediation:desk")).text
        moment = datetime.datetime.combine(running.due_on, datetime.time(4), datetime.UTC)
        with time_machine.travel(moment + datetime.timedelta(days=1), tick=False):
            client.force_login(clerk)
            text = client.get(reverse("mediation:desk"), {"late": "on"}).text
            assert "is-late" in text and running.filing.reference in text
        client.force_login(clerk)
        assert not client.get(reverse("mediation:desk"), {"late": "on"}).context["page"].rows

    def test_shows_each_only_his(
        self, client, running, mediator_person, elsewhere, division, litigant, person_at
    ):
        stranger = person_at(name="旁人")
        for person, rows in (
            (mediator_person, 1), (division, 1), (litigant, 1), (elsewhere.mediator, 0), (stranger, 0)
        ):  # fmt: skip
            client.force_login(person)
            assert len(client.get(reverse("mediation:desk")).context["page"].rows) == rows

    def test_finds_by_party_state_and_mediator(self, client, clerk, agreed, mediator):
        client.force_login(clerk)

        def found(**query):
            return len(client.get(reverse("mediation:desk"), query).context["page"].rows)

        assert found() == 0  # ended ones are not open
        assert found(state="succeeded") == found(state="succeeded", q="许国栋", mediator=mediator.pk) == 1
        assert found(state="succeeded", q="无此人") == 0

    def test_pages_by_key_without_loss(self, client, clerk, filing_judge, helong, mediator, monkeypatch):
        from portal import paging

        cases = [
            under_way(file_case(clerk, helong), mediator=mediator, by=filing_judge).pk for _one in range(5)
        ]
        monkeypatch.setattr(paging.page_by_day, "__kwdefaults__", {"size": 2})
        client.force_login(clerk)
        address, found = reverse("mediation:desk"), []
        while address:
            page = client.get(address).context["page"]
            found += [one.pk for one in page]
            address = page.next
        assert found == cases

    def test_costs_the_same_however_many_there_are(self, client, clerk, filing_judge, helong, mediator):
        client.force_login(clerk)
        counts = []
        for _more in range(2):
            for _case in range(3):
                under_way(file_case(clerk, helong), mediator=mediator, by=filing_judge)
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse("mediation:desk"))
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 11

    def test_detail_costs_a_fixed_number(self, client, running, clerk, mediator_person):
        client.force_login(clerk)
        with CaptureQueriesContext(connection) as few:
            client.get(url("detail", running))
        later = running.due_on + datetime.timedelta(days=5)
        workflow.extend(running, until=later, consents=consents(running.filing), by=mediator_person)
        with CaptureQueriesContext(connection) as many:
            client.get(url("detail", running))
        assert len(many) == len(few)


class TestHomePanels:
    def test_the_mediator_begins_with_his_own(self, client, offered, mediator_person):
        client.force_login(mediator_person)
        assert url("detail", offered) in client.get(reverse("home"), follow=True).text

    def test_the_filing_judge_sees_what_nobody_took(self, client, offered, filing_judge, mediator_person):
        client.force_login(filing_judge)
        assert url("detail", offered) not in client.get(reverse("home"), follow=True).text
        workflow.turn_down(offered, reason="出差", by=mediator_person)
        assert url("detail", offered) in client.get(reverse("home"), follow=True).text


def test_organisations_of_another_court_are_no_filter(client, clerk, dunhua, organisation):
    other = add_organisation(dunhua, name="敦化调解会")
    client.force_login(clerk)
    text = client.get(reverse("mediation:desk")).text
    assert organisation.name in text and other.name not in text


class TestOnTheFiling:
    def page(self, client, person, filing):
        client.force_login(person)
        return client.get(reverse("filing:detail", args=[filing.pk])).text

    def test_its_mediation_is_linked_for_whom_it_concerns(self, client, offered, filing_judge, litigant):
        for person in (filing_judge, litigant):
            assert url("detail", offered) in self.page(client, person, offered.filing)

    def test_nothing_stands_there_before(self, client, filing, filing_judge):
        assert 'id="mediations"' not in self.page(client, filing_judge, filing)
