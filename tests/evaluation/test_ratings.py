"""One case, one rating: who is invited, who may give it, and that nobody can take it away."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluation.ratings import workflow
from evaluation.ratings.models import Rating
from evaluation.ratings.tasks import invite_to_rate
from filing.review import workflow as review
from portal.workflow import IllegalTransition
from tests.mediation.cases import add_mediator, agreed, file_case, fresh, last_event, verbs


@pytest.fixture
def rating(declined):
    return workflow.invite(declined)


def page(rating):
    return reverse("rating:rate", args=[rating.code])


class TestInvitation:
    def test_a_running_case_has_none(self, clerk, helong):
        with pytest.raises(IllegalTransition):
            workflow.invite(file_case(clerk, helong))

    def test_is_made_once(self, declined):
        assert workflow.invite(declined) == workflow.invite(fresh(declined))
        assert verbs(Rating.objects.get()) == ["invite"]

    def test_the_task_finds_what_ended_and_may_run_twice(
        self, declined, clerk, filing_judge, helong, person_at
    ):
        mediator = add_mediator(helong, person=person_at(helong, "mediator"))
        settled = agreed(file_case(clerk, helong), mediator=mediator, by=filing_judge).filing
        running = file_case(clerk, helong)
        for _twice in range(2):
            invite_to_rate()
        assert set(Rating.objects.values_list("filing", flat=True)) == {declined.pk, settled.pk}
        assert not hasattr(fresh(running), "rating")

    def test_the_task_takes_a_few_at_a_time(self, declined, clerk, helong, filing_judge):
        other = file_case(clerk, helong)
        review.decline(other, ground="unlawful", reasons="…", by=filing_judge)
        assert [workflow.invite_ended(limit=1) for _run in range(3)] == [1, 1, 0]

    def test_a_docketed_case_waits_for_its_end(self, clerk, helong, filing_judge):
        filing = file_case(clerk, helong)
        review.docket(filing, by=filing_judge, track="simple")
        assert workflow.invite_ended() == 0

    def test_staff_see_link_and_code_to_print(self, client, clerk, declined):
        client.force_login(clerk)
        answer = client.get(reverse("rating:invitation", args=[declined.pk]))
        assert page(Rating.objects.get()) in answer.text
        assert 'class="qrline"' in answer.text

    def test_is_shown_for_ended_cases_only(self, client, clerk, helong):
        client.force_login(clerk)
        assert client.get(reverse("rating:invitation", args=[file_case(clerk, helong).pk])).status_code == 409

    def test_is_not_shown_at_another_court(self, client, elsewhere, declined):
        client.force_login(elsewhere.clerk)
        assert client.get(reverse("rating:invitation", args=[declined.pk])).status_code == 404

    def test_a_litigant_finds_it_on_his_home_page(self, client, litigant, rating):
        client.force_login(litigant)
        assert page(rating) in client.get(reverse("home")).text


class TestRating:
    def test_works_without_an_account(self, client, rating):
        assert client.get(page(rating)).status_code == 200
        answer = client.post(page(rating), {"grade": "4", "words": "窗口很耐心"}, follow=True)
        given = fresh(rating)
        assert (given.state, given.grade, given.words) == ("given", 4, "窗口很耐心")
        assert last_event(rating).facts["grade"] == 4 and verbs(rating) == ["invite", "rate"]
        assert "窗口很耐心" in answer.text

    def test_is_given_once(self, client, rating):
        client.post(page(rating), {"grade": "5"})
        answer = client.post(page(rating), {"grade": "1"})
        assert answer.status_code == 200 and fresh(rating).grade == 5
        assert verbs(rating) == ["invite", "rate"]

    def test_the_slower_of_two_is_told(self, rating):
        same = fresh(rating)
        workflow.rate(rating, grade=5, by=workflow.HOLDER)
        with pytest.raises(IllegalTransition):
            workflow.rate(same, grade=1, by=workflow.HOLDER)
        assert fresh(rating).grade == 5

    def test_a_signed_in_litigant_gives_it_as_himself(self, client, litigant, rating):
        client.force_login(litigant)
        client.post(page(rating), {"grade": "3"})
        assert last_event(rating).person == litigant

    @pytest.mark.parametrize(
        "role", ["clerk", "filing_judge", "mediator_person", "division", "administrator"]
    )
    def test_never_comes_from_staff(self, role, request, client, rating):
        person = request.getfixturevalue(role)
        client.force_login(person)
        assert client.get(page(rating)).status_code == 403
        answer = client.post(page(rating), {"grade": "5"})
        assert (
            answer.status_code == 403 and reverse("rating:invitation", args=[rating.filing_id]) in answer.text
        )
        with pytest.raises(PermissionDenied):
            workflow.rate(rating, grade=5, by=person)
        assert fresh(rating).state == "invited"

    @pytest.mark.parametrize("grade", ["", "0", "6", "五"])
    def test_takes_one_of_five_grades(self, grade, client, rating):
        assert client.post(page(rating), {"grade": grade}).status_code == 422
        with pytest.raises(ValidationError):
            workflow.rate(rating, grade=grade, by=workflow.HOLDER)
        assert fresh(rating).state == "invited"

    @pytest.mark.parametrize("code", ["%00", "a%00b", "%E5%92%8C", "..."])
    def test_what_can_be_no_code_is_unknown(self, client, db, code):
        assert client.get(f"/ratings/{code}/").status_code == 404

    def test_an_unknown_code_is_unknown(self, client, rating):
        assert client.get(reverse("rating:rate", args=["nothing"])).status_code == 404


class TestReceived:
    @pytest.fixture
    def given(self, rating):
        workflow.rate(rating, grade=1, words="等了两个小时", by=workflow.HOLDER)
        return rating

    @pytest.mark.parametrize("role", ["clerk", "judge", "watcher", "division"])
    def test_the_court_and_the_division_see_it(self, role, request, client, given):
        client.force_login(request.getfixturevalue(role))
        assert "等了两个小时" in client.get(reverse("rating:list")).text

    def test_another_court_does_not(self, client, elsewhere, given):
        client.force_login(elsewhere.clerk)
        assert "等了两个小时" not in client.get(reverse("rating:list")).text

    def test_is_filtered_by_grade(self, client, clerk, given):
        client.force_login(clerk)
        assert "等了两个小时" not in client.get(reverse("rating:list"), {"grade": "5"}).text

    def test_a_litigant_has_no_list(self, client, litigant, given):
        client.force_login(litigant)
        assert client.get(reverse("rating:list")).status_code == 403

    def test_costs_the_same_however_many_there_are(self, client, clerk, filing_judge, helong, given):
        client.force_login(clerk)
        with CaptureQueriesContext(connection) as few:
            client.get(reverse("rating:list"))
        for _more in range(3):
            filing = file_case(clerk, helong)
            review.decline(filing, ground="unlawful", reasons="…", by=filing_judge)
            workflow.rate(workflow.invite(filing), grade=5, by=workflow.HOLDER)
        with CaptureQueriesContext(connection) as many:
            answer = client.get(reverse("rating:list"))
        assert len(answer.context["page"].rows) == 4
        assert len(many) == len(few) <= 9


class TestOnTheFiling:
    def page(self, client, person, filing):
        client.force_login(person)
        return client.get(reverse("filing:detail", args=[filing.pk])).text

    def test_staff_find_the_way_to_invite_and_then_the_grade(self, client, clerk, declined):
        assert reverse("rating:invitation", args=[declined.pk]) in self.page(client, clerk, declined)
        workflow.rate(workflow.invite(declined), grade=5, by=workflow.HOLDER)
        text = self.page(client, clerk, declined)
        assert reverse("rating:invitation", args=[declined.pk]) not in text and 'id="rating"' in text

    def test_staff_never_find_the_code(self, client, clerk, rating):
        assert rating.code not in self.page(client, clerk, rating.filing)

    def test_the_litigant_finds_the_form(self, client, litigant, rating):
        assert page(rating) in self.page(client, litigant, rating.filing)

    def test_nothing_stands_there_while_the_case_runs(self, client, clerk, helong):
        assert 'id="rating"' not in self.page(client, clerk, file_case(clerk, helong))
