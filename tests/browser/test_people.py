"""The pages of people, courts, audit and personal data, as staff see them on a desk and on a phone."""

import base64

import pytest
from django_otp.oath import TOTP

from filing.intake.models import Filing, Party
from portal.audit.models import record
from portal.people import second_step, staffing
from portal.people.models import Person
from tests.browser.conftest import DESKTOP, NARROWEST
from tests.language import foreign
from tests.portal.people.provider import CLIENT, SECRET, Provider

PASSWORD = "松涛-Lin-2026-夜雨"
LANGUAGES = ["zh-hans", "ko", "en"]


@pytest.fixture
def house(district, helong, dunhua, administrator, clerk, filing_judge):
    """Some people, roles, corrections and looks to show."""
    staffing.give_role(clerk, dunhua, "watcher", by=administrator)
    staffing.bar(filing_judge, by=administrator)
    filing = Filing.objects.create(
        reference="GJ-2026-0001", court=helong, cause_version="2026", cause_code="1", cause_name="民间借贷纠纷", claim="还款"
    )  # fmt: skip
    party = Party.objects.create(filing=filing, side="plaintiff", name="金某", id_number="220102199003074512")
    detail = {"field": "id_number", "reason": "当事人来电询问开庭"}
    record(clerk, "look", subject=party, court=helong, detail=detail)
    record(administrator, "correct_court", subject=dunhua, court=dunhua, detail={"code": ["", "吉7501"]})
    return {
        "sign_in": "/sign-in/", "sessions": "/sessions/", "password": "/password/", "people": "/people/",
        "take_on": "/people/new/", "person": f"/people/{clerk.pk}/", "courts": "/courts/",
        "court": f"/courts/{dunhua.pk}/", "audit": "/audit/", "subject": f"/audit/person/{clerk.pk}/",
        "reveal": f"/personal/party/{party.pk}/id_number/", "second_step": "/second-step/", "turn_on": "/second-step/on/", "not_found": "/no-such-page/",
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_speaks_one_language_fits_a_phone_and_is_open_to_everybody(
    page, sign_in, appear, axe, fits, screenshot, house, administrator, language
):
    signed = house.pop("sign_in")
    appear(page, language=language, width=NARROWEST).goto(signed)
    check(page, language, axe, fits)
    sign_in(administrator)
    for name, url in house.items():
        for width in (NARROWEST, DESKTOP):
            appear(page, language=language, width=width).goto(url)
            screenshot(page, f"keeping-{name}-{language}-{width}")
            check(page, language, axe, fits)


def check(page, language, axe, fits):
    assert foreign(page.content(), language) == [], page.url
    fits(page)
    axe(page)


@pytest.mark.parametrize("theme, elder", [("dark", False), ("light", True)])
def test_dark_and_elder_pages_keep_their_contrast(
    page, sign_in, appear, axe, fits, house, administrator, theme, elder
):
    sign_in(administrator)
    for name in ("people", "person", "audit", "reveal"):
        appear(page, theme=theme, elder=elder, width=NARROWEST).goto(house[name])
        axe(page)
        fits(page)


def test_signing_in_changing_the_password_and_out_again_by_keyboard_alone(
    chromium, live_server, person_at, helong
):
    """Without JavaScript, as every journey of a litigant must work."""
    kim = person_at(helong, "clerk", name="金书记员", username="kim", must_change_password=True)
    kim.set_password(PASSWORD)
    kim.save()
    context = chromium.new_context(base_url=live_server.url, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto("/sessions/")
    page.locator("#id_username:focus").wait_for()  # the browser sets it a moment after the page is there
    page.keyboard.type("kim")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/password/")
    page.get_by_label("现在的密码").fill(PASSWORD)
    page.get_by_label("新密码", exact=True).fill("白桦林-里的-Morgen-7")
    page.get_by_label("再输一次新密码").fill("白桦林-里的-Morgen-7")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/")
    page.goto("/sessions/")
    assert page.get_by_role("row").count() == 2
    page.get_by_text("金书记员").first.click()
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/sign-in/")
    context.close()
    assert Person.objects.get(pk=kim.pk).check_password("白桦林-里的-Morgen-7")


def test_a_wrong_password_is_said_at_the_top_and_nothing_is_given_away(page, live_server, district):
    page.goto("/sign-in/")
    page.get_by_label("用户名").fill("nobody")
    page.get_by_label("密码").fill("wrong")
    page.get_by_role("button", name="登录").click()
    page.get_by_text("用户名或密码不对。请核对，密码区分大小写。").first.wait_for()
    assert page.get_by_label("密码").input_value() == ""


def test_language_theme_and_large_type_are_chosen_without_javascript(chromium, live_server, district):
    context = chromium.new_context(base_url=live_server.url, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto("/sign-in/")
    page.get_by_role("button", name="조선말").click()
    assert page.locator("html").get_attribute("lang") == "ko"
    page.get_by_role("button", name="큰 글자").or_(page.get_by_role("button", name="큰글자")).click()
    assert page.locator("html").get_attribute("data-elder") is not None
    assert page.url.endswith("/sign-in/")
    context.close()


def test_a_look_at_personal_data_shows_it_after_the_reason(
    page, sign_in, house, administrator, person_at, helong
):
    sign_in(administrator)
    page.goto(house["reveal"])
    assert "220102199003074512" not in page.content()
    page.get_by_label("为什么要看").fill("核对身份证号")
    page.get_by_role("button", name="显示").click()
    page.get_by_text("220102199003074512").wait_for()


def test_barring_asks_first_when_javascript_is_there(page, sign_in, administrator, clerk):
    sign_in(administrator)
    page.goto(f"/people/{clerk.pk}/")
    page.get_by_role("button", name="停止登录").click()
    dialog = page.get_by_role("dialog")
    assert "该人员的所有登录立即结束" in dialog.inner_text()
    dialog.get_by_role("button", name="停止登录").click()
    page.get_by_text("已停止登录，所有登录都已结束。").wait_for()
    assert not Person.objects.get(pk=clerk.pk).is_active


def test_the_code_of_the_phone_is_the_second_step(
    page, live_server, person_at, helong, axe, fits, screenshot
):
    kim = person_at(helong, "clerk", name="金书记员", username="kim")
    kim.set_password(PASSWORD)
    kim.save()
    secret = second_step.new_secret()
    clock = TOTP(base64.b32decode(secret))
    codes = second_step.turn_on(kim, secret, f"{clock.token():06d}")
    page.goto("/sign-in/")
    page.get_by_label("用户名").fill("kim")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url("**/sign-in/code/")
    screenshot(page, "keeping-code")
    axe(page)
    fits(page)
    page.keyboard.type(codes[0])
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/")


@pytest.fixture
def provider(settings):
    one = Provider()
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = one.issuer, CLIENT, SECRET
    yield one
    one.close()


def test_the_button_of_the_provider_leads_there_and_back(
    page, live_server, person_at, helong, provider, axe, fits, screenshot
):
    person_at(helong, "clerk", name="金书记员", username="kim")
    page.goto("/sign-in/?next=/sessions/")
    screenshot(page, "keeping-sign-in-provider")
    axe(page)
    fits(page)
    page.get_by_role("link", name="用法院统一身份认证登录").click()
    page.wait_for_url(f"{live_server.url}/sessions/")
    assert page.get_by_text("金书记员").first.is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_goes_wrong_at_the_provider_is_said_in_the_reader_s_language(
    page, appear, axe, fits, screenshot, district, provider, language
):
    appear(page, language=language, width=NARROWEST)
    for name in ("refused", "unknown", "down"):
        if name == "unknown":
            page.goto("/sign-in/provider/")
        elif name == "refused":
            page.goto("/sign-in/provider/back/")
        else:
            provider.failing = {"/token": 500}
            page.goto("/sign-in/provider/")
        screenshot(page, f"keeping-provider-{name}-{language}")
        check(page, language, axe, fits)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_role_that_demands_the_second_step_is_led_to_it(
    page, sign_in, appear, axe, fits, screenshot, administrator, settings, language
):
    settings.SECOND_STEP_ROLES = frozenset({"administrator"})
    sign_in(administrator)
    appear(page, language=language, width=NARROWEST).goto("/")
    assert page.url.endswith("/second-step/on/")
    screenshot(page, f"keeping-demanded-{language}")
    check(page, language, axe, fits)
