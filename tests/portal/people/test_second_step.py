"""The second step: a code of the phone after the password, recovery codes, and who may turn it off."""

import base64
import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP

from portal.audit.models import AuditEntry
from portal.people import second_step

NOON = "2026-03-02 12:00:00+08:00"


def code_of(secret, steps=0):
    """What the phone shows now, or some half-minutes later."""
    clock = TOTP(base64.b32decode(secret))
    clock.time = timezone.now().timestamp() + 30 * steps
    return f"{clock.token():06d}"


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def phone(kim, clock):
    """(secret, recovery codes) of kim's phone; its code of now is used up."""
    secret = second_step.new_secret()
    return secret, second_step.turn_on(kim, secret, code_of(secret))


def pass_code(client, code):
    return client.post(reverse("people:code"), {"code": code})


def signed_in(client):
    return client.get(reverse("people:sessions")).status_code == 200


def test_turning_on_needs_a_code_of_the_phone_and_shows_ten_codes_once(client, kim, sign_in, clock):
    sign_in(client)
    page = client.get(reverse("people:turn_on_second_step"))
    secret = page.context["secret"]
    assert page.context["picture"].startswith("data:image/svg+xml") and secret in page.content.decode()
    refused = client.post(reverse("people:turn_on_second_step"), {"code": "000000"})
    assert refused.context["form"].errors and refused.context["secret"] == secret
    assert not second_step.is_on(kim)
    shown = client.post(reverse("people:turn_on_second_step"), {"code": code_of(secret)})
    assert len(set(shown.context["codes"])) == 10 and "no-store" in shown["Cache-Control"]
    assert second_step.is_on(kim) and "new_secret" not in client.session
    assert client.get(reverse("people:turn_on_second_step")).url == reverse("people:second_step")


def test_neither_the_secret_nor_the_codes_can_be_read_in_the_database(kim, phone):
    secret, codes = phone
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM portal_secondstep")
        assert secret not in cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(digest, ' ') FROM portal_recoverycode")
        kept = cursor.fetchone()[0]
        assert not any(code.replace("-", "") in kept for code in codes)
    assert str(kim.second_step.secret) == "****"


def test_the_password_alone_opens_nothing(client, phone, sign_in):
    response = sign_in(client, next="/people/")
    assert response.url == reverse("people:code")
    assert not signed_in(client)
    assert not AuditEntry.objects.filter(action="sign_in").exists()


def test_the_code_of_the_phone_opens_the_page_that_was_wanted(client, kim, phone, sign_in):
    sign_in(client, next="/sessions/?x=1")
    before = client.session.session_key
    assert pass_code(client, code_of(phone[0], 1)).url == "/sessions/?x=1"
    assert signed_in(client) and client.session.session_key != before
    assert AuditEntry.objects.get(action="sign_in").person == kim


def test_a_code_is_good_once(phone, sign_in, clock):
    clock.shift(60)
    good = code_of(phone[0])
    for client, opened in ((Client(), True), (Client(), False)):
        sign_in(client)
        pass_code(client, good)
        assert signed_in(client) is opened


@pytest.mark.parametrize("steps, opened", [(-2, False), (2, True), (3, True), (4, True), (5, False)])
def test_the_clock_of_a_phone_may_be_half_a_minute_off(client, phone, sign_in, clock, steps, opened):
    clock.shift(90)  # three steps; the code of step 0 is used up
    secret = phone[0]
    sign_in(client)
    pass_code(client, code_of(secret, steps - 3))
    assert signed_in(client) is opened


@pytest.mark.parametrize("code", ["", "abc", "12345", "1234567", "１２３", "0" * 21])
def test_what_is_no_code_is_refused(client, phone, sign_in, code):
    sign_in(client)
    assert pass_code(client, code).context["form"].errors
    assert not signed_in(client)


def test_a_recovery_code_is_good_once_however_it_is_typed(phone, sign_in, kim):
    code = phone[1][3]
    first, second = Client(), Client()
    sign_in(first)
    assert pass_code(first, code.upper().replace("-", " ")).status_code == 302
    sign_in(second)
    assert pass_code(second, code).status_code == 200
    assert signed_in(first) and not signed_in(second)
    assert kim.recovery_codes.count() == 9
    assert AuditEntry.objects.get(action="use_recovery_code").detail == {"left": 9}


def test_five_wrong_codes_shut_the_second_step_for_a_quarter_of_an_hour(client, phone, sign_in, clock):
    sign_in(client)
    for _attempt in range(5):
        pass_code(client, "000000")
    assert pass_code(client, code_of(phone[0], 1)).status_code == 200
    assert pass_code(client, phone[1][0]).status_code == 200
    clock.shift(16 * 60)
    sign_in(client)
    assert pass_code(client, code_of(phone[0])).status_code == 302


def test_the_password_is_asked_for_again_after_five_minutes(client, phone, sign_in, clock):
    sign_in(client)
    clock.shift(301)
    assert pass_code(client, code_of(phone[0])).url == "/sign-in/"
    assert not signed_in(client)


def test_without_a_password_there_is_no_code_page(client, db):
    assert client.get(reverse("people:code")).url == "/sign-in/"


def test_somebody_barred_in_between_does_not_come_in(client, kim, phone, sign_in):
    sign_in(client)
    kim.is_active = False
    kim.save()
    pass_code(client, code_of(phone[0], 1))
    assert not signed_in(client)


@pytest.fixture
def inside(client, phone, sign_in):
    sign_in(client)
    pass_code(client, code_of(phone[0], 1))
    return client


