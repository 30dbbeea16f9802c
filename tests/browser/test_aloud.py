"""Elder mode reads aloud: what is said in which language, pause, stop, by keyboard, and nothing where there is no voice."""

import pytest

from tests.browser.conftest import DESKTOP, NARROWEST, PHONE
from tests.language import foreign

LANGUAGES = ["zh-hans", "ko", "en"]
# The voice is the browser's part: here it keeps what it is asked to say until the test lets it finish.
VOICE = """
window.said = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
const voice = {
  speak(utterance) { window.said.push({text: utterance.text, lang: utterance.lang}); window.speaking = utterance; },
  cancel() { const was = window.speaking; window.speaking = null; was?.onerror?.({error: "canceled"}); },
  getVoices() { return window.voices || []; },
};
Object.defineProperty(window, "speechSynthesis", {value: voice});
window.finish = () => { const was = window.speaking; window.speaking = null; was.onend(); };
"""


@pytest.fixture
def listen(page, appear, district):
    def open_page(url="/terms/", language="zh-hans", width=PHONE, voices=None, **look):
        page.add_init_script(VOICE)
        if voices is not None:
            page.add_init_script(f"window.voices = {voices!r}.map(lang => ({{lang}}))")
        appear(page, elder=True, language=language, width=width, **look)
        page.goto(url)
        return page

    return open_page


def said(page):
    return page.evaluate("said.map(one => one.text)")


def read_all(page):
    page.locator("[data-aloud-read]").click()
    page.evaluate("() => { while (window.speaking) window.finish(); }")
    return said(page)


def test_it_is_there_only_in_elder_mode_with_scripts_and_a_voice(
    page, appear, chromium, live_server, district
):
    appear(page).goto("/")
    assert page.locator("[data-aloud]").count() == 0 and "aloud.js" not in page.content()
    page.add_init_script("Object.defineProperty(window, 'speechSynthesis', {value: undefined})")
    appear(page, elder=True).goto("/")
    assert page.locator("[data-aloud]").is_hidden()
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies([{"name": "elder", "value": "on", "url": live_server.url}])
    still = context.new_page()
    still.goto("/")
    assert still.locator("[data-aloud]").is_hidden()
    context.close()


def test_the_content_is_read_from_heading_to_end_in_sentences_and_nothing_else(listen):
    page = listen("/")
    texts = read_all(page)
    assert texts[0] == page.locator("h1").inner_text()
    assert "工作人员出具收据。" in texts and "缺什么材料，一次告诉您。" in texts
    headings = [one for one in page.locator("main h2, main h3").all_inner_texts() if one]
    assert [one for one in texts if one in headings] == headings
    assert max(map(len, texts)) <= 100
    everything = "".join(texts)
    assert "朗读" not in everything and "中文" not in everything and "12368" not in everything
    assert page.locator("[data-aloud-read]").get_attribute("aria-pressed") == "false"
    assert page.locator(".is-read").count() == 0


def test_what_is_folded_away_is_not_read(listen):
    page = listen("/case-numbers/")
    folded = page.locator("main details.fold th[scope=row]").first.text_content()
    assert folded and folded not in read_all(page)


def test_data_of_another_language_are_said_in_their_own(listen):
    page = listen("/", language="ko")
    read_all(page)
    tongues = page.evaluate("[...new Set(said.map(one => one.lang))].sort()")
    assert tongues == ["ko-KR", "zh-CN"]


def test_what_is_read_is_marked_and_in_sight(listen):
    page = listen("/terms/", width=NARROWEST)
    page.locator("[data-aloud-read]").click()
    for _time in range(40):
        page.evaluate("finish()")
    marked = page.locator(".is-read")
    assert marked.count() == 1 and said(page)[-1] in marked.inner_text()
    assert marked.evaluate(
        "e => e.getBoundingClientRect().top >= 0 && e.getBoundingClientRect().top < innerHeight"
    )


