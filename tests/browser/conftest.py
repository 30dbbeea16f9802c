"""Chromium on a live server: pages as people see them, with the accessibility checker inside."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

CHROMIUM = Path("/usr/bin/chromium")
AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
WCAG_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
DESKTOP, PHONE, NARROWEST = 1280, 360, 320
# Playwright runs a loop of its own in this thread; the database is still used by one thread at a time.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def _insisted():
    return os.environ.get("CI") == "true" or os.environ.get("SONGTING_INSIST_BROWSER") == "1"


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium; without it these tests are left out, or fail where they are insisted on."""
    missing = [str(path) for path in (CHROMIUM, AXE) if not path.exists()]
    if missing:
        reason = f"{' and '.join(missing)} not installed (script/bootstrap says how)"
        pytest.fail(reason) if _insisted() else pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            chromium_sandbox=False,
            args=[
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
            ],
        )
        yield browser
        browser.close()
        # While Playwright's loop runs, Django holds this thread's sessions apart from those of before and after it.
        connections.close_all()


@pytest.fixture
def context(chromium, live_server):
    """A browser of its own, in Chinese at desk width; everything it asks for stays on this machine."""
    context = chromium.new_context(
        base_url=live_server.url,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        viewport={"width": DESKTOP, "height": 900},
    )
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def without_scripts(chromium, live_server):
    """`without_scripts("ko-KR")`: a tab of a phone that runs no scripts, in that language."""
    opened = []

    def make(locale="zh-CN"):
        opened.append(
            chromium.new_context(
                base_url=live_server.url,
                locale=locale,
                java_script_enabled=False,
                viewport={"width": PHONE, "height": 780},
            )
        )
        return opened[-1].new_page()

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def page(context):
    """A tab; a script error or a breach of the content policy fails the test that caused it."""
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda message: faults.append(message.text) if "Content Security Policy" in message.text else None,
    )
    yield page
    assert faults == []


@pytest.fixture
def sign_in(context, live_server, client):
    """`sign_in(person)`: the browser has that person's session from now on."""

    def enter(person):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return person

    return enter


@pytest.fixture
def appear(context, live_server):
    """`appear(page, language="ko", theme="dark", elder=True, width=360)`: as a browser that chose so before."""

    def choose(page, *, language="zh-hans", theme="light", elder=False, width=DESKTOP):
        chosen = {settings.LANGUAGE_COOKIE_NAME: language, "theme": theme, "elder": "on" if elder else "off"}
        context.add_cookies(
            [{"name": name, "value": value, "url": live_server.url} for name, value in chosen.items()]
        )
        page.set_viewport_size({"width": width, "height": 900})
        return page

    return choose


@pytest.fixture(scope="session")
def axe():
    """`axe(page)` asserts that axe-core finds nothing against WCAG 2.2 A and AA on the page."""
    source = AXE.read_text(encoding="utf-8") if AXE.exists() else ""

    def check(page):
        page.evaluate(source)
        found = page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})",
            WCAG_AA,
        )
        assert [_violation(one) for one in found["violations"]] == []

    return check


def _violation(one):
    places = [f"{' '.join(map(str, node['target']))}: {node['failureSummary']}" for node in one["nodes"][:4]]
    return f"{one['id']}: {one['help']} | " + " | ".join(places)


@pytest.fixture(scope="session")
def fits():
    """`fits(page)` asserts that nothing makes the page scroll sideways."""

    def check(page):
        wide = page.evaluate(
            """() => document.documentElement.scrollWidth <= innerWidth ? [] :
            [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
            .slice(0, 6).map(e => e.tagName + '.' + e.getAttribute('class'))"""
        )
        assert wide == []

    return check


@pytest.fixture
def screenshot(request):
    """`screenshot(page, name)` keeps a picture in the folder SCREENSHOTS names, if it names one."""

    def keep(page, name):
        folder = os.environ.get("SCREENSHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)

    return keep


@pytest.fixture
def seeded(db):
    """A small demo district with two months of cases, published rankings, and a correction since."""
    from metrics.indicators.declarations import INDICATORS
    from metrics.ranking.publication import publish
    from metrics.ranking.windows import Window
    from metrics.rollup.refresh import refresh
    from portal.events import Event

    call_command("seed_district", courts=6, years=0.2, cases=60, seed=3, stdout=StringIO())
    call_command("run_jobs", stdout=StringIO())
    month = Window.of("month", timezone.localdate()).previous()
    led = Event.objects.current().within(month.begin, month.end).filter(verb="accept")
    wrong = led.filter(court__level="basic").first()
    Event.objects.filter(id=wrong.id).retract()
    publish(month, INDICATORS.values())  # a second version to look at
    refresh()
