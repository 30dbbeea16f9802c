"""Signing in and out: one answer for every failure, a new session key, a lock after five attempts."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from portal.audit.models import AuditEntry
from portal.people.models import Session


def test_the_right_password_opens_the_home_page_and_is_on_record(client, kim, sign_in):
    response = sign_in(client)
    assert response.status_code == 302 and response.url == "/"
    assert client.get(reverse("people:sessions")).status_code == 200
    assert AuditEntry.objects.get(action="sign_in").person == kim


def test_passwords_are_kept_by_argon2(kim):
    assert kim.password.startswith("argon2$argon2id$")


def visible(response):
    """The page without what differs by design: the form's secret and what was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    return re.sub(r'value="(kim|nobody|barred)"', "", text)


def test_wrong_password_unknown_name_and_barred_person_get_the_same_answer(
    kim, person_at, helong, password, sign_in
):
    barred = person_at(helong, "clerk", username="barred", is_active=False)
    barred.set_password(password)
    barred.save()
    answers = [
        sign_in(Client(), "kim", "wrong"), sign_in(Client(), "nobody", "wrong"), sign_in(Client(), "barred"),
    ]  # fmt: skip
    assert {answer.status_code for answer in answers} == {200}
    assert len({visible(answer) for answer in answers}) == 1


@pytest.mark.parametrize("next_url, landed", [
    ("/people/?q=1", "/people/?q=1"), ("https://evil.example/", "/"), ("//evil.example/", "/"),
    ("javascript:alert(1)", "/"), ("http://testserver/sessions/", "http://testserver/sessions/"), ("", "/"),
    ("abc", "/"), ("people:list", "/"), ("abc.d/", "/"), ("http://testserver.evil.example/", "/"), ("http://[", "/"),
])  # fmt: skip
def test_only_pages_of_ours_are_gone_on_to(client, kim, sign_in, next_url, landed):
    assert sign_in(client, next=next_url).url == landed


def test_the_page_carries_where_to_go_on_to(client, db):
    assert 'name="next" value="/audit/"' in client.get("/sign-in/?next=/audit/").content.decode()
    assert (
        'name="next" value="https://evil'
        not in client.get("/sign-in/?next=https://evil.example/").content.decode()
    )


def test_somebody_signed_in_is_sent_on(client, clerk):
    client.force_login(clerk)
    assert client.get("/sign-in/?next=/sessions/").url == "/sessions/"


def test_signing_in_gives_the_session_a_new_key(client, kim, sign_in):
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    sign_in(client)
    assert client.cookies["sessionid"].value != planted
    assert not Session.objects.filter(pk=planted).exists()


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(client, kim, sign_in):
    sign_in(client)
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["max-age"] == 8 * 3600


def test_signing_out_needs_a_post_and_ends_the_session(client, kim, sign_in):
    sign_in(client)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").url == "/sign-in/"
    assert not Session.objects.filter(person=kim).exists()
    assert AuditEntry.objects.filter(action="sign_out", person=kim).exists()


def test_five_wrong_passwords_lock_this_name_from_this_address_only(client, kim, sign_in, district):
    for _attempt in range(4):
        assert sign_in(client, word="wrong").status_code == 200
    locked = sign_in(client, word="wrong")
    assert locked.status_code == 429
    assert "尝试次数过多" in locked.content.decode()
    assert sign_in(client).status_code == 429  # the right one no longer helps
    assert sign_in(Client(REMOTE_ADDR="10.1.2.3")).status_code == 302
    assert sign_in(Client(), "somebody", "wrong").status_code == 200


def test_names_that_do_not_exist_are_locked_alike(client, sign_in, district):
    assert [sign_in(client, "ghost", "wrong").status_code for _attempt in range(5)] == [200] * 4 + [429]


def test_the_lock_opens_after_a_quarter_of_an_hour(client, kim, sign_in, time_machine):
    time_machine.move_to("2026-03-02 09:00:00+08:00", tick=False)
    for _attempt in range(5):
        sign_in(client, word="wrong")
    time_machine.move_to("2026-03-02 09:14:00+08:00", tick=False)
    assert sign_in(client).status_code == 429
    time_machine.move_to("2026-03-02 09:31:00+08:00", tick=False)
    assert sign_in(client).status_code == 302


def test_signing_in_clears_earlier_failures(client, kim, sign_in):
    for _round in range(2):
        for _attempt in range(4):
            sign_in(client, word="wrong")
        assert sign_in(client).status_code == 302
        client.post("/sign-out/")


def test_a_form_without_its_secret_says_what_to_do(kim, password):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/sign-in/", {"username": "kim", "password": password})
    assert response.status_code == 403 and "表单" in response.content.decode()


def test_every_sign_in_leaves_where_from_and_what_with(kim, sign_in):
    sign_in(
        Client(REMOTE_ADDR="10.9.8.7", HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Chrome/140 Edg/140")
    )
    session = Session.objects.get(person=kim)
    assert session.address == "10.9.8.7" and session.device_name == "Edge · Windows"
