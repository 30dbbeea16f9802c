"""Time limits on a phone and at a desk, with scripts and without; the day table of staff."""

import pytest

from tests.browser.conftest import DESKTOP, NARROWEST, PHONE
from tests.portal.calendar.test_announcement import as_csv

LANGUAGES = ("zh-hans", "ko", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_the_calculator_is_accessible_and_fits(
    page, appear, axe, fits, screenshot, district, language, width
):
    appear(page, language=language, width=width)
    for name, query in (
        ("form", ""),
        ("answer", "?rule=filing_decision&start=2022-04-23"),
        ("provisional", "?amount=30&unit=calendar_day&start=2026-12-20"),
        ("moment", "?rule=cross_court_response&start=2022-04-29&time=16:50"),
        ("nodate", "?rule=filing_correction&start=2022-04-23"),
        ("errors", "?rule=preservation_urgent&start=2022-04-23"),
    ):
        page.goto(f"/time-limits/{query}")
        fits(page)
        axe(page)
        screenshot(page, f"limits-{name}-{language}-{width}")


@pytest.mark.parametrize("look", [{"theme": "dark"}, {"elder": True}])
def test_the_answer_in_other_looks(page, appear, axe, fits, screenshot, district, look):
    appear(page, width=NARROWEST, language="ko", **look)
    page.goto("/time-limits/?rule=mediation_acceptance&start=2022-04-22")
    fits(page)
    axe(page)
    screenshot(page, f"limits-answer-{next(iter(look))}")


def test_a_litigant_without_scripts_asks_and_reads_the_answer(without_scripts, district):
    page = without_scripts()
    page.goto("/time-limits/")
    page.select_option("[name=rule]", "filing_defence")
    page.fill("[name=start]", "2024-04-16")
    page.click("main button.button--primary")
    assert "2024-05-06" in page.locator("#answer ~ p time").get_attribute("datetime")
    # The link of the answer is the answer.
    address = page.url
    page.goto("/")
    page.goto(address)
    assert "2024-05-06" in page.locator("#answer ~ p time").get_attribute("datetime")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_the_day_table_is_accessible_and_fits(
    page, appear, axe, fits, screenshot, sign_in, division, tmp_path, language, width
):
    sign_in(division)
    appear(page, language=language, width=width)
    page.goto("/calendar/?year=2022")
    fits(page)
    axe(page)
    screenshot(page, f"table-2022-{language}-{width}")
    file = tmp_path / "2027.csv"
    for name, rows in (("faults", as_csv([("2027-02-30", "放假", "春节")])), ("preview", as_csv())):
        file.write_bytes(rows)
        page.goto("/calendar/announce/")
        page.fill("[name=source]", "国办发明电〔2026〕7号")
        page.set_input_files("[name=file]", file)
        page.click("main form.form button.button--primary")
        page.wait_for_selector("#preview")
        fits(page)
        axe(page)
        screenshot(page, f"announce-{name}-{language}-{width}")
    page.click("[name=enter]")
    page.wait_for_selector("#exceptions")
    axe(page)
    screenshot(page, f"table-2027-{language}-{width}")
