"""What becomes of a filing whose agreement is not confirmed (民诉法 206), and of the paper drawn up of one that is not."""

from importlib import import_module

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from filing.intake.models import Filing
from filing.review import workflow as review
from filing.review.acts import buttons
from filing.review.expiry import docket_expired
from mediation.conciliation import workflow as conciliation
from mediation.conciliation.models import PartyMediation
from mediation.confirmation import workflow
from portal.audit.models import AuditEntry
from portal.events import Event
from portal.workflow import IllegalTransition
from tests.mediation.cases import AGREEMENT, consents, fresh, last_event, under_way, verbs


def refused(mediation, *, by, dismissed=False):
    """The confirmation of the agreement, refused at once or after its acceptance."""
    confirmation = workflow.apply(mediation, applicants=mediation.filing.parties.all(), by=by)
    if not dismissed:
        return workflow.not_accept(confirmation, ground="status", reasons="…", by=by)
    workflow.accept(confirmation, by=by)
    return workflow.dismiss(confirmation, ground="unclear", reasons="…", by=by)


@pytest.fixture
def reopened(agreed, filing_judge):
    refused(agreed, by=filing_judge)
    return fresh(agreed.filing)


def offered(filing, person):
    return {button.verb: str(button.label) for button in buttons(fresh(filing), person)}


