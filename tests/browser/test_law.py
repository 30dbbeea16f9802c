"""Fee, cause, case number and court: walked on a phone and at a desk, with scripts and without."""

import pytest

from tests.browser.conftest import DESKTOP, NARROWEST, PHONE

LANGUAGES = ("zh-hans", "ko", "en")
PAGES = (
    ("fees-form", "/fees/"),
    (
        "fees-answer",
        "/fees/?kind=property&amount=350,000&halved_by=mediation&halved_by=simple&previous_amount=10万",
    ),
    ("fees-range", "/fees/?kind=divorce&amount=300000"),
    ("fees-errors", "/fees/?kind=property&amount=lots"),
    ("causes-form", "/causes/"),
    ("causes-found", "/causes/?q=欠钱"),
    ("cause", "/causes/2025/137/"),
    ("case-number-form", "/case-numbers/"),
    ("case-number", "/case-numbers/?text=(2024)吉7502民初22号之一"),
    ("case-number-errors", "/case-numbers/?text=我的案子"),
    ("court-form", "/which-court/"),
    (
        "court-answer",
        "/which-court/?cause=买卖合同纠纷&amount=5万&place_defendant=敦化市&place_performance=安图县",
    ),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_every_page_is_accessible_and_fits(page, appear, axe, fits, screenshot, district, language, width):
    appear(page, language=language, width=width)
    for name, address in PAGES:
        page.goto(address)
        for fold in page.locator("main details:not([open]) > summary").all():
            if fold.is_visible():
                fold.click()
        fits(page)
        axe(page)
        screenshot(page, f"law-{name}-{language}-{width}")


@pytest.mark.parametrize("look", [{"theme": "dark"}, {"elder": True}])
def test_answers_in_other_looks(page, appear, axe, fits, screenshot, district, look):
    appear(page, width=NARROWEST, language="ko", **look)
    for name, address in PAGES:
        if "answer" in name:
            page.goto(address)
            fits(page)
            axe(page)
            screenshot(page, f"law-{name}-{next(iter(look))}")


def test_a_litigant_without_scripts_works_out_a_fee(without_scripts, district):
    page = without_scripts("ko-KR")
    page.goto("/fees/")
    page.select_option("[name=kind]", "property")
    page.fill("[name=amount]", "10만")
    page.check("[name=halved_by][value=mediation]")
    page.click("main button.button--primary")
    assert "1,150.00" in page.locator("#answer ~ p").first.inner_text()
    address = page.url
    page.goto("/")
    page.goto(address)
    assert "1,150.00" in page.locator("#answer ~ p").first.inner_text()


def test_a_litigant_without_scripts_finds_a_cause_and_its_court(without_scripts, district):
    page = without_scripts("ko-KR")
    page.goto("/causes/")
    page.fill("[name=q]", "리혼")
    page.click("main button.button--primary")
    page.click("text=离婚纠纷")
    assert "离婚纠纷" in page.locator("h1").inner_text()
    page.goto("/which-court/")
    page.fill("[name=cause]", "리혼")
    page.click("main button.button--primary")
    page.select_option("[name=place_defendant]", "敦化市")
    page.click("main button.button--primary")
    assert "돈화림구기층법원" in page.locator("#answer + dl, #answer ~ dl").first.inner_text()


def test_an_answer_prints_without_its_form(page, screenshot, district):
    page.goto("/fees/?kind=property&amount=350000")
    page.emulate_media(media="print")
    assert page.locator("#answer").is_visible() and not page.locator("#question").is_visible()
    screenshot(page, "law-fees-print")
