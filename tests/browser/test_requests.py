"""Requests to a superior in a real browser: in every language and width, for who asks and for who answers."""

import datetime

import pytest
from django.utils import timezone

from filing.intake.models import Filing
from filing.intake.workflow import enter
from filing.review import workflow as review
from filing.superior import workflow
from tests.browser.conftest import DESKTOP, NARROWEST
from tests.filing.conftest import defendant, dispute, plaintiff
from tests.language import foreign

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def received(clerk, helong):
    def make():
        return enter(dispute(helong), by=clerk, parties=[plaintiff(), defendant()])

    return make


@pytest.fixture
def corrected(received, clerk, filing_judge):
    """Returned once and brought back."""

    def make():
        filing, soon = received(), timezone.localdate() + datetime.timedelta(days=5)
        review.return_for_correction(filing, by=filing_judge, defects=["claim"], correct_by=soon)
        return review.resubmit(Filing.objects.get(pk=filing.pk), by=clerk)

    return make


def ask(filing, by):
    return workflow.ask_for_notice(
        filing, by=by, defects=["copies"], remarks="转账记录", reason_for_second="补正材料与原件不一致"
    )


@pytest.mark.parametrize("language", ["zh-hans", "ko", "en"])
def test_every_page_speaks_one_language_fits_a_phone_and_is_open_to_everybody(
    page, sign_in, appear, axe, fits, screenshot, corrected, received, filing_judge, duty_leader, division, person_at,
    dunhua, language,
):  # fmt: skip
    open_one, asked = corrected(), ask(corrected(), filing_judge)
    refused = ask(corrected(), filing_judge)
    workflow.refuse(refused, by=duty_leader, answer="第一次已经告知清楚")
    moved = review.transfer(received(), by=filing_judge, court=dunhua, reasons="被告住所地在敦化")
    there = person_at(dunhua, "filing_judge", name="敦化立案法官")
    designation = workflow.ask_for_designation(moved, by=there, reasons="不属本院管辖", proposed=None)
    for person, addresses in (
        (filing_judge, ["/requests/", "/requests/?state=refused", f"/requests/{refused.pk}/",
            f"/filings/{open_one.pk}/", f"/filings/{open_one.pk}/ask-notice/"]),
        (duty_leader, ["/", f"/requests/{asked.pk}/", f"/requests/{asked.pk}/notice/", f"/requests/{asked.pk}/refuse/"]),
        (division, ["/", "/requests/", f"/requests/{designation.pk}/", f"/requests/{designation.pk}/designate/"]),
    ):  # fmt: skip
        sign_in(person)
        for number, address in enumerate(addresses):
            for width in (NARROWEST, DESKTOP):
                answer = appear(page, language=language, width=width).goto(address)
                assert answer.status == 200, address
                screenshot(page, f"requests-{person.pk}-{number}-{language}-{width}")
                assert foreign(page.content(), language) == [], address
                fits(page)
                axe(page)


def test_a_leader_gives_the_notice_a_judge_asked_for(page, sign_in, corrected, filing_judge, duty_leader):
    filing = corrected()
    sign_in(filing_judge)
    page.goto(f"/filings/{filing.pk}/")
    page.get_by_role("link", name="报请再次告知").click()
    page.get_by_label("起诉状原本").check()
    page.get_by_label("为什么要再次告知").fill("补正材料与原件不一致")
    page.get_by_role("button", name="报请").click()
    page.wait_for_url(f"**/filings/{filing.pk}/")
    sign_in(duty_leader)
    page.goto("/")
    page.get_by_role("region", name="待答复的报请").get_by_role("link", name="金明哲").click()
    page.get_by_role("link", name="再次告知", exact=False).first.click()
    page.get_by_role("button", name="再次告知").click()
    page.wait_for_url("**/requests/*/")
    assert Filing.objects.get(pk=filing.pk).state == "returned"
