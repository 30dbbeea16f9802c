"""A filing while it is in mediation: whose step comes next and by when, what rests, and where what is late stands."""

import datetime
import re

import pytest
import time_machine
from django.urls import reverse

from filing.intake.models import Filing
from filing.review.elsewhere import next_step, with_step
from mediation.conciliation import workflow
from mediation.conciliation.models import Mediation
from tests.mediation.cases import consents, file_case, fresh, under_way

DESK = reverse("mediation:desk")
FILINGS = reverse("filing:desk")


def step(filing):
    return next_step(with_step(Filing.objects.all()).get(pk=filing.pk))


def after(day, days=1):
    """The clock some days after that day, at noon in the court."""
    moment = datetime.datetime.combine(day, datetime.time(4), datetime.UTC)
    return time_machine.travel(moment + datetime.timedelta(days=days), tick=False)


def panels(client, person):
    client.force_login(person)
    return {panel["template"]: panel["context"] for panel in client.get("/").context["panels"]}


def late_panel(client, person):
    return panels(client, person).get("mediation/conciliation/_late_panel.html")


def untaken_panel(client, person):
    return panels(client, person)["mediation/conciliation/_untaken_panel.html"]


def counted(client, panel):
    """The mediations behind the panel's link."""
    return set(client.get(panel["url"]).context["page"].rows)


class TestStep:
    def test_an_offer_is_the_mediator_s_until_its_days_to_accept_end(self, offered):
        waits = step(offered.filing)
        assert (str(waits.label), str(waits.who), waits.by) == (
            "调解员确认接受",
            "调解员",
            offered.accept_by,
        )
        assert waits.elsewhere

    def test_under_way_the_mediation_s_own_limit_holds(self, running):
        waits = step(running.filing)
        assert (waits.by, waits.elsewhere, str(waits.who)) == (running.due_on, True, "调解员")

    def test_what_nobody_took_is_the_court_s_to_offer_again(self, offered, mediator_person):
        with after(offered.accept_by):
            silent = step(offered.filing)
        workflow.turn_down(offered, reason="出差", by=mediator_person)
        refused = step(offered.filing)
        for waits in (silent, refused):
            assert (str(waits.label), str(waits.who)) == ("另行指定调解员", "立案庭")

    def test_back_at_the_court_its_own_limit_holds_again(self, running, mediator_person):
        workflow.fail(running, ending="too_far_apart", report="差距过大", by=mediator_person)
        filing = fresh(running.filing)
        assert (step(filing).by, step(filing).elsewhere) == (filing.decide_by, False)

    def test_a_filing_that_never_was_there_keeps_its_own(self, filing):
        assert (step(filing).by, step(filing).elsewhere) == (filing.decide_by, False)


class TestPages:
    def test_the_filing_shows_the_mediation_s_day_and_that_its_own_rests(
        self, client, running, filing_judge, litigant
    ):
        for person in (filing_judge, litigant):
            client.force_login(person)
            page = client.get(reverse("filing:detail", args=[running.filing_id])).text
            following = page[page.index("timeline__item--next") :]
            assert f'datetime="{running.due_on}"' in following and "调解员" in following
            assert "调解期间暂停计算" in page

    def test_nothing_rests_before_and_afterwards(self, client, filing, filing_judge):
        client.force_login(filing_judge)
        assert "调解期间暂停计算" not in client.get(reverse("filing:detail", args=[filing.pk])).text

    def test_the_desk_of_filings_shows_until_when_the_offer_may_be_accepted(
        self, client, offered, filing_judge
    ):
        client.force_login(filing_judge)
        page = client.get(FILINGS)
        assert [filing.deadline for filing in page.context["page"]] == [offered.accept_by]
        assert f'datetime="{offered.accept_by}"' in page.text

    def test_a_litigant_finds_the_day_on_his_home_page(self, client, running, litigant):
        client.force_login(litigant)
        assert "调解结束" in client.get("/").text and "还剩" in client.get("/").text