def test_turning_off_asks_for_the_password(inside, kim, password):
    off = reverse("people:turn_off_second_step")
    assert inside.post(off, {"old": "wrong"}).context["form"].errors and second_step.is_on(kim)
    assert inside.post(off, {"old": password}).status_code == 302
    assert not second_step.is_on(kim) and not kim.recovery_codes.exists()


def test_new_codes_end_the_old_ones(inside, kim, phone, password):
    url = reverse("people:renew_codes")
    assert "codes" not in inside.post(url, {"old": "wrong"}).context
    codes = inside.post(url, {"old": password}).context["codes"]
    assert len(codes) == 10 and not set(codes) & set(phone[1])
    assert not second_step.passes(kim, phone[1][0]) and second_step.passes(kim, codes[0])


def test_the_administrator_turns_it_off_for_a_lost_phone_and_others_do_not(
    client, kim, phone, administrator, elsewhere, clerk
):
    url = reverse("people:turn_off_for", args=[kim.pk])
    for person, status in ((elsewhere.administrator, 404), (clerk, 403)):
        client.force_login(person)
        assert client.post(url).status_code == status and second_step.is_on(kim)
    client.force_login(administrator)
    assert url in client.get(reverse("people:person", args=[kim.pk])).content.decode()
    client.post(url)
    assert not second_step.is_on(kim)
    assert AuditEntry.objects.get(action="turn_off_second_step").person == administrator


def test_nobody_turns_off_his_own_without_his_password(client, administrator, clock):
    """The administrator's page of people would be a way round the password that the own page asks for."""
    secret = second_step.new_secret()
    second_step.turn_on(administrator, secret, code_of(secret))
    client.force_login(administrator)
    assert client.post(reverse("people:turn_off_for", args=[administrator.pk])).status_code == 403
    assert second_step.is_on(administrator)
    assert not AuditEntry.objects.filter(action="turn_off_second_step").exists()


def test_where_there_is_none_nothing_is_turned_off_and_nothing_on_record(
    client, kim, administrator, password
):
    client.force_login(administrator)
    told = client.post(reverse("people:turn_off_for", args=[kim.pk]), follow=True).content.decode()
    assert "没有开启两步登录" in told
    client.force_login(kim)
    assert client.post(reverse("people:turn_off_second_step"), {"old": password}).status_code == 302
    assert not AuditEntry.objects.filter(action="turn_off_second_step").exists()


def test_the_address_for_the_phone_names_portal_and_person(kim):
    address = second_step.phone_address(kim, "ABC")
    assert re.fullmatch(r"otpauth://totp/[%\w]+kim\?secret=ABC&issuer=[%\w]+", address)


@pytest.fixture
def demanded(settings, clock):
    settings.SECOND_STEP_ROLES = frozenset({"clerk"})


SETUP = "/second-step/on/"


def set_up(client):
    secret = client.get(SETUP).context["secret"]
    return client.post(SETUP, {"code": code_of(secret)})


def test_a_role_that_demands_it_leads_there_and_nowhere_else(client, kim, sign_in, demanded):
    assert sign_in(client, next="/sessions/").url == "/sessions/"
    for url in ("/sessions/", "/", "/fees/", "/second-step/", "/password/", "/sign-in/provider/"):
        assert client.get(url).url == SETUP, url
    assert client.get("/sessions/", headers={"hx-request": "true"})["HX-Redirect"] == SETUP
    assert client.get("/api/v1/causes/").json()["code"] == "not_yet"
    page = client.get(SETUP)
    assert "您的岗位要求两步登录" in page.content.decode() and 'class="back"' not in page.content.decode()
    assert client.post("/language/", {"language": "ko", "next": SETUP}).url == SETUP
    assert client.post("/appearance/", {"elder": "on", "next": SETUP}).url == SETUP
    assert client.post("/sign-out/").url == "/sign-in/"


def test_once_it_is_set_up_everything_opens(client, kim, sign_in, demanded):
    sign_in(client)
    set_up(client)
    assert second_step.is_on(kim) and signed_in(client)


def test_the_own_password_comes_before_the_second_step(client, kim, sign_in, demanded):
    kim.must_change_password = True
    kim.save()
    sign_in(client)
    assert client.get("/").url == client.get(SETUP).url == "/password/"


def test_other_roles_and_litigants_are_not_asked(client, judge, litigant, demanded):
    for person in (judge, litigant):
        client.force_login(person)
        assert signed_in(client)


def test_who_passes_it_is_not_looked_up_again_at_every_page(
    client, kim, sign_in, demanded, django_assert_num_queries
):
    sign_in(client)
    set_up(client)
    # session, person, roles, sessions: as without the demand
    with django_assert_num_queries(4):
        client.get(reverse("people:sessions"))


def test_who_must_have_it_cannot_turn_it_off(client, inside, kim, password, settings):
    settings.SECOND_STEP_ROLES = frozenset({"clerk"})
    off = reverse("people:turn_off_second_step")
    assert off not in inside.get("/second-step/").content.decode()
    assert inside.post(off, {"old": password}).status_code == 403
    assert second_step.is_on(kim) and kim.recovery_codes.count() == 10


def test_a_lost_phone_is_replaced_by_a_new_setup(client, inside, kim, administrator, sign_in, settings):
    settings.SECOND_STEP_ROLES = frozenset({"clerk"})
    other = Client()
    other.force_login(administrator)
    shown = other.post(reverse("people:turn_off_for", args=[kim.pk]), follow=True).content.decode()
    assert "下次登录时要重新设置" in shown and not second_step.is_on(kim)
    again = Client()
    sign_in(again)
    assert again.get("/").url == SETUP
