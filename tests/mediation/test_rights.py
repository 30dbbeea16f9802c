"""Who mediates is on the court's roster now; who is a party stays one, whatever else he is."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from filing.intake.models import Filing
from mediation.conciliation import workflow
from mediation.conciliation.models import Mediation
from mediation.roster.models import Mediator
from portal.people.models import Membership
from tests.mediation.cases import add_mediator, add_organisation, consents, fresh


@pytest.fixture
def to_organisation(filing, filing_judge, organisation):
    return workflow.refer(
        filing, organisation=organisation, consents=consents(filing, "plaintiff"), by=filing_judge
    )


def detail(mediation):
    return reverse("mediation:detail", args=[mediation.pk])


@pytest.mark.parametrize("unfit", ["inactive", "of another court"])
def test_an_offer_to_an_organisation_is_for_those_who_serve_the_court(
    client, to_organisation, organisation, mediator_person, helong, dunhua, unfit
):
    mine = add_mediator(helong, person=mediator_person, organisation=organisation)
    client.force_login(mediator_person)
    assert client.get(detail(to_organisation)).status_code == 200
    if unfit == "inactive":
        Mediator.objects.update(active=False)
    else:
        mine.courts.set([dunhua])
    person = type(mediator_person).objects.get(pk=mediator_person.pk)
    assert client.get(detail(to_organisation)).status_code == 404
    with pytest.raises(PermissionDenied):
        workflow.accept(fresh(to_organisation), by=person)
    assert fresh(to_organisation).mediator is None


def test_whose_role_was_taken_away_mediates_no_more(client, running, mediator_person, dunhua):
    Membership.objects.filter(person=mediator_person).delete()
    Membership.objects.create(person=mediator_person, court=dunhua, role="watcher")
    client.force_login(mediator_person)
    assert client.get(detail(running)).status_code == 404
    person = type(mediator_person).objects.get(pk=mediator_person.pk)
    with pytest.raises(PermissionDenied):
        workflow.succeed(fresh(running), ending="settled", by=person)
    assert fresh(running).state == "under_way"


def test_a_party_who_serves_elsewhere_may_still_refuse(client, running, elsewhere):
    Filing.objects.update(filed_by=elsewhere.watcher)
    client.force_login(elsewhere.watcher)
    assert client.get(detail(running)).status_code == 200
    seen = {"seen": fresh(running).state_since.isoformat()}
    assert client.post(reverse("mediation:refuse", args=[running.pk]), seen).status_code == 302
    assert Mediation.objects.get().ending == "one_side_stops"


@pytest.mark.parametrize("role", ["watcher", "clerk"])
def test_a_party_reads_no_report_of_his_own_case(client, running, mediator_person, person_at, helong, role):
    person = person_at(helong, role)
    Filing.objects.update(filed_by=person)
    workflow.fail(fresh(running), ending="too_far_apart", report="双方底线的内情", by=mediator_person)
    client.force_login(person)
    for page in ("detail", "record"):
        answer = client.get(reverse(f"mediation:{page}", args=[running.pk]))
        assert answer.status_code == 200 and "双方底线的内情" not in answer.text


class TestRoster:
    def test_an_organisation_of_another_court_stays_with_its_mediator(
        self, client, filing_judge, helong, dunhua
    ):
        theirs = add_organisation(dunhua, name="敦化调委会")
        entry = add_mediator(helong, dunhua, organisation=theirs)
        client.force_login(filing_judge)
        address = reverse("roster:mediator", args=[entry.pk])
        form = client.get(address).context["form"]
        assert theirs in form.fields["organisation"].queryset
        sent = {"name": "改名的调解员", "courts": [helong.pk], "active": "on", "organisation": theirs.pk}
        assert client.post(address, sent).status_code == 302
        entry.refresh_from_db()
        assert (entry.name, entry.organisation) == ("改名的调解员", theirs)

    def test_a_link_leads_where_the_reader_may_change(self, client, person_at, intermediate, helong):
        theirs, ours = add_mediator(helong), add_mediator(intermediate, name="中院调解员")
        client.force_login(person_at(intermediate, "filing_judge"))
        page = client.get(reverse("roster:list")).text
        assert reverse("roster:mediator", args=[ours.pk]) in page and theirs.name in page
        assert reverse("roster:mediator", args=[theirs.pk]) not in page
