"""The cause finder, as a page and as an API."""

import pytest
from django.core.cache import cache

LIST = "/api/v1/causes/"


@pytest.fixture(autouse=True)
def unthrottled():
    cache.clear()


def test_the_whole_tree_of_a_day(client):
    answer = client.get(LIST, {"on": "2025-12-31"}).json()
    assert (answer["version"], answer["begins"], answer["ends"], answer["count"]) == (
        "2020",
        "2021-01-01",
        "2026-01-01",
        473,
    )
    places = {row["code"]: position for position, row in enumerate(answer["results"])}
    assert len(places) == 927
    assert all(places[row["parent"]] < places[row["code"]] for row in answer["results"] if row["parent"])
    assert client.get(LIST, {"on": "2026-01-01"}).json()["count"] == 514


@pytest.mark.parametrize("q", ["民间借贷", "mjjd", "minjianjiedai", "欠钱"])
def test_found_by_chinese_pinyin_initials_and_everyday_words(client, q):
    first = client.get(LIST, {"on": "2026-03-02", "q": q}).json()["results"][0]
    assert (first["name"], first["code"]) == ("民间借贷纠纷", "108.3")
    assert first["path"] == ["合同纠纷", "借款合同纠纷", "民间借贷纠纷"]


def test_limit_and_nothing_found(client):
    assert len(client.get(LIST, {"q": "合同", "limit": "3"}).json()["results"]) == 3
    assert client.get(LIST, {"q": "🙂"}).json()["results"] == []


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"on": "2020-12-31"}, "before_first_list"),
        ({"on": "someday"}, "day_unreadable"),
        ({"on": "2026-02-30"}, "day_unreadable"),
        ({"on": "9999-01-01"}, "day_out_of_range"),
        ({"q": "a" * 101}, "q_unreadable"),
        ({"limit": "0"}, "limit_unreadable"),
        ({"limit": "many"}, "limit_unreadable"),
    ],
)
def test_refusals(client, query, code):
    answer = client.get(LIST, query)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert answer.json()["detail"]


def test_one_cause_and_what_became_of_it(client):
    answer = client.get(f"{LIST}2020/132/").json()
    assert answer["successor"]["kind"] == "moved"
    assert answer["successor"]["causes"][0]["code"] == "137"
    assert client.get(f"{LIST}2025/137/").json()["successor"] is None
    assert next(child["code"] for child in client.get(f"{LIST}2025/65/").json()["children"]) == "65.1"


@pytest.mark.parametrize("address", ["2025/9999/", "1999/1/"])
def test_an_unknown_cause_is_not_found(client, address):
    answer = client.get(LIST + address)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_the_page_finds_and_links(client, db):
    page = client.get("/causes/", {"q": "欠钱", "on": "2026-03-02"}).content.decode()
    assert 'href="/causes/2025/108.3/"' in page


def test_the_page_of_a_cause_shows_where_it_came_from_and_went(client, db):
    assert 'href="/causes/2020/132/"' in client.get("/causes/2025/137/").content.decode()
    assert 'href="/causes/2025/137/"' in client.get("/causes/2020/132/").content.decode()
    assert client.get("/causes/2025/9999/").status_code == 404


def test_the_page_says_what_is_wrong_with_the_day(client, db):
    page = client.get("/causes/", {"q": "欠钱", "on": "2020-01-01"})
    assert page.status_code == 400 and "2021-01-01" in page.content.decode()


@pytest.mark.parametrize("version", ["2020", "2025"])
def test_every_cause_is_reached_from_the_top(client, db, version):
    """Walked by links alone, as somebody without a script would."""
    from filing import causes

    edition = causes.list(version)
    reached, waiting = set(), list(edition.children[""])
    while waiting:
        cause = waiting.pop()
        reached.add(cause.code)
        waiting.extend(edition.children.get(cause.code, ()))
    assert reached == edition.by_code.keys()
