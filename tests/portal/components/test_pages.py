"""The page of components and the home pages: whole in every language, nothing inline, few statements."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from portal import welcome
from portal.people.models import Role
from tests.language import foreign

LANGUAGES = ("zh-hans", "ko", "en")
INLINE = re.compile(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*(src=|application/json))")


def spoken(client, language):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/components/", "/"])
def test_visitors_read_one_language(client, district, path, language):
    html = spoken(client, language).get(path).content.decode()
    assert foreign(html, language) == []
    assert not INLINE.search(html)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", Role)
def test_staff_of_every_role_start_with_their_day(client, person_at, helong, role, language):
    client.force_login(person_at(helong, role), backend="django.contrib.auth.backends.ModelBackend")
    answer = spoken(client, language).get("/")
    assert answer.status_code == 200
    html = answer.content.decode()
    assert foreign(html, language) == []
    assert not INLINE.search(html)


def test_the_public_page_names_every_court_the_intermediate_one_first(client, district):
    html = client.get("/").content.decode()
    places = [html.index(court.name, html.index("<tbody>")) for court in welcome.welcome(None)["courts"]]
    assert len(places) == 6
    assert places == sorted(places)
    assert "延边林区中级法院" in html[places[0] : places[1]]


def test_the_public_page_costs_two_statements(client, district, django_assert_max_num_queries):
    client.get("/")
    with django_assert_max_num_queries(2):
        client.get("/")


def test_a_door_leads_somewhere_or_is_not_there(monkeypatch):
    monkeypatch.setattr(welcome, "_doors", [])
    welcome.register_door("no:such", "无", "无", "x", order=1)
    welcome.register_door("components", "组件", "看", "grid", order=9)
    welcome.register_door("home", "首页", "看", "house", order=5)
    assert [door["url"] for door in welcome.doors()] == [reverse("home"), reverse("components")]


def test_a_person_of_two_roles_has_one_heading(client, person_at, helong):
    person = person_at(helong, Role.CLERK, Role.WATCHER)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/").content.decode().count("<h1") == 1


def test_the_walker_finds_what_is_foreign():
    page = '<p>립안 立案 <span class="data" lang="zh">民初</span><b translate="no">x y</b></p><a title="Docket">것</a>'
    assert foreign(page, "ko") == ["립안 立案", "Docket"]
    assert foreign("<p>Filed <code>民</code> 민</p>", "en") == ["민"]
    assert foreign("<p>登记 filing</p><p>导出 Excel、PDF</p>", "zh-hans") == ["登记 filing"]
