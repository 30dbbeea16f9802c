"""The roster: who keeps it, and for which courts."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mediation.roster.candidates import candidates
from mediation.roster.models import MediationOrganisation, Mediator
from portal.audit.models import AuditEntry
from tests.mediation.cases import add_mediator, add_organisation, file_case, under_way

LIST = "roster:list"


def organisation_data(*courts, **more):
    return {"name": "林区劳动争议调解会", "kind": "industry", "courts": [court.pk for court in courts],
            "active": "on", **more}  # fmt: skip


def mediator_data(*courts, **more):
    return {"name": "朴调解员", "courts": [court.pk for court in courts], "active": "on", **more}


class TestKeeping:
    @pytest.mark.parametrize("role", ["filing_judge", "division", "administrator"])
    def test_keepers_add(self, role, request, client, helong):
        client.force_login(request.getfixturevalue(role))
        assert client.post(reverse("roster:add_organisation"), organisation_data(helong)).status_code == 302
        assert client.post(reverse("roster:add_mediator"), mediator_data(helong)).status_code == 302
        assert MediationOrganisation.objects.serving(helong).get().name == "林区劳动争议调解会"
        assert Mediator.objects.serving(helong).get().name == "朴调解员"
        assert AuditEntry.objects.filter(action="add_to_roster").count() == 2

    @pytest.mark.parametrize("role", ["clerk", "judge", "mediator_person", "litigant"])
    def test_others_do_not(self, role, request, client, helong, organisation):
        client.force_login(request.getfixturevalue(role))
        assert client.post(reverse("roster:add_mediator"), mediator_data(helong)).status_code == 403
        page = reverse("roster:organisation", args=[organisation.pk])
        assert client.post(page, organisation_data(helong)).status_code == 403
        assert not Mediator.objects.exists()

    def test_not_for_another_court(self, client, filing_judge, dunhua):
        client.force_login(filing_judge)
        assert client.post(reverse("roster:add_mediator"), mediator_data(dunhua)).status_code == 422

    def test_an_entry_of_another_court_is_unknown(self, client, filing_judge, dunhua):
        client.force_login(filing_judge)
        page = reverse("roster:organisation", args=[add_organisation(dunhua).pk])
        assert client.get(page).status_code == 404

    def test_a_change_leaves_other_courts_as_they_are(self, client, filing_judge, helong, dunhua):
        organisation = add_organisation(helong, dunhua)
        client.force_login(filing_judge)
        client.post(reverse("roster:organisation", args=[organisation.pk]), organisation_data(helong))
        assert set(organisation.courts.all()) == {helong, dunhua}
        organisation.refresh_from_db()
        assert organisation.name == "林区劳动争议调解会"

    @pytest.mark.parametrize(
        ("name", "data", "model"),
        [
            ("add_mediator", mediator_data, Mediator),
            ("add_organisation", organisation_data, MediationOrganisation),
        ],
    )
    def test_a_double_click_makes_one(self, name, data, model, client, filing_judge, helong):
        client.force_login(filing_judge)
        form = data(helong, form_key=uuid.uuid4())
        assert [client.post(reverse(f"roster:{name}"), form).status_code for _click in range(2)] == [302, 302]
        assert model.objects.count() == 1

    def test_two_organisations_have_two_names(self, client, filing_judge, helong):
        client.force_login(filing_judge)
        add_organisation(helong, name="林区劳动争议调解会")
        answer = client.post(reverse("roster:add_organisation"), organisation_data(helong))
        assert answer.status_code == 422 and list(answer.context["form"].errors) == ["name"]

    def test_an_account_is_linked_once(self, client, filing_judge, helong, mediator_person, clerk):
        client.force_login(filing_judge)
        page = reverse("roster:add_mediator")
        assert client.post(page, mediator_data(helong, person=clerk.pk)).status_code == 422
        assert client.post(page, mediator_data(helong, person=mediator_person.pk)).status_code == 302
        assert client.post(page, mediator_data(helong, person=mediator_person.pk)).status_code == 422
        assert mediator_person.mediator == Mediator.objects.get()


class TestList:
    def test_shows_load_and_stays_cheap(self, client, clerk, filing_judge, helong, mediator):
        client.force_login(clerk)
        with CaptureQueriesContext(connection) as few:
            client.get(reverse(LIST))
        under_way(file_case(clerk, helong), mediator=mediator, by=filing_judge)
        for number in range(3):
            add_mediator(helong, name=f"调解员{number}")
        with CaptureQueriesContext(connection) as many:
            shown = client.get(reverse(LIST)).context["mediators"]
        assert [one.load for one in shown if one.pk == mediator.pk] == [1]
        assert len(many) == len(few)

    def test_does_not_count_a_case_once_per_court(self, helong, dunhua, clerk, filing_judge, mediator_person):
        mediator = add_mediator(helong, dunhua, person=mediator_person)
        under_way(file_case(clerk, helong), mediator=mediator, by=filing_judge)
        assert Mediator.objects.visible_to(clerk).with_load().get().load == 1
        assert [candidate.load for candidate in candidates(helong)] == [1]

    def test_is_not_for_litigants(self, client, litigant):
        client.force_login(litigant)
        assert client.get(reverse(LIST)).status_code == 403

    def test_who_left_is_no_candidate(self, helong, mediator):
        Mediator.objects.update(active=False)
        assert candidates(helong) == []
