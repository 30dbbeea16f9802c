"""The menu offers each role what it may open, and nothing else."""

import pytest
from django.urls import reverse

from portal.navigation import PLACES
from portal.people.models import Role


def menu(response):
    return {str(entry["url"]) for entry in response.context["nav"]}


@pytest.mark.parametrize("role", Role.values)
def test_every_entry_of_a_role_s_menu_opens(client, person_at, helong, role):
    client.force_login(person_at(helong, role))
    offered = menu(client.get("/"))
    assert offered == {reverse(place.route) for place in PLACES if role in place.roles}
    for url in offered:
        assert client.get(url).status_code == 200, url


def test_every_room_of_the_menu_is_built_in():
    for place in PLACES:
        assert reverse(place.route)


def test_the_entry_of_the_room_one_stands_in_is_marked(client, administrator):
    client.force_login(administrator)
    marked = [
        entry["url"] for entry in client.get(reverse("people:take_on")).context["nav"] if entry["current"]
    ]
    assert marked == [reverse("people:list")]
    assert not any(entry["current"] for entry in client.get(reverse("people:sessions")).context["nav"])


def test_litigants_and_visitors_have_no_menu_of_staff(client, litigant):
    assert menu(client.get("/")) == set()
    client.force_login(litigant)
    assert menu(client.get("/")) == set()


def test_every_role_has_a_home_page(client, person_at, helong):
    for role in Role.values:
        client.force_login(person_at(helong, role))
        response = client.get("/")
        assert response.status_code == 200 and response.context["audience"] == "staff"


def test_a_panel_of_two_roles_stands_once_and_a_hidden_one_not_at_all(rf, person_at, helong, monkeypatch):
    from portal import home

    monkeypatch.setattr(home, "_panels", {})
    home.register_panel("clerk", "late.html", lambda request: {"n": 1}, order=20)
    home.register_panel("judge", "late.html", lambda request: {"n": 1}, order=20)
    home.register_panel("judge", "early.html", lambda request: {}, order=10)
    home.register_panel("clerk", "hidden.html", lambda request: None, order=5)
    home.register_panel(home.PUBLIC, "public.html", lambda request: {})
    request = rf.get("/")
    request.user = person_at(helong, "clerk", "judge")
    assert [panel["template"] for panel in home.panels(request)] == ["early.html", "late.html"]
