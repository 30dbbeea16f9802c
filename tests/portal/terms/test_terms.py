"""Words of the law: one file, three languages, explained on the pages where litigants meet them."""

import re

import pytest
from django.conf import settings
from django.template import Context, Template
from django.urls import reverse
from django.utils import translation

from portal.templatetags.terms import explain
from portal.terms.words import terms
from tests.language import foreign

LANGUAGES = ["zh-hans", "ko", "en"]
TEMPLATES = settings.BASE_DIR / "templates"


def used():
    """Keys of the words that templates explain."""
    keys = set()
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        keys.update(re.findall(r'{% term "(\w+)"', text))
        for several in re.findall(r'\|explain:"([\w ]+)"', text):
            keys.update(several.split())
    return keys


def links(page):
    return set(re.findall(r'<a class="term" href="/terms/#(\w+)"', page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_has_a_name_and_one_sentence_or_two_in_its_language(language):
    with translation.override(language):
        held = terms()
    assert len(held) >= 24 and len({term.name for term in held.values()}) == len(held)
    for term in held.values():
        assert term.means and term.means[-1] in "。." and len(term.means) <= 160, term.key
        assert foreign(f"<p>{' '.join(term.forms)} {term.means}</p>", language) == [], term.key


def test_korean_keeps_the_hand_of_yanbian():
    with translation.override("ko"):
        text = " ".join(" ".join(term.forms) + term.means for term in terms().values())
    assert not re.search("입안|임구|이유|연락|이용|조정", text)


def test_templates_explain_at_least_twenty_words_and_none_that_is_missing():
    assert len(used()) >= 20 and used() <= set(terms())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_words_has_a_place_for_each_and_is_found_at_the_foot(client, district, language):
    client.cookies["django_language"] = language
    assert 'href="/terms/"' in client.get("/").content.decode()
    page = client.get("/terms/").content.decode()
    assert foreign(page, language) == []
    assert set(re.findall(r'<div id="(\w+)"><dt>', page)) == set(terms())


def test_the_page_of_words_asks_the_database_nothing(client, district, django_assert_num_queries):
    client.get("/terms/")  # the district's name is remembered by language
    with django_assert_num_queries(0):
        client.get(reverse("terms:list"))


@pytest.mark.parametrize("language, sentence, shown", [
    ("zh-hans", "法院登记立案并告知您案号，立案后再说。", "法院[登记立案]并告知您[案号]，立案后再说。"),
    ("ko", "법원이 등록립안하고 사건번호를 알려 드립니다.", "법원이 [등록립안]하고 [사건번호]를 알려 드립니다."),
    ("en", "The court dockets it; undocketed <b>cases</b> have no Case number.",
     "The court [dockets] it; undocketed &lt;b&gt;cases&lt;/b&gt; have no [Case number]."),
    ("zh-hans", "没有这些词。", "没有这些词。"),
])  # fmt: skip
def test_the_first_mention_is_explained_and_the_sentence_stays_what_it_was(language, sentence, shown):
    with translation.override(language):
        said = explain(sentence, "docket case_number")
    assert re.sub(r"<a [^>]*>([^<]*)</a>", r"[\1]", said) == shown


def test_a_label_says_the_same_and_staff_read_it_plain():
    tag = Template('{% term "cause" label %}|{% term "cause" %}')
    with translation.override("zh-hans"):
        assert links(tag.render(Context({"label": "案由 <1>"}))) == {"cause"}
        assert tag.render(Context({"label": "案由 <1>", "audience": "staff"})) == "案由 &lt;1&gt;|案由"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("url, keys", [
    ("/", {"complaint", "evidence", "defendant", "receipt", "mediation_first", "appeal", "decline"}),
    ("/fees/?kind=property&amount=100000&halved_by=mediation", {"fee", "amount", "half_fee"}),
    ("/which-court/?cause=买卖合同纠纷&amount=50000&place_defendant=敦化市", {"jurisdiction", "transfer"}),
])  # fmt: skip
def test_public_pages_explain_their_words(client, district, language, url, keys):
    client.cookies["django_language"] = language
    assert keys - links(client.get(url).content.decode()) == set()
