"""The counter and the desk in a real browser: with and without JavaScript, by keyboard, in every language and width."""

import datetime

import pytest
from django.utils import timezone

from filing.intake.models import Filing
from filing.intake.workflow import enter
from filing.review import workflow
from tests.browser.conftest import DESKTOP, NARROWEST
from tests.filing.conftest import defendant, dispute, plaintiff
from tests.language import foreign

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def receive(clerk, helong):
    def make(**fields):
        parties = [plaintiff(id_number="222403198001011239", phone="13804330000"), defendant()]
        return enter(dispute(helong, **fields), by=clerk, parties=parties)

    return make


@pytest.fixture
def pages(receive, filing_judge, clerk, dunhua):
    """Filings in every state a page looks different in."""
    waiting, returned, declined = receive(), receive(amount=40_000), receive(amount=50_000)
    soon = timezone.localdate() + datetime.timedelta(days=5)
    workflow.return_for_correction(
        returned, by=filing_judge, defects=["claim", "copies"], correct_by=soon, remarks="借条看不清"
    )
    workflow.decline(declined, by=filing_judge, ground="arbitration", reasons="约定仲裁")
    moved = receive(amount=70_000)
    workflow.transfer(moved, by=filing_judge, court=dunhua, reasons="被告住所地在敦化")
    large = receive(amount=600_000_000)
    again = receive(amount=80_000)
    Filing.objects.filter(pk=again.pk).update(transferred_from=dunhua)
    late = receive(amount=60_000)
    Filing.objects.filter(pk=late.pk).update(decide_by=soon - datetime.timedelta(days=9))
    return [
        "/filings/", "/filings/?state=declined", "/filings/enter/", f"/filings/{waiting.pk}/",
        f"/filings/{waiting.pk}/receipt/", f"/filings/{waiting.pk}/docket/", f"/filings/{waiting.pk}/return/",
        f"/filings/{waiting.pk}/decline/", f"/filings/{waiting.pk}/withdraw/", f"/filings/{returned.pk}/",
        f"/filings/{returned.pk}/resubmit/", f"/filings/{returned.pk}/notices/1/", f"/filings/{declined.pk}/",
        f"/filings/{declined.pk}/ruling/", f"/filings/{moved.pk}/", f"/filings/{moved.pk}/receipt/",
        f"/filings/{large.pk}/", f"/filings/{large.pk}/transfer/", f"/filings/{again.pk}/ask-designation/", f"/filings/{late.pk}/",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["zh-hans", "ko", "en"])
def test_every_page_speaks_one_language_fits_a_phone_and_is_open_to_everybody(
    page, sign_in, appear, axe, fits, screenshot, pages, filing_judge, language
):
    sign_in(filing_judge)
    for number, url in enumerate(pages):
        for width in (NARROWEST, DESKTOP):
            appear(page, language=language, width=width).goto(url)
            screenshot(page, f"filing-{number}-{language}-{width}")
            assert foreign(page.content(), language) == [], url
            fits(page)
            axe(page)


@pytest.mark.parametrize("theme, elder", [("dark", False), ("light", True)])
def test_dark_and_elder_pages_keep_their_contrast(
    page, sign_in, appear, axe, fits, pages, filing_judge, theme, elder
):
    sign_in(filing_judge)
    for url in (pages[0], pages[2], pages[3], pages[6], pages[-1]):
        appear(page, theme=theme, elder=elder, width=NARROWEST).goto(url)
        axe(page)
        fits(page)


def fill(page):
    page.fill("[name=party-0-name]", "朴英海")
    page.fill("[name=party-1-name]", "和龙松木材加工厂")
    page.click("button[name=add_party][value=third]")
    page.fill("[name=party-2-name]", "崔春花")
    page.fill("[name=claim]", "请求判令被告归还借款三万五千元。")
    page.fill("[name=amount]", "3.5万")
    page.fill("[name=cause_text]", "mjjd")


def entered(page):
    page.get_by_label("民间借贷纠纷").first.check()
    page.get_by_role("button", name="登记并出具凭证").last.click()
    page.wait_for_url("**/receipt/")
    filing = Filing.objects.get()
    assert (filing.cause_name, filing.amount) == ("民间借贷纠纷", 35_000)
    assert [party.name for party in filing.parties.all()] == ["朴英海", "和龙松木材加工厂", "崔春花"]


def test_a_dispute_is_entered_without_leaving_the_page(page, sign_in, clerk):
    sign_in(clerk)
    page.goto("/filings/enter/")
    fill(page)  # the suggestions come by themselves
    entered(page)


def test_a_dispute_is_entered_without_javascript(chromium, live_server, client, clerk):
    context = chromium.new_context(base_url=live_server.url, locale="zh-CN", java_script_enabled=False)
    client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page = context.new_page()
    page.goto("/filings/enter/")
    fill(page)
    page.get_by_role("button", name="查找案由").click()
    entered(page)
    context.close()


def test_the_enter_key_sends_the_form_and_adds_no_party(page, sign_in, clerk):
    sign_in(clerk)
    page.goto("/filings/enter/")
    page.locator("[name=party-0-name]").press("Enter")
    page.get_by_role("alert").first.wait_for()
    assert page.locator("fieldset.rows__item").count() == 2


def test_the_desk_by_keyboard_alone(page, sign_in, receive, filing_judge):
    first, second = receive(), receive(amount=40_000)
    sign_in(filing_judge)
    page.goto("/filings/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.locator("#item h2", has_text=second.reference).wait_for()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.locator("#item h2", has_text=first.reference).wait_for()
    page.locator("#item").get_by_role("link", name="审查通过").click()
    page.wait_for_url(f"**/filings/{first.pk}/accept/")
    page.get_by_role("button", name="审查通过").click()
    page.wait_for_url(f"**/filings/{first.pk}/")
    assert Filing.objects.get(pk=first.pk).state == "accepted"
