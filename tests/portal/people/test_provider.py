"""Signing in by the OpenID provider of the house: a real one on this machine, honest, lying, and gone."""

import threading
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from portal.audit.models import AuditEntry
from portal.people import oidc, second_step
from portal.people.models import Person
from tests.portal.people.provider import CLIENT, SECRET, Provider, packed
from tests.portal.people.test_second_step import code_of

GO, SIGN_IN = "/sign-in/provider/", "/sign-in/"


@pytest.fixture
def provider(settings):
    one = Provider()
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = one.issuer, CLIENT, SECRET
    yield one
    one.close()


def travel(client, provider, target=""):
    """From the button to the provider and back; the answer to the way back."""
    left = client.get(GO, {"next": target} if target else {})
    assert left.status_code == 302 and left.url.startswith(f"{provider.issuer}/allow?")
    return client.get(provider.allow(left.url))


def signed_in(client):
    return client.get(reverse("people:sessions")).status_code == 200


def test_there_and_back_opens_the_page_that_was_wanted(client, kim, provider):
    response = travel(client, provider, "/people/?q=1")
    assert response.url == "/people/?q=1" and signed_in(client)
    entry = AuditEntry.objects.get(action="sign_in")
    assert (entry.person, entry.detail) == (kim, {"way": "provider"})
    session = kim.sessions.get()
    assert session.address == "127.0.0.1" and "provider" not in client.session


def test_the_provider_is_asked_for_a_code_with_challenge_state_and_nonce(client, kim, provider):
    asked = parse_qs(urlsplit(client.get(GO).url).query)
    assert asked["response_type"] == ["code"] and asked["client_id"] == [CLIENT]
    assert asked["redirect_uri"] == ["http://testserver/sign-in/provider/back/"]
    assert asked["code_challenge_method"] == ["S256"] and len(asked["code_challenge"][0]) == 43
    kept = client.session["provider"]
    assert asked["state"] == [kept["state"]] and asked["nonce"] == [kept["nonce"]]
    assert kept["verifier"] not in str(asked) and len({kept["state"], kept["nonce"], kept["verifier"]}) == 3


def test_a_secret_in_the_form_where_the_provider_wants_it_there(client, kim, provider):
    provider.description = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    travel(client, provider)
    assert signed_in(client)


def test_the_session_gets_a_new_key(client, kim, provider):
    left = client.get(GO)
    before = client.session.session_key
    client.get(provider.allow(left.url))
    assert client.session.session_key != before


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_only_pages_of_ours_are_gone_on_to(client, kim, provider, target):
    assert travel(client, provider, target).url == "/"


def spoiled(**claims):
    return lambda provider: provider.claims.update(claims)


def at(**seconds):
    """These claims so many seconds from the moment of the test, which may come long after this file was read."""
    return lambda provider: provider.claims.update({n: int(time.time()) + s for n, s in seconds.items()})


def other_key(provider):
    """Signed by somebody else, under the same name of key."""
    honest, stranger = provider.keys(), rsa.generate_private_key(65537, 2048)
    provider.key, provider.keys = stranger, lambda: honest


def none_at_all(provider):
    provider.alters = lambda parts: [packed({"alg": "none", "kid": "1"}), parts[1], ""]


def shared_secret(provider):
    """HS256 with the public key as the secret: the old trick."""
    import hmac

    def sign(parts):
        start = f"{packed({'alg': 'HS256', 'kid': '1'})}.{parts[1]}"
        secret = str(provider.keys()["keys"][0]["n"]).encode()
        return [*start.split("."), packed(hmac.digest(secret, start.encode(), "sha256"))]

    provider.alters = sign


def changed_after_signing(provider):
    provider.alters = lambda parts: [parts[0], packed({"preferred_username": "kim"}), parts[2]]