class TestRuling:
    @pytest.mark.parametrize("dismissed", [False, True])
    def test_a_refusal_opens_the_filing_again_without_a_clock(self, agreed, filing_judge, dismissed):
        refused(agreed, by=filing_judge, dismissed=dismissed)
        filing = fresh(agreed.filing)
        assert (filing.state, filing.decide_by) == ("not_confirmed", None)
        assert filing.was_mediated and filing.was_settled
        event = last_event(filing)
        assert (event.verb, event.source, event.process) == ("reopen", "settled", "confirmation")
        assert event.facts["settled"] is True
        assert docket_expired() == (0, 0)

    def test_a_confirmation_changes_nothing(self, agreed, judge):
        confirmation = workflow.apply(agreed, applicants=agreed.filing.parties.all(), by=judge)
        assert fresh(agreed.filing).state == "settled"
        workflow.confirm(workflow.accept(confirmation, by=judge), by=judge)
        assert fresh(agreed.filing).state == "settled" and "reopen" not in verbs(agreed.filing)

    def test_of_what_is_confirmed_no_paper_is_drawn_up_besides(self, agreed, filing_judge, judge):
        assert "docket" in offered(agreed.filing, filing_judge)
        confirmation = workflow.apply(agreed, applicants=agreed.filing.parties.all(), by=judge)
        workflow.confirm(workflow.accept(confirmation, by=judge), by=judge)
        assert "docket" not in offered(agreed.filing, filing_judge)
        with pytest.raises(IllegalTransition, match="司法确认"):
            review.docket(fresh(agreed.filing), by=filing_judge)
        assert fresh(agreed.filing).state == "settled" and fresh(agreed.filing).case_number is None

    def test_while_the_parties_wait_for_the_ruling_no_paper_is_drawn_up(self, agreed, filing_judge, judge):
        confirmation = workflow.apply(agreed, applicants=agreed.filing.parties.all(), by=judge)
        for _step in range(2):
            assert "docket" not in offered(agreed.filing, filing_judge)
            with pytest.raises(IllegalTransition, match="先"):
                review.docket(fresh(agreed.filing), by=filing_judge)
            if confirmation.state == "applied":
                workflow.accept(confirmation, by=judge)
        workflow.dismiss(confirmation, ground="unclear", reasons="…", by=judge)
        assert "docket" in offered(agreed.filing, filing_judge)

    def test_of_what_is_docketed_for_its_paper_no_confirmation_is_asked(
        self, client, agreed, filing_judge, judge
    ):
        seen = fresh(agreed)
        assert workflow.may_apply(seen, judge)
        review.docket(fresh(agreed.filing), by=filing_judge)
        assert not workflow.may_apply(fresh(agreed), judge)
        with pytest.raises(IllegalTransition, match="朴法官"):
            workflow.apply(seen, applicants=agreed.filing.parties.all(), by=judge)
        client.force_login(judge)
        assert client.get(reverse("confirmation:apply", args=[agreed.pk])).status_code == 409
        assert not agreed.confirmations.exists()

    def test_a_filing_that_went_another_way_meanwhile_stays_there(self, agreed, filing_judge, judge):
        """As it was possible before."""
        filing = fresh(agreed.filing)
        review.docket(filing, by=filing_judge)
        now = filing.state_since
        Filing.objects.update(state="settled")
        confirmation = workflow.apply(agreed, applicants=agreed.filing.parties.all(), by=judge)
        Filing.objects.update(state="docketed", state_since=now)
        workflow.not_accept(confirmation, ground="status", reasons="…", by=judge)
        assert fresh(confirmation).state == "not_accepted"
        assert fresh(agreed.filing).state == "docketed" and "reopen" not in verbs(agreed.filing)

    def test_a_refusal_that_fails_leaves_both_as_they_were(self, agreed, clerk, judge):
        confirmation = workflow.apply(agreed, applicants=agreed.filing.parties.all(), by=judge)
        with pytest.raises(PermissionDenied):
            workflow.not_accept(confirmation, ground="status", by=clerk)
        assert (fresh(confirmation).state, fresh(agreed.filing).state) == ("applied", "settled")

    def test_it_waits_on_the_desk_and_says_what_is_next(self, client, reopened, filing_judge, agreed):
        client.force_login(filing_judge)
        assert reopened in list(client.get(reverse("filing:desk")).context["page"])
        assert reopened in list(
            client.get(reverse("filing:desk"), {"state": "not_confirmed"}).context["page"]
        )
        page = client.get(reverse("filing:detail", args=[reopened.pk])).text
        assert "未获司法确认" in page and "重新调解达成协议" in page
        assert "协议未获司法确认" in client.get(reverse("mediation:detail", args=[agreed.pk])).text

    def test_those_left_settled_before_are_opened_by_the_migration(self, agreed, clerk, helong, filing_judge):
        refused(agreed, by=filing_judge)
        events = Event.objects.about(agreed.filing)
        events.filter(verb="reopen").retract()
        settled = events.get(verb="settle")
        Filing.objects.update(state="settled", state_since=settled.at, has_agreement=False)
        module = import_module("mediation.migrations.0002_not_confirmed")
        with connection.cursor() as cursor:
            cursor.execute(module.AGREED)
            assert fresh(agreed.filing).has_agreement
            cursor.execute(module.NOT_CONFIRMED)
            cursor.execute(module.NOT_CONFIRMED)  # the second time there is nothing left
        filing, event = fresh(agreed.filing), events.current().get(verb="reopen")
        assert (filing.state, filing.state_since) == ("not_confirmed", event.at)
        assert (event.source, event.since, event.facts) == ("settled", settled.at, settled.facts)
        assert AuditEntry.objects.filter(action="reopen", subject_id=filing.pk).count() == 2


class TestSuit:
    def test_it_is_docketed_as_the_civil_case_it_is(self, reopened, filing_judge):
        assert "docket" in offered(reopened, filing_judge)
        review.docket(reopened, by=filing_judge, track="simple")
        assert reopened.case_number.type_code == reopened.case_type == "民初"
        facts = last_event(reopened).facts
        assert (facts["case_type"], facts["mediated"], facts["settled"]) == ("民初", True, True)
        assert "in_time" not in facts

    def test_the_party_takes_it_back(self, reopened, litigant):
        assert list(offered(reopened, litigant)) == ["withdraw"]
        review.withdraw(reopened, by=litigant)
        assert fresh(reopened).state == "withdrawn"

    @pytest.mark.parametrize("verb", ["accept", "return", "decline", "transfer", "close"])
    def test_nothing_else_is_offered(self, reopened, filing_judge, judge, verb):
        assert verb not in offered(reopened, filing_judge) | offered(reopened, judge)

    @pytest.mark.parametrize("role", ["clerk", "judge", "watcher", "litigant"])
    def test_only_the_filing_judge_dockets_it(self, request, reopened, role):
        with pytest.raises(PermissionDenied):
            review.docket(reopened, by=request.getfixturevalue(role))