class TestLate:
    def test_a_late_mediation_stands_on_the_judge_s_home_and_its_link_shows_it(
        self, client, running, filing, filing_judge, clerk, helong, mediator
    ):
        assert late_panel(client, filing_judge) is None
        with after(running.due_on):
            silent = file_case(clerk, helong)
            workflow.refer(silent, mediator=mediator, consents=consents(silent), by=filing_judge)
        with after(running.due_on, days=20):
            under_way(file_case(clerk, helong), mediator=mediator, by=filing_judge)  # not late
            panel = late_panel(client, filing_judge)
            assert (panel["total"], panel["late"]) == (1, 1)
            assert counted(client, panel) == {running}
            assert late_panel(client, clerk) is None

    def test_not_of_another_court(self, client, running, elsewhere):
        with after(running.due_on):
            assert late_panel(client, elsewhere.filing_judge) is None

    def test_its_filing_is_on_the_red_list(self, client, running, filing_judge, clerk, helong):
        client.force_login(filing_judge)
        assert not client.get(FILINGS, {"late": "on"}).context["page"].rows
        with after(running.due_on):
            file_case(clerk, helong)
            client.force_login(filing_judge)
            page = client.get(FILINGS, {"late": "on"})
            assert page.context["page"].rows == [running.filing] and "is-late" in page.text

    def test_on_its_last_day_it_is_not_late(self, client, running, filing_judge):
        with after(running.due_on, days=0):
            assert late_panel(client, filing_judge) is None
            assert not client.get(FILINGS, {"late": "on"}).context["page"].rows

    def test_the_home_page_counts_what_is_red_on_it(self, client, offered, filing_judge, clerk, helong):
        with after(offered.accept_by):
            overdue, waiting = file_case(clerk, helong), file_case(clerk, helong)
            Filing.objects.filter(pk=overdue.pk).update(state="returned", correct_by=offered.accept_by)
            page = panels(client, filing_judge)["filing/review/_home_panel.html"]
            assert (page["total"], page["late"]) == (3, 2)
            assert {row["reference"] for row in page["rows"] if row["due"] <= offered.accept_by} == {
                offered.filing.reference, overdue.reference,
            }  # fmt: skip
            red = re.findall(r'class="is-late"', client.get(FILINGS).text.replace("data-row ", ""))
            assert len(red) == 2 and waiting.reference in client.get(FILINGS).text


class TestUntaken:
    def test_its_link_leads_to_exactly_what_was_counted(
        self, client, offered, filing_judge, mediator_person, clerk, helong, mediator
    ):
        with after(offered.accept_by):  # silent
            refused, open_offer = file_case(clerk, helong), file_case(clerk, helong)
            refused = workflow.refer(refused, mediator=mediator, consents=consents(refused), by=filing_judge)
            workflow.turn_down(refused, reason="出差", by=mediator_person)
            workflow.refer(open_offer, mediator=mediator, consents=consents(open_offer), by=filing_judge)
            under_way(file_case(clerk, helong), mediator=mediator, by=filing_judge)
            panel = untaken_panel(client, filing_judge)
            assert panel["total"] == 2 and counted(client, panel) == {offered, refused}
            assert Mediation.objects.count() == 4

    def test_nothing_there_nothing_behind(self, client, offered, filing_judge):
        panel = untaken_panel(client, filing_judge)
        assert panel["total"] == 0 and counted(client, panel) == set()


@pytest.mark.parametrize(
    ("case_type", "words"),
    [
        ("民初", None), ("行初", ("《行政诉讼法》第60条", "补偿")), ("刑初", ("《刑事诉讼法》第212条", "自诉案件")),
        ("执", ("第241条", "和解")),
    ],
)  # fmt: skip
def test_before_it_is_referred_the_page_says_what_the_law_thinks_of_it(
    client, filing, filing_judge, mediator, case_type, words
):
    Filing.objects.update(case_type=case_type)
    client.force_login(filing_judge)
    page = client.get(reverse("mediation:refer", args=[filing.pk])).text
    assert ("notice--warn" in page) is bool(words)
    assert all(word in page for word in words or ())


def test_button_and_page_of_the_record_have_one_name(client, agreed, clerk, filing_judge, helong, mediator):
    failed = under_way(file_case(clerk, helong), mediator=mediator, by=filing_judge)
    workflow.fail(failed, ending="too_far_apart", report="差距过大", by=mediator.person)
    client.force_login(filing_judge)
    for mediation, name in ((agreed, "调解笔录"), (failed, "调解情况报告")):
        record = reverse("mediation:record", args=[mediation.pk])
        detail = client.get(reverse("mediation:detail", args=[mediation.pk])).text
        assert name in re.search(rf'href="{record}">(.*?)</a>', detail, re.DOTALL)[1]
        assert re.search(rf"<h1>\s*{name}\s*</h1>", client.get(record).text)


@pytest.mark.parametrize("who", ["clerk", "mediator_person", "judge", "filing_judge"])
def test_who_may_enter_a_confirmation_finds_the_room_in_his_menu(client, agreed, request, who):
    client.force_login(request.getfixturevalue(who))
    desk = reverse("confirmation:desk")
    assert desk in {entry["url"] for entry in client.get("/").context["nav"]}
    assert client.get(desk).status_code == 200
