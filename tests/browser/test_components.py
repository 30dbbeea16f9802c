"""The page of components, as everybody sees it: three languages, three sets of colours, desk and phone."""

import pytest

from tests.browser.conftest import DESKTOP, NARROWEST, PHONE

LOOKS = {"light": {"theme": "light"}, "dark": {"theme": "dark"}, "elder": {"elder": True}}


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("language", ["zh-hans", "ko", "en"])
def test_components_are_accessible_and_fit(page, appear, axe, fits, screenshot, language, look, width):
    appear(page, language=language, width=width, **LOOKS[look])
    page.goto("/components/")
    page.wait_for_selector(".chart.is-drawn")
    fits(page)
    axe(page)
    screenshot(page, f"components-{language}-{look}-{width}")


@pytest.mark.parametrize("look", LOOKS)
def test_home_is_accessible_and_fits(page, appear, axe, fits, screenshot, district, look):
    for language in ("zh-hans", "ko", "en"):
        for width in (DESKTOP, PHONE):
            appear(page, language=language, width=width, **LOOKS[look])
            page.goto("/")
            fits(page)
            axe(page)
            screenshot(page, f"home-{language}-{look}-{width}")


def test_the_checker_checks(page, axe):
    """A page with faults must not pass, or all the others prove nothing."""
    page.goto("/components/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x><input>')")
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


@pytest.mark.parametrize("elder", [False, True])
@pytest.mark.parametrize("language", ["zh-hans", "ko", "en"])
def test_the_narrowest_page_does_not_scroll_sideways(page, appear, fits, language, elder):
    """320 px is also 1280 px at 400 %."""
    told = []
    page.on("console", lambda message: told.append(message.text))
    appear(page, width=NARROWEST, language=language, elder=elder)
    page.goto("/components/")
    fits(page)
    assert told == []


def test_dark_without_a_choice_follows_the_device(page, appear):
    appear(page, theme="auto")
    page.emulate_media(color_scheme="dark")
    page.goto("/components/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 27, 24)"


def test_the_first_tab_skips_to_the_content(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_language_and_large_type_change_without_a_script(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/components/")
    page.click("button[value=ko]")
    assert page.get_attribute("html", "lang") == "ko"
    page.click("button[name=elder]")
    assert page.get_attribute("html", "data-elder") is not None
    assert page.url.endswith("/components/")
    context.close()


def test_a_verb_that_asks_first_can_be_left(page):
    page.goto("/components/")
    page.click("form[data-confirm] button")
    assert page.is_visible("#confirm")
    page.click("#confirm button[value=no]")
    assert not page.is_visible("#confirm")
    assert "?" not in page.url
    page.click("form[data-confirm] button")
    with page.expect_navigation():
        page.click("#confirm button[value=yes]")


def test_the_error_summary_leads_to_the_field(page):
    page.goto("/components/")
    page.click("a[href='#wrong_claim']")
    assert page.evaluate("document.activeElement.id") == "wrong_claim"


def test_keys_walk_the_desk_of_staff_and_can_be_switched_off(page, sign_in, clerk):
    sign_in(clerk)
    page.goto("/components/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert "23" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("k")
    assert "22" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.focus("a.back")
    page.keyboard.press("?")
    page.uncheck("[data-keys-switch]")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert "22" not in page.evaluate("document.activeElement.textContent")


def test_print_hides_what_can_only_be_pressed(page):
    page.goto("/components/")
    page.emulate_media(media="print")
    assert not page.is_visible(".nav, .letterhead__tools")
    assert page.is_visible(".print-head")
