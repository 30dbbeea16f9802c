"""Language, theme and elder mode: chosen by a form, kept in cookies, the language with the person too."""

import pytest
from django.test import Client


def test_a_language_is_kept_by_the_browser_and_by_the_person(client, clerk):
    client.force_login(clerk)
    response = client.post("/language/", {"language": "ko", "next": "/sessions/"})
    assert response.url == "/sessions/"
    clerk.refresh_from_db()
    assert clerk.language == "ko"
    assert 'lang="ko"' in client.get("/sessions/").content.decode()


def test_signing_in_elsewhere_brings_the_language_along(kim, sign_in):
    kim.language = "ko"
    kim.save()
    client = Client()
    sign_in(client)
    assert 'lang="ko"' in client.get("/sessions/").content.decode()


def test_visitors_choose_too(client, db):
    client.post("/language/", {"language": "en"})
    assert 'lang="en"' in client.get("/sign-in/").content.decode()


@pytest.mark.parametrize("language", ["", "xx", "zh-hans<script>"])
def test_an_unknown_language_changes_nothing(client, db, language):
    assert client.post("/language/", {"language": language, "next": "https://evil.example"}).url == "/"
    assert "django_language" not in client.cookies


def test_chinese_stands_without_a_choice(client, db):
    assert 'lang="zh-hans"' in client.get("/sign-in/").content.decode().lower()


def test_theme_and_elder_mode_are_kept_and_told_to_every_page(client, db):
    context = client.get("/sign-in/").context
    assert context["theme"] == "auto" and context["elder"] is False
    client.post("/appearance/", {"theme": "dark"})
    client.post("/appearance/", {"elder": "on"})
    context = client.get("/sign-in/").context
    assert context["theme"] == "dark" and context["elder"] is True
    client.post("/appearance/", {"elder": "off"})
    assert client.get("/sign-in/").context["elder"] is False


@pytest.mark.parametrize("name, value", [("theme", "neon"), ("elder", "1"), ("other", "x")])
def test_what_is_no_choice_is_not_kept(client, db, name, value):
    client.post("/appearance/", {name: value})
    assert name not in client.cookies


def test_an_invented_cookie_counts_as_no_choice(client, db):
    client.cookies["theme"] = '"><script>'
    response = client.get("/sign-in/")
    assert response.context["theme"] == "auto" and "<script>" not in response.content.decode().replace(
        "<script ", ""
    )


def test_a_choice_needs_a_post(client, db):
    assert client.get("/language/").status_code == client.get("/appearance/").status_code == 405
