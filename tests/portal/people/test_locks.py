"""Wrong passwords lock: what is on record of it, who sees it, who lifts it, and that no other page is a way round it."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.audit.models import AuditEntry
from portal.people import locks, second_step, staffing
from portal.people.models import SecondStep
from tests.portal.people.test_second_step import code_of

WRONG = "nicht-das-Passwort"


@pytest.fixture
def clock(time_machine):
    time_machine.move_to("2026-03-02 09:00:00+08:00", tick=False)
    return time_machine


def lock(sign_in, name="kim", client=None):
    return [sign_in(client or Client(), name, WRONG).status_code for _attempt in range(5)][-1]


def page_of(client, person):
    return client.get(reverse("people:person", args=[person.pk]))


def test_the_administrator_sees_the_lock_and_until_when_and_lifts_it(
    client, kim, sign_in, administrator, clock
):
    assert lock(sign_in) == 429 and sign_in(Client()).status_code == 429
    client.force_login(administrator)
    page = page_of(client, kim)
    (failed,) = page.context["failed"]
    assert (failed.address, failed.times) == ("127.0.0.1", 5)
    assert "锁定至09:15" in page.content.decode()
    lift = reverse("people:lift_lock", args=[kim.pk])
    assert lift in page.content.decode()
    assert client.post(lift).status_code == 302
    assert sign_in(Client()).status_code == 302
    entry = AuditEntry.objects.get(action="lift_lock")
    assert (entry.person, entry.subject_id) == (administrator, kim.pk)
    assert lift not in page_of(client, kim).content.decode()


def test_lifting_what_is_not_locked_leaves_no_entry(client, kim, administrator):
    client.force_login(administrator)
    told = client.post(reverse("people:lift_lock", args=[kim.pk]), follow=True).content.decode()
    assert "现在没有锁定" in told and not AuditEntry.objects.filter(action="lift_lock").exists()


@pytest.mark.parametrize("who, status", [("clerk", 403), ("elsewhere", 404), ("kim", 403)])
def test_others_do_not_lift_it(client, request, kim, sign_in, who, status):
    lock(sign_in)
    person = request.getfixturevalue(who)
    client.force_login(getattr(person, "administrator", person))
    assert client.post(reverse("people:lift_lock", args=[kim.pk])).status_code == status
    assert locks.failed(kim)[0].until


def test_nobody_lifts_his_own(client, administrator):
    client.force_login(administrator)
    assert client.post(reverse("people:lift_lock", args=[administrator.pk])).status_code == 403


def test_a_password_for_once_lifts_the_lock(kim, sign_in, administrator):
    lock(sign_in)
    password = staffing.renew_password(kim, by=administrator)
    assert sign_in(Client(), "kim", password).status_code == 302
    assert list(AuditEntry.objects.filter(person=administrator).order_by("pk").values_list("action", flat=True)) == [
        "renew_password", "lift_lock",
    ]  # fmt: skip


def test_the_lock_is_on_record_once_for_a_name_that_is_somebody_s(kim, sign_in, helong):
    for _attempt in range(8):
        sign_in(Client(), "kim", WRONG)
    lock(sign_in, "ghost")
    entry = AuditEntry.objects.get(action="lock_sign_in")
    assert (entry.person, entry.subject_id, entry.court_id) == (None, kim.pk, helong.pk)
    assert entry.detail == {"username": "kim", "address": "127.0.0.1"}


def test_who_keeps_the_court_reads_of_the_lock(client, kim, sign_in, person_at, helong, clock):
    lock(sign_in)
    client.force_login(person_at(helong, "administrator"))
    assert "密码输错五次，已锁定" in client.get("/audit/").content.decode()
    clock.shift(3600)
    page = page_of(client, kim)
    assert not page.context["failed"] and page.context["last_lock"]


def test_the_lock_ends_when_the_page_said_though_somebody_keeps_trying(kim, sign_in, clock):
    lock(sign_in)
    for _minute in range(14):
        clock.shift(60)
        assert sign_in(Client(), "kim", WRONG).status_code == 429
    clock.shift(61)
    assert sign_in(Client()).status_code == 302


def test_another_way_to_write_the_name_is_no_other_account(kim, sign_in):
    assert sign_in(Client(), "KIM").status_code == 302
    assert [sign_in(Client(), name, WRONG).status_code for name in ("kim", "Kim", "KIM", "kIM", "ｋim")][
        -1
    ] == 429
    assert sign_in(Client()).status_code == 429
    assert AuditEntry.objects.get(action="lock_sign_in").subject_id == kim.pk


@pytest.fixture
def guessed(settings, kim, sign_in, clock):
    """One password tried on six names from one address, which is as often as here allowed."""
    settings.ADDRESS_FAILURE_LIMIT = 6
    return [sign_in(Client(HTTP_USER_AGENT=f"v{n}"), f"name{n}", WRONG).status_code for n in range(6)]


def test_one_password_tried_on_many_names_locks_the_address_for_all_of_them(guessed, sign_in, clock):
    assert guessed == [200] * 6
    refused = sign_in(Client())
    assert refused.status_code == 429 and "这个网络地址" in refused.content.decode()
    assert sign_in(Client(REMOTE_ADDR="10.1.2.3")).status_code == 302
    clock.shift(14 * 60)
    assert sign_in(Client()).status_code == 429
    clock.shift(61)  # and what was refused meanwhile is not counted
    assert sign_in(Client()).status_code == 302


def test_no_page_takes_the_present_password_from_a_locked_address(client, kim, password, guessed):
    client.force_login(kim)
    assert client.post("/password/", {"old": password}).status_code == 429
    assert client.get("/password/").status_code == 200


def test_clients_without_an_address_do_not_lock_one_another(settings, kim, sign_in):
    settings.ADDRESS_FAILURE_LIMIT = 1
    assert sign_in(Client(REMOTE_ADDR=""), "somebody", WRONG).status_code == 200
    assert sign_in(Client(REMOTE_ADDR="")).status_code == 302


def test_a_court_behind_one_address_is_not_locked_by_a_few_who_mistype(settings):
    assert settings.ADDRESS_FAILURE_LIMIT >= 10 * settings.AXES_FAILURE_LIMIT


PAGES = {
    "password": {"new": "白桦林-里的-Morgen-7", "again": "白桦林-里的-Morgen-7"}, "turn_off_second_step": {}, "renew_codes": {},
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_the_present_password_cannot_be_guessed_on_other_pages(client, kim, password, clock, sign_in, page):
    secret = second_step.new_secret()
    second_step.turn_on(kim, secret, code_of(secret))
    client.force_login(kim)
    url = reverse(f"people:{page}")
    answers = [client.post(url, {"old": f"{WRONG}{n}", **PAGES[page]}).status_code for n in range(5)]
    assert answers == [200] * 4 + [429]
    assert client.post(url, {"old": password, **PAGES[page]}).status_code == 429
    assert AuditEntry.objects.filter(action="lock_sign_in").count() == 1
    assert second_step.is_on(kim) and sign_in(Client()).status_code == 429


def test_the_right_one_clears_the_count(client, kim, password):
    client.force_login(kim)
    for _round in range(2):
        for _attempt in range(4):
            client.post("/password/", {"old": WRONG})
        assert "old" not in client.post("/password/", {"old": password}).context["form"].errors


def test_the_lock_of_the_second_step_is_said_shown_and_lifted(client, kim, sign_in, administrator, clock):
    secret = second_step.new_secret()
    second_step.turn_on(kim, secret, code_of(secret))
    sign_in(client)
    url = reverse("people:code")
    for _attempt in range(5):
        answer = client.post(url, {"code": "000000"})
    right = client.post(url, {"code": code_of(secret, 1)})
    for response in (answer, right):
        assert "09:15" in str(response.context["form"].errors) and "不正确" not in str(
            response.context["form"].errors
        )
    entry = AuditEntry.objects.get(action="lock_second_step")
    assert (entry.person, entry.subject_id) == (None, kim.pk)
    keeper = Client()
    keeper.force_login(administrator)
    assert "锁定至09:15" in page_of(keeper, kim).content.decode()
    keeper.post(reverse("people:lift_lock", args=[kim.pk]))
    assert SecondStep.objects.get(person=kim).locked_until is None
    assert AuditEntry.objects.filter(action="lift_lock", person=administrator).exists()
    assert client.post(url, {"code": code_of(secret, 1)}).status_code == 302


@pytest.mark.parametrize("username, word, said", [
    ("x" * 500, "y", "用户名最多60个字符"), ("kim", "y" * 200_000, "密码最多256个字符"), ("k\0im", "y", ""),
    ("x" * 500, "y" * 200_000, "用户名最多60个字符"),
])  # fmt: skip
def test_what_is_too_long_is_said_and_not_counted(kim, sign_in, username, word, said):
    for _attempt in range(6):
        response = sign_in(Client(), username, word)
        assert response.status_code == 200 and said in response.content.decode()
    assert not locks.failed(kim)


def test_no_new_password_is_longer_than_can_be_typed_again(client, kim, password):
    client.force_login(kim)
    longest = "松涛-Lin-" * 40
    response = client.post("/password/", {"old": password, "new": longest, "again": longest})
    assert "密码最多256个字符" in str(response.context["form"].errors["new"])
