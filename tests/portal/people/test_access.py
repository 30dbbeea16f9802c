"""Nobody is anonymous by accident, and nobody goes where his role does not."""

from urllib.parse import parse_qs

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal.people.access import administers, is_public, require_role
from portal.people.models import Role
from tests.routes import routes

SIGN_IN = "/sign-in/"


def test_every_page_but_those_marked_public_sends_strangers_to_sign_in(client, district):
    closed = [route for route in routes() if not is_public(route.view)]
    assert len(closed) > 15
    for route in closed:
        for ask in (client.get, client.post):
            response = ask(route.url)
            assert response.status_code == 302 and response.url.startswith(SIGN_IN), route


def test_api_views_keep_their_own_door(client, district):
    from rest_framework.permissions import AllowAny

    for route in routes():
        view = getattr(route.view, "cls", None)
        if view and AllowAny not in view.permission_classes:
            assert client.get(route.url).status_code in (401, 403), route


def test_what_was_wanted_comes_back_after_signing_in(client, db):
    response = client.get("/people/", {"q": "金", "after": 5})
    address, _mark, query = response.url.partition("?")
    assert address == SIGN_IN and parse_qs(query) == {"next": ["/people/?q=%E9%87%91&after=5"]}


def test_a_form_sent_by_a_stranger_is_not_repeated_after_signing_in(client, db):
    assert client.post("/sessions/end-others/").url == f"{SIGN_IN}?next=%2F"


def test_a_fragment_asked_for_by_a_stranger_moves_the_whole_page(client, db):
    response = client.get(
        "/people/", headers={"hx-request": "true", "hx-current-url": "http://testserver/audit/?looks=1"}
    )
    assert response["HX-Redirect"] == f"{SIGN_IN}?next=%2Faudit%2F%3Flooks%3D1"


def test_a_fragment_asked_for_from_no_address_at_all_leads_to_the_home_page(client, db):
    headers = {"hx-request": "true", "hx-current-url": "http://["}
    assert client.get("/people/", headers=headers)["HX-Redirect"] == f"{SIGN_IN}?next=%2F"


def test_an_unknown_address_is_404_for_a_stranger_too(client, db):
    assert client.get("/no-such-room/").status_code == 404


def test_with_a_password_for_once_only_choosing_an_own_one_is_possible(client, clerk):
    clerk.must_change_password = True
    clerk.save()
    client.force_login(clerk)
    assert client.get(reverse("people:sessions")).url == reverse("people:password")
    assert client.get(reverse("people:password")).status_code == 200
    assert client.get("/people/", headers={"hx-request": "true"})["HX-Redirect"] == reverse("people:password")
    assert client.get("/").url == client.get("/fees/").url == reverse("people:password")
    refused = client.get("/api/v1/fees/quote/", {"kind": "property", "amount": 1})
    assert refused.status_code == 403 and refused.json()["code"] == "not_yet"
    assert client.post(reverse("people:language"), {"language": "ko"}).url == "/"
    assert client.post(reverse("people:sign_out")).url == SIGN_IN


@pytest.mark.parametrize("name", ["people:list", "people:take_on", "courts:list", "audit:list"])
@pytest.mark.parametrize(
    "who, status",
    [("clerk", 403), ("watcher", 403), ("litigant", 403), ("division", 200), ("administrator", 200)],
)
def test_the_keepers_pages(client, request, name, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse(name)).status_code == status


def test_require_role_wants_the_role_at_that_court(clerk, helong, dunhua):
    require_role(clerk, Role.JUDGE, Role.CLERK, at=helong)
    for role, court in ((Role.CLERK, dunhua), (Role.JUDGE, helong)):
        with pytest.raises(PermissionDenied):
            require_role(clerk, role, at=court)


def test_an_administrator_of_the_superior_administers_its_courts(
    administrator, helong, dunhua, elsewhere, division
):
    assert administers(administrator, helong) and administers(administrator, dunhua)
    assert administers(elsewhere.administrator, dunhua) and not administers(elsewhere.administrator, helong)
    assert not administers(division, helong)


def test_what_a_person_oversees(person_at, helong, dunhua, intermediate):
    both = person_at(intermediate, "clerk")
    from portal.people.models import Membership

    Membership.objects.create(person=both, court=dunhua, role="division")
    assert both.court_ids_as("division") == {dunhua.pk}
    assert helong.pk in both.court_ids_as("clerk") and both.court_ids_as("judge") == set()
