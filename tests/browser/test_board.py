"""The full screen in the division's office: nobody scrolls on a wall, and nothing has to be pressed."""

import pytest

from portal.people.models import Person
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)

BOARD = "/dashboard/board/"
PAGES = ["board-targets", "board-courts", "board-trend"]
WALLS = [(1920, 1080), (1366, 768)]


@pytest.fixture
def wall(page, sign_in, appear, seeded):
    """`wall(width, height, …)`: the board on a screen of that size."""
    sign_in(Person.objects.get(username="lian"))

    def hang(width, height, asked="", **looks):
        appear(page, width=width, **looks).set_viewport_size({"width": width, "height": height})
        assert page.goto(BOARD + asked).status == 200
        return page

    return hang


def in_sight(page):
    return page.locator("[data-board-page]:visible").evaluate_all("parts => parts.map(part => part.id)")


def overflow(page):
    """By how much the page is wider and higher than the screen, once the charts have taken their place."""
    for _moment in range(30):
        found = page.evaluate(
            "[document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]"
        )
        if found == [0, 0]:
            break
        page.wait_for_timeout(100)
    return found


@pytest.mark.parametrize(("language", "theme"), [("zh-hans", "light"), ("ko", "dark"), ("en", "light")])
def test_every_page_fits_its_screen(wall, axe, screenshot, language, theme):
    for width, height in WALLS:
        for asked in ("", "?period=month&indicator=litigation_intake"):
            page = wall(width, height, asked, language=language, theme=theme)
            for name in PAGES:
                assert in_sight(page) == [name]
                assert overflow(page) == [0, 0], (width, height, asked, name)
                if asked == "" and width == 1366:
                    axe(page)
                screenshot(page, f"board-{language}-{theme}-{width}-{name}")
                page.keyboard.press("ArrowRight")


def test_pages_turn_by_themselves_until_a_key_or_the_button_stops_them(wall):
    page = wall(1366, 768)
    page.clock.install()
    page.reload()
    assert page.locator("h1").count() == 1 and page.locator(".letterhead, .foot").count() == 0
    page.clock.run_for(20_000)
    assert in_sight(page) == ["board-courts"]
    page.keyboard.press("Space")
    assert page.locator("[data-board-pause]").get_attribute("aria-pressed") == "true"
    page.clock.run_for(60_000)
    assert in_sight(page) == ["board-courts"]
    page.click("[data-board-pause]")
    page.clock.run_for(40_000)
    assert in_sight(page) == ["board-targets"]
    page.click("a[href='#board-trend']")
    assert in_sight(page) == ["board-trend"]
    assert page.locator("[aria-current=page]").get_attribute("href") == "#board-trend"
    page.keyboard.press("ArrowLeft")
    assert in_sight(page) == ["board-courts"]


def test_the_plan_s_targets_stand_on_the_board(wall):
    page = wall(1366, 768)
    assert page.locator("#board-targets .target").count() == 4
    assert page.locator("#board-courts tbody tr").count() == 7


def test_on_a_phone_all_pages_stand_below_one_another(wall, fits, axe):
    for language in ("zh-hans", "ko"):
        page = wall(PHONE, 780, language=language)
        assert in_sight(page) == PAGES and page.locator("[data-board-pause]").is_hidden()
        fits(page)
        axe(page)


@pytest.fixture
def still(chromium, context, live_server, sign_in, seeded):
    """A tab of the same person that runs no scripts."""
    sign_in(Person.objects.get(username="lian"))
    opened = chromium.new_context(base_url=live_server.url, locale="zh-CN", java_script_enabled=False)
    opened.add_cookies(context.cookies())
    yield opened.new_page()
    opened.close()


def test_without_scripts_every_page_is_there_and_fits(still):
    still.set_viewport_size({"width": 1366, "height": 768})
    still.goto(BOARD)
    assert in_sight(still) == PAGES and still.locator("[data-board-pause]").is_hidden()
    for name in PAGES:
        still.click(f"a[href='#{name}']")
        box = still.locator(f"#{name}").bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 768, name
        still.evaluate("scrollTo(0, 0)")
