"""Too long, of the wrong kind, or by the wrong way: said in the court's words, with the way on."""

import pytest
from django.urls import reverse

WORDS = {"zh-hans": "提交的内容太长", "ko": "내용이 너무 깁니다", "en": "This is too long"}
CHINESE = {"accept": "text/html,*/*;q=0.8"}


@pytest.fixture
def at_counter(client, clerk):
    client.force_login(clerk)
    return client


@pytest.mark.parametrize("language", WORDS)
def test_a_form_that_is_too_long_is_told_so(at_counter, language, settings):
    at_counter.cookies["django_language"] = language
    form = {"grounds": "长" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE}
    answer = at_counter.post("/filings/enter/", form, headers={"referer": "http://testserver/filings/enter/"})
    page = answer.content.decode()
    assert answer.status_code == 413 and f"<h1>{WORDS[language]}</h1>" in page
    assert 'href="http://testserver/filings/enter/"' in page and "2.0" in page


def test_too_many_fields_are_too_much_as_well(at_counter, settings):
    form = {f"field-{number}": "1" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    assert at_counter.post("/filings/enter/", form).status_code == 413


@pytest.mark.parametrize(
    ("language", "control", "long"),
    [("zh-hans", "看不见的控制字符", "最多 100 个字，现在有 101 个字"), ("ko", "조종문자", "최대 100자까지")],
)
def test_a_text_a_form_cannot_take_is_refused_in_the_court_s_words(at_counter, language, control, long):
    at_counter.cookies["django_language"] = language
    for text, words in (("民间\0借贷", control), ("借" * 101, long)):
        answer = at_counter.post("/filings/enter/", {"cause_text": text})
        assert answer.status_code == 422 and words in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "above"),
    [
        ("/mediations/7/accept/", "/mediations/7/"),
        ("/confirmations/7/confirm/", "/confirmations/7/"),
        ("/sign-out/", "/"),
    ],
)
def test_an_address_of_a_button_opened_by_hand_leads_back(at_counter, path, above):
    answer = at_counter.get(path, headers=CHINESE)
    page = answer.content.decode()
    assert answer.status_code == 405 and answer["Allow"] == "POST"
    assert "<h1>请从页面上办理这一步</h1>" in page and f'href="{above}"' in page


def test_it_leads_back_to_where_one_came_from(at_counter):
    headers = {**CHINESE, "referer": "http://testserver/mediations/?late=on"}
    page = at_counter.get("/mediations/7/accept/", headers=headers).content.decode()
    assert 'href="http://testserver/mediations/?late=on"' in page


def test_a_program_gets_the_bare_answer_and_the_api_its_own(at_counter):
    bare = at_counter.get("/mediations/7/accept/", headers={"accept": "*/*"})
    assert (bare.status_code, bare.content, bare["Allow"]) == (405, b"", "POST")
    api = at_counter.post("/api/v1/filings/", headers=CHINESE)
    assert api.status_code == 405 and api["Content-Type"] == "application/json"


def test_whoever_is_not_signed_in_is_asked_to_sign_in_first(client, district):
    answer = client.get("/mediations/7/accept/", headers=CHINESE)
    assert answer.status_code == 302 and answer.url.startswith(reverse("people:sign_in"))