LIES = {
    "nonce": spoiled(nonce="another"), "no nonce": spoiled(nonce=None), "audience": spoiled(aud="somebody-else"),
    "no audience": spoiled(aud=None), "party": spoiled(aud=[CLIENT, "other"], azp="other"),
    "issuer": spoiled(iss="https://evil.example"), "expired": at(exp=-120),
    "no end": spoiled(exp=None), "future": at(iat=3600), "signature": other_key,
    "none": none_at_all, "shared secret": shared_secret, "changed": changed_after_signing,
    "rubbish": lambda provider: setattr(provider, "alters", lambda parts: ["rubbish"]),
    "unknown key": lambda provider: setattr(provider, "head", {"alg": "RS256", "kid": "2"}),
    "name is no text": spoiled(preferred_username=["kim"]),
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_proves_nothing_opens_nothing(client, kim, provider, lie):
    LIES[lie](provider)
    response = travel(client, provider)
    assert response.status_code == 400 and "<h1>这次登录没有得到确认</h1>" in response.content.decode()
    assert not signed_in(client) and not AuditEntry.objects.filter(action="sign_in").exists()


def test_several_audiences_are_fine_where_we_are_the_party(client, kim, provider):
    provider.claims = {"aud": ["other", CLIENT], "azp": CLIENT}
    travel(client, provider)
    assert signed_in(client)


@pytest.mark.parametrize("change", [
    lambda url: url.replace("state=", "state=x"), lambda url: url.partition("&state=")[0],
    lambda url: url.replace("code=", "code=x"), lambda url: url.replace("code=", "error=access_denied&x="),
])  # fmt: skip
def test_a_way_back_that_is_not_the_one_begun_opens_nothing(client, kim, provider, change):
    back = provider.allow(client.get(GO).url)
    response = client.get(change(back))
    assert response.status_code == 400 and not signed_in(client)
    assert client.get(back).status_code == 400  # and the right one no longer does


def test_a_way_back_is_good_once_and_only_in_the_browser_that_left(client, kim, provider):
    back = provider.allow(client.get(GO).url)
    assert Client().get(back).status_code == 400
    assert client.get(back).status_code == 302
    client.post("/sign-out/")
    assert client.get(back).status_code == 400


def test_whoever_stays_away_longer_than_ten_minutes_begins_again(client, kim, provider, time_machine):
    back = provider.allow(client.get(GO).url)
    time_machine.move_to(time.time() + 601)
    assert client.get(back).status_code == 400


def test_the_name_is_one_whatever_its_case(client, kim, provider):
    provider.claims = {"preferred_username": "KIM"}
    travel(client, provider)
    assert signed_in(client) and AuditEntry.objects.get(action="sign_in").person == kim


@pytest.mark.parametrize("name", ["nobody", "barred"])
def test_who_has_no_place_here_is_told_whom_to_ask_and_is_on_record(
    client, kim, provider, person_at, helong, name
):
    barred = person_at(helong, "clerk", username="barred", is_active=False)
    provider.claims = {"preferred_username": name}
    before = Person.objects.count()
    response = travel(client, provider)
    page = response.content.decode()
    assert response.status_code == 403 and "请找本院管理员" in page and name in page
    assert not signed_in(client) and Person.objects.count() == before
    entry = AuditEntry.objects.get(action="unknown_sign_in")
    assert entry.detail == {"username": name} and entry.person is None
    assert entry.subject_id == (barred.pk if name == "barred" else None)


def test_the_claim_of_the_user_name_is_a_setting(client, kim, provider, settings):
    settings.OIDC_USERNAME_CLAIM = "工号"
    provider.claims = {"preferred_username": "nobody", "工号": "kim"}
    travel(client, provider)
    assert signed_in(client)


@pytest.mark.parametrize("subject, opened", [("7", True), ("8", False)])
def test_a_user_name_told_at_the_second_address_counts_for_the_same_subject_only(
    client, kim, provider, subject, opened
):
    provider.claims = {"preferred_username": None}
    provider.info = {"sub": subject, "preferred_username": "kim"}
    travel(client, provider)
    assert signed_in(client) is opened


@pytest.mark.parametrize("path, status", [
    ("/.well-known/openid-configuration", 500), ("/.well-known/openid-configuration", 404), ("/token", 503),
    ("/token", 302), ("/keys", 500),
])  # fmt: skip
def test_a_provider_that_breaks_down_is_a_page_and_no_server_error(client, kim, provider, path, status):
    provider.failing = {path: status}
    response = client.get(GO)
    if response.status_code == 302:
        response = client.get(provider.allow(response.url))
    assert response.status_code == 502
    assert not signed_in(client) and "/elsewhere" not in provider.asked


@pytest.mark.parametrize("wrong", [
    {"issuer": "https://evil.example"}, {"token_endpoint": "http://evil.example/token"}, {"jwks_uri": None},
    {"authorization_endpoint": "javascript:alert(1)"},
])  # fmt: skip
def test_a_description_that_leads_elsewhere_is_not_followed(client, kim, provider, wrong):
    provider.description = wrong
    assert client.get(GO).status_code == 502


def test_a_provider_that_is_gone(client, district, settings):
    gone = Provider()
    gone.close()
    settings.OIDC_ISSUER = gone.issuer
    response = client.get(GO)
    assert response.status_code == 502 and "用户名和密码" in response.content.decode()
    assert client.get(SIGN_IN).status_code == 200


def test_a_provider_that_hangs_is_not_waited_for(client, kim, provider, monkeypatch):
    answered = threading.Event()
    monkeypatch.setattr(oidc, "TIMEOUT", 0.2)
    monkeypatch.setattr(provider, "describe", lambda: answered.wait(60) and {})
    began = time.monotonic()
    try:
        assert client.get(GO).status_code == 502 and time.monotonic() - began < 30
    finally:
        answered.set()


def test_the_description_is_asked_for_once_in_ten_minutes_and_the_keys_each_time(client, kim, provider):
    for _time in range(2):
        other = Client()
        travel(other, provider)
    assert (
        provider.asked.count("/.well-known/openid-configuration") == 1 and provider.asked.count("/keys") == 2
    )
    cache.clear()
    client.get(GO)
    assert provider.asked.count("/.well-known/openid-configuration") == 2


@pytest.mark.parametrize(
    "means, asked", [(None, True), (["pwd"], True), ("otp", True), (["pwd", "otp"], False), (["hwk"], False)]
)
def test_our_second_step_is_asked_for_unless_the_provider_did_one(
    client, kim, provider, time_machine, means, asked
):
    now = int(time.time())
    time_machine.move_to(now, tick=False)
    secret = second_step.new_secret()
    second_step.turn_on(kim, secret, code_of(secret, -1))
    provider.claims = {"amr": means}
    response = travel(client, provider, "/sessions/")
    assert response.url == (reverse("people:code") if asked else "/sessions/")
    assert signed_in(client) is not asked
    if asked:
        assert client.post(reverse("people:code"), {"code": code_of(secret)}).url == "/sessions/"
        assert AuditEntry.objects.get(action="sign_in").detail == {"way": "provider"}


@pytest.mark.parametrize("means, led", [(None, True), (["mfa"], False)])
def test_a_second_step_at_the_provider_is_enough_for_a_role_that_demands_one(
    client, kim, provider, settings, means, led
):
    settings.SECOND_STEP_ROLES = frozenset({"clerk"})
    provider.claims = {"amr": means}
    travel(client, provider)
    assert signed_in(client) is not led


def test_who_comes_by_the_provider_needs_no_password_of_his_own(client, kim, provider):
    kim.must_change_password = True
    kim.save()
    travel(client, provider)
    assert signed_in(client)


def test_the_button_is_there_where_a_provider_is(client, db, settings):
    settings.OIDC_ISSUER = "https://id.example"
    assert (
        'href="/sign-in/provider/?next=%2Faudit%2F"' in client.get("/sign-in/?next=/audit/").content.decode()
    )
    settings.OIDC_NAME = "林院通"
    assert "林院通" in client.get(SIGN_IN).content.decode()
    settings.OIDC_ISSUER = ""
    assert GO not in client.get(SIGN_IN).content.decode()
    assert client.get(GO).status_code == client.get("/sign-in/provider/back/").status_code == 404


def test_somebody_signed_in_is_not_sent_away(client, clerk, provider):
    client.force_login(clerk)
    assert client.get(GO, {"next": "/sessions/"}).url == "/sessions/" and provider.asked == []