def test_pause_keeps_the_sentence_and_stop_ends_by_keyboard_alone(listen):
    page = listen()
    read, pause = page.locator("[data-aloud-read]"), page.locator("[data-aloud-pause]")
    assert pause.is_hidden()
    read.focus()
    page.keyboard.press("Enter")
    assert read.get_attribute("aria-pressed") == "true"
    page.evaluate("finish()")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert pause.get_attribute("aria-pressed") == "true" and page.evaluate("speaking") is None
    heard = said(page)
    page.keyboard.press("Space")
    assert pause.get_attribute("aria-pressed") == "false"
    assert said(page) == [*heard, heard[-1]]  # the broken sentence from its beginning
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("speaking") is None and page.locator(".is-read").count() == 0
    assert read.get_attribute("aria-pressed") == "false" and pause.is_hidden()
    assert page.evaluate("document.activeElement.hasAttribute('data-aloud-read')")
    page.keyboard.press("Enter")
    assert said(page)[-1] == heard[0]  # from the beginning


def test_leaving_the_page_ends_the_reading(listen):
    page = listen()
    page.locator("[data-aloud-read]").click()
    assert page.evaluate("speaking !== null")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate("speaking") is None and len(said(page)) == 1


@pytest.mark.parametrize("voices, reads", [([], True), (["zh-CN"], False), (["zh-CN", "ko-KR"], True)])
def test_a_device_without_a_voice_for_the_language_says_so(listen, voices, reads):
    page = listen(language="ko", voices=voices)
    page.locator("[data-aloud-read]").click()
    assert page.evaluate("said.length > 0 && speaking.voice?.lang") == (
        reads and ("ko-KR" if voices else None)
    )
    assert bool(said(page)) is reads and page.locator("[data-aloud-none]").is_visible() is not reads


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_reading_aloud_keeps_contrast_width_and_language(listen, axe, fits, screenshot, language, theme):
    page = listen("/", language=language, width=NARROWEST, theme=theme)
    page.locator("[data-aloud-read]").click()
    for _time in range(8):
        page.evaluate("finish()")
    screenshot(page, f"aloud-{language}-{theme}")
    fits(page)
    axe(page)
    assert foreign(page.content(), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("look", [{}, {"theme": "dark"}, {"elder": True}])
def test_a_word_is_explained_where_it_stands(page, appear, axe, fits, screenshot, district, language, look):
    for name, url in (
        ("home", "/"), ("terms", "/terms/"), ("fees", "/fees/?kind=property&amount=100000&halved_by=mediation"),
        ("court", "/which-court/?cause=买卖合同纠纷&amount=50000&place_defendant=敦化市"),
    ):  # fmt: skip
        for width in (NARROWEST, DESKTOP):
            appear(page, language=language, width=width, **look).goto(url)
            for word in page.locator("main a.term").all():
                word.click()
            fits(page)
            axe(page)
            assert foreign(page.content(), language) == [], url
            screenshot(page, f"terms-{name}-{language}-{next(iter(look), 'light')}-{width}")


def test_a_word_opens_and_closes_by_keyboard_and_leads_to_its_page_without_scripts(
    page, appear, chromium, live_server, district
):
    appear(page).goto("/fees/?kind=property&amount=100000")
    word = page.locator("main a.term").first
    word.focus()
    page.keyboard.press("Space")
    assert word.get_attribute("aria-expanded") == "true"
    assert (
        page.locator(".term__means").inner_text()
        == f"{word.get_attribute('data-name')} {word.get_attribute('data-means')}"
    )
    assert word.get_attribute("aria-describedby") == page.locator(".term__means").get_attribute("id")
    page.keyboard.press("Enter")
    assert word.get_attribute("aria-expanded") == "false" and page.locator(".term__means").count() == 0
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    still = context.new_page()
    still.goto("/fees/?kind=property&amount=100000")
    key = still.locator("main a.term").first.get_attribute("href").partition("#")[2]
    still.locator("main a.term").first.click()
    assert still.url.endswith(f"/terms/#{key}")
    context.close()
