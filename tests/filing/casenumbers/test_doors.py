"""The case-number reader, as a page and as an API."""

import pytest
from django.core.cache import cache

PARSE = "/api/v1/case-numbers/parse/"


@pytest.fixture(autouse=True)
def unthrottled():
    cache.clear()


def test_the_parts_in_canonical_form(client):
    answer = client.get(PARSE, {"text": " (2024)吉7502 民初 22号之一"}).json()
    assert answer["canonical"] == "（2024）吉7502民初22号之一"
    assert {name: answer[name] for name in ("year", "court_code", "court_kind", "type_code", "serial", "suffix", "masked")} == {
        "year": 2024, "court_code": "吉7502", "court_kind": "basic", "type_code": "民初", "serial": 22, "suffix": 1, "masked": False,
    }  # fmt: skip


def test_masked_digits(client):
    answer = client.get(PARSE, {"text": "（2024）吉75××民初×号"}).json()
    assert answer["masked"] and answer["serial"] == "×"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("我的案子", "no_year"),
        ("（2024）吉7502某某1号", "unknown_type"),
        ("（2021）吉7502诉前调确1号", "type_not_in_force"),
        ("x" * 5000, "too_long"),
    ],
)
def test_refusals(client, text, code):
    answer = client.get(PARSE, {"text": text})
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert answer.json()["field"] == "text"


def test_without_a_text(client):
    assert client.get(PARSE).json()["code"] == "empty"


def test_the_page_names_a_court_of_the_district(client, helong):
    page = client.get("/case-numbers/", {"text": "2024吉7502民初22"}).content.decode()
    assert "（2024）吉7502民初22号" in page and str(helong) in page


def test_the_page_names_the_kind_of_other_courts(client, district):
    assert client.get("/case-numbers/", {"text": "（2019）最高法民终1号"}).context["court"] is None


@pytest.mark.parametrize("query", [{}, {"text": ""}, {"text": "  \u3000"}])
def test_asked_nothing_the_page_is_empty_and_its_only_field_is_not_called_optional(client, db, query):
    page = client.get("/case-numbers/", query)
    text = page.content.decode()
    assert page.status_code == 200 and 'role="alert"' not in text
    assert "field__optional" not in text and " required" not in text


def test_the_page_says_why_it_is_none(client, db):
    page = client.get("/case-numbers/", {"text": "我的案子"})
    assert "parts" not in page.context and page.context["form"].errors["text"]
