"""The pages of judicial confirmation."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mediation.confirmation import workflow
from mediation.confirmation.models import Confirmation
from tests.mediation.cases import agreed as agree
from tests.mediation.cases import file_case, fresh


@pytest.fixture
def applied(agreed, clerk):
    return workflow.apply(agreed, applicants=agreed.filing.parties.all(), by=clerk)


@pytest.fixture
def accepted(applied, judge):
    return workflow.accept(applied, by=judge)


def url(name, subject):
    return reverse(f"confirmation:{name}", args=[subject.pk])


def seen(subject):
    return {"seen": subject.state_since.isoformat()}


class TestApplication:
    def test_is_offered_on_the_mediation_and_made_in_one_step(self, client, agreed, mediator_person):
        client.force_login(mediator_person)
        assert url("apply", agreed) in client.get(reverse("mediation:detail", args=[agreed.pk])).text
        assert client.get(url("apply", agreed)).status_code == 200
        everybody = [party.pk for party in agreed.filing.parties.all()]
        answer = client.post(url("apply", agreed), {"applicants": everybody, "present": "on"})
        confirmation = Confirmation.objects.get()
        assert answer.url == url("detail", confirmation)
        assert confirmation.accept_by == confirmation.applied_on

    def test_one_side_alone_is_not_enough(self, client, agreed, clerk):
        client.force_login(clerk)
        plaintiff = agreed.filing.parties.get(side="plaintiff")
        assert client.post(url("apply", agreed), {"applicants": [plaintiff.pk]}).status_code == 422
        assert not Confirmation.objects.exists()

    def test_a_double_click_makes_one(self, client, agreed, clerk):
        client.force_login(clerk)
        data = {"applicants": [party.pk for party in agreed.filing.parties.all()]}
        assert [client.post(url("apply", agreed), data).status_code for _click in range(2)] == [302, 409]
        assert Confirmation.objects.count() == 1

    def test_doors(self, client, agreed, running, litigant, elsewhere):
        for person, status in ((litigant, 403), (elsewhere.judge, 404)):
            client.force_login(person)
            assert client.get(url("apply", agreed)).status_code == status


class TestDecision:
    def test_accept_and_confirm(self, client, applied, judge):
        client.force_login(judge)
        assert client.get(url("ruling", applied)).status_code == 404
        client.post(url("accept", applied), seen(applied))
        client.post(url("confirm", applied), seen(fresh(applied)))
        assert fresh(applied).state == "confirmed"
        ruling = client.get(url("ruling", applied)).text
        assert "诉前调确" in ruling and "全哲秀" in ruling and applied.mediation.agreement in ruling

    @pytest.mark.parametrize(
        ("name", "ground", "state"),
        [("not_accept", "status", "not_accepted"), ("dismiss", "unclear", "dismissed")],
    )
    def test_a_refusal_has_ground_and_reasons(self, name, ground, state, client, applied, judge):
        subject = workflow.accept(applied, by=judge) if name == "dismiss" else applied
        client.force_login(judge)
        assert client.get(url(name, subject)).status_code == 200
        assert client.post(url(name, subject), {**seen(subject), "ground": ground}).status_code == 422
        client.post(url(name, subject), {**seen(subject), "ground": ground, "reasons": "协议内容不明确。"})
        assert fresh(subject).state == state
        assert "协议内容不明确" in client.get(url("ruling", subject)).text

    @pytest.mark.parametrize("name", ["accept", "confirm", "not_accept", "dismiss"])
    def test_doors(self, name, client, applied, accepted, clerk, elsewhere, judge):
        for person, status in ((clerk, 403), (elsewhere.judge, 404)):
            client.force_login(person)
            assert client.post(url(name, accepted), seen(accepted)).status_code == status
        client.force_login(judge)
        old = {"seen": (accepted.state_since - datetime.timedelta(minutes=1)).isoformat()}
        assert client.post(url(name, accepted), old).status_code == 409
        assert fresh(accepted).state == "accepted"

    def test_the_litigant_reads_it(self, client, accepted, litigant):
        client.force_login(litigant)
        assert "诉前调确" in client.get(url("detail", accepted)).text


class TestDesk:
    def test_shows_what_awaits_a_decision(self, client, accepted, judge, elsewhere, division):
        for person, rows in ((judge, 1), (division, 1), (elsewhere.judge, 0)):
            client.force_login(person)
            assert len(client.get(reverse("confirmation:desk")).context["page"].rows) == rows
        workflow.confirm(accepted, by=judge)
        client.force_login(judge)
        assert not client.get(reverse("confirmation:desk")).context["page"].rows
        assert client.get(reverse("confirmation:desk"), {"state": "confirmed"}).context["page"].rows == [
            accepted
        ]

    def test_is_not_for_litigants(self, client, litigant):
        client.force_login(litigant)
        assert client.get(reverse("confirmation:desk")).status_code == 403

    def test_is_on_the_judges_home_page(self, client, applied, judge):
        client.force_login(judge)
        assert url("detail", applied) in client.get(reverse("home"), follow=True).text

    def test_costs_the_same_however_many_there_are(
        self, client, applied, clerk, judge, helong, filing_judge, mediator
    ):
        client.force_login(judge)
        with CaptureQueriesContext(connection) as few:
            client.get(reverse("confirmation:desk"))
        for _more in range(2):
            mediation = agree(file_case(clerk, helong), mediator=mediator, by=filing_judge)
            workflow.apply(mediation, applicants=mediation.filing.parties.all(), by=clerk)
        with CaptureQueriesContext(connection) as many:
            client.get(reverse("confirmation:desk"))
        assert len(many) == len(few) <= 9
