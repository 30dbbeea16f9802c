"""One's devices: listed, ended one by one or all others at once."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.people import second_step
from portal.people.devices import device_name
from portal.people.models import Session
from tests.portal.people.test_second_step import code_of


@pytest.fixture
def devices(kim, sign_in):
    """Three clients signed in as the same person."""
    clients = [Client(REMOTE_ADDR=f"10.0.0.{number}") for number in range(3)]
    for client in clients:
        sign_in(client)
    return clients


def key(client):
    return client.cookies["sessionid"].value


def signed_in(client):
    return client.get(reverse("people:sessions")).status_code == 200


def test_the_page_lists_every_device_this_one_first(devices, django_assert_num_queries):
    # session, person, roles, open sessions
    with django_assert_num_queries(4):
        response = devices[1].get(reverse("people:sessions"))
    assert response.context["sessions"][0].address == "10.0.0.1"
    assert len(response.context["sessions"]) == 3


def test_a_session_keeps_its_number_and_beginning_when_it_is_saved_again(devices, kim):
    before = list(
        Session.objects.filter(person=kim).order_by("pk").values_list("public_id", "began_at", "address")
    )
    session = devices[0].session
    session["more"] = 1
    session.save()
    after = list(
        Session.objects.filter(person=kim).order_by("pk").values_list("public_id", "began_at", "address")
    )
    assert after == before


def test_ending_one_signs_that_device_out(devices):
    other = Session.objects.get(pk=key(devices[2]))
    devices[0].post(reverse("people:end_session", args=[other.public_id]))
    assert [signed_in(client) for client in devices] == [True, True, False]


def test_ending_this_one_is_signing_out(devices):
    mine = Session.objects.get(pk=key(devices[0]))
    assert devices[0].post(reverse("people:end_session", args=[mine.public_id])).url == "/sign-in/"
    assert [signed_in(client) for client in devices] == [False, True, True]


def test_ending_all_others_keeps_this_one(devices):
    devices[1].post(reverse("people:end_other_sessions"))
    assert [signed_in(client) for client in devices] == [False, True, False]


def test_nobody_ends_the_session_of_another_person(devices, clerk):
    theirs = Session.objects.get(pk=key(devices[0]))
    client = Client()
    client.force_login(clerk)
    assert client.post(reverse("people:end_session", args=[theirs.public_id])).status_code == 404
    assert signed_in(devices[0])


def test_expired_sessions_are_not_listed(devices, time_machine):
    from django.utils import timezone

    Session.objects.filter(pk=key(devices[2])).update(expire_date=timezone.now())
    assert len(devices[0].get(reverse("people:sessions")).context["sessions"]) == 2


def sent_twice(client, url, data):
    """Both answers to a form whose button was pressed twice: the second came with the cookie of the first."""
    other = Client()
    other.cookies["sessionid"] = key(client)
    return client.post(url, data), other.post(url, data)


def test_a_code_sent_twice_signs_in_and_not_out_again(client, kim, sign_in, time_machine):
    time_machine.move_to("2026-03-02 12:00:00+08:00", tick=False)
    secret = second_step.new_secret()
    second_step.turn_on(kim, secret, code_of(secret, -1))
    sign_in(client)
    first, second = sent_twice(client, reverse("people:code"), {"code": code_of(secret)})
    assert first.cookies["sessionid"].value and second.url == "/sign-in/"
    assert "sessionid" not in second.cookies and signed_in(client)


def test_a_new_password_sent_twice_does_not_sign_out(client, kim, sign_in, password):
    sign_in(client)
    new = "白桦林-里的-Morgen-7"
    first, second = sent_twice(client, "/password/", {"old": password, "new": new, "again": new})
    assert first.url == "/" and second.url.startswith("/sign-in/")
    assert "sessionid" not in second.cookies and signed_in(client)


def test_a_sign_in_sent_twice_and_refused_the_second_time_does_not_sign_out(client, kim, sign_in, password):
    client.cookies["sessionid"] = "ended-meanwhile"
    assert sign_in(client).cookies["sessionid"].value
    other = Client(enforce_csrf_checks=True)  # the first answer changed the form's secret too
    other.cookies["sessionid"] = "ended-meanwhile"
    refused = other.post("/sign-in/", {"username": "kim", "password": password})
    assert refused.status_code == 403 and "sessionid" not in refused.cookies


def test_other_pages_forget_the_cookie_of_a_session_that_ended(client, db):
    client.cookies["sessionid"] = "ended"
    assert client.get("/sign-in/").cookies["sessionid"]["max-age"] == 0


@pytest.mark.parametrize("agent, name", [
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36", "Chrome · Windows"),
    ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Mobile Safari/604.1", "Safari · iPhone"),
    ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116.0 Mobile MicroMessenger/8.0", "微信 WeChat · Android"),
    ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"),
    ("curl/8.1", ""), ("", ""),
])  # fmt: skip
def test_a_device_is_named_so_that_its_owner_knows_it(agent, name):
    assert device_name(agent) == name


def test_the_nightly_job_forgets_expired_sessions_and_no_other(devices):
    from django.utils import timezone

    from portal.people.tasks import forget_expired_sessions

    Session.objects.filter(pk=key(devices[2])).update(expire_date=timezone.now())
    forget_expired_sessions()
    forget_expired_sessions()
    assert {session.pk for session in Session.objects.all()} == {key(devices[0]), key(devices[1])}