class TestOnceMore:
    def test_to_a_new_agreement_and_its_confirmation(self, reopened, mediator, filing_judge, judge):
        mediation = under_way(reopened, mediator=mediator, by=filing_judge)
        assert last_event(mediation).facts["first"] is False
        assert "in_time" not in last_event(reopened).facts
        conciliation.succeed(mediation, ending="agreement", agreement=AGREEMENT, by=mediator.person)
        assert last_event(mediation).facts["settled"] is True  # counted as ended before
        assert fresh(reopened).state == "settled" and workflow.may_apply(fresh(mediation), filing_judge)
        confirmation = workflow.apply(mediation, applicants=reopened.parties.all(), by=judge)
        workflow.confirm(workflow.accept(confirmation, by=judge), by=judge)
        assert fresh(reopened).state == "settled"

    def test_and_refused_once_more(self, reopened, mediator, filing_judge):
        mediation = under_way(reopened, mediator=mediator, by=filing_judge)
        conciliation.succeed(mediation, ending="agreement", agreement=AGREEMENT, by=mediator.person)
        refused(fresh(mediation), by=filing_judge, dismissed=True)
        assert fresh(reopened).state == "not_confirmed" and verbs(reopened).count("reopen") == 2

    def test_a_failure_is_docketed_inside_a_limit(self, reopened, mediator, filing_judge):
        mediation = under_way(reopened, mediator=mediator, by=filing_judge)
        conciliation.fail(mediation, ending="too_far_apart", report="…", by=mediator.person)
        filing = fresh(reopened)
        assert filing.state == "mediation_failed" and filing.decide_by
        assert review.docket(filing, by=filing_judge).case_type == "民初"

    @pytest.mark.parametrize("refuses", [False, True])
    def test_an_offer_nobody_took_leaves_it_where_it_was(
        self, reopened, mediator, filing_judge, litigant, refuses
    ):
        mediation = conciliation.refer(
            reopened, mediator=mediator, consents=consents(reopened, "plaintiff"), by=filing_judge
        )
        if refuses:
            conciliation.refuse(PartyMediation.objects.get(pk=mediation.pk), by=litigant)
        else:
            conciliation.recall(mediation, by=filing_judge)
        filing = fresh(reopened)
        assert (filing.state, filing.decide_by) == ("not_confirmed", None)
        assert last_event(filing).verb == "put_back"

    def test_the_page_of_referral_is_open(self, client, reopened, filing_judge, mediator):
        client.force_login(filing_judge)
        assert client.get(reverse("mediation:refer", args=[reopened.pk])).status_code == 200
        assert "refer" in offered(reopened, filing_judge)


class TestPaper:
    def test_the_page_says_which_number_is_drawn_and_what_for(self, client, agreed, filing_judge):
        address = reverse("filing:docket", args=[agreed.filing_id])
        assert offered(agreed.filing, filing_judge) == {"docket": "立案制作调解书"}
        client.force_login(filing_judge)
        page = client.get(address).text
        assert "立案制作调解书" in page and "诉前调书" in page and "制作调解书，和判决一样管用" in page
        assert 'name="track"' not in page
        assert client.post(address, {"seen": fresh(agreed.filing).state_since.isoformat()}).status_code == 302
        assert fresh(agreed.filing).case_number.type_code == "诉前调书"

    def test_any_other_docketing_says_what_it_did(self, client, filing, filing_judge):
        client.force_login(filing_judge)
        page = client.get(reverse("filing:docket", args=[filing.pk])).text
        assert "登记立案" in page and "诉前调书" not in page and 'name="track"' in page

    def test_what_the_parties_settled_by_themselves_has_none(
        self, client, running, mediator_person, filing_judge
    ):
        conciliation.succeed(running, ending="settled", by=mediator_person)
        filing = fresh(running.filing)
        assert offered(filing, filing_judge) == {}
        with pytest.raises(IllegalTransition):
            review.docket(filing, by=filing_judge)
        client.force_login(filing_judge)
        assert client.get(reverse("filing:docket", args=[filing.pk])).status_code == 409
        assert (fresh(filing).state, fresh(filing).case_number) == ("settled", None)
