"""The administrator's pages: who is seen, who may give what, and that every change is on record."""

import re

import pytest
from django.contrib.auth import authenticate
from django.test import Client
from django.urls import reverse

from portal.audit.models import AuditEntry
from portal.people import staffing
from portal.people.models import Membership, Person, Role


@pytest.fixture
def admin_client(client, administrator):
    client.force_login(administrator)
    return client


def names(response):
    return {person.name for person in response.context["page"]}


def test_the_list_shows_the_people_of_the_courts_looked_after(
    client, admin_client, elsewhere, clerk, litigant
):
    assert {"柳书记员", "敦化clerk", "林管理"} <= names(client.get("/people/"))
    assert litigant.name not in names(client.get("/people/"))
    client.force_login(elsewhere.administrator)
    assert clerk.name not in names(client.get("/people/"))


def test_the_list_is_paged_by_key_and_asks_the_same_number_of_questions(
    admin_client, person_at, helong, django_assert_num_queries
):
    # session, person, roles, courts below, the page, memberships, their courts
    with django_assert_num_queries(7):
        admin_client.get("/people/")
    for number in range(60):
        person_at(helong, "clerk", name=f"甲{number}")
    with django_assert_num_queries(7):
        first = admin_client.get("/people/?q=甲")
    assert len(first.context["page"]) == 50
    second = admin_client.get(first.context["page"].next)
    assert len(second.context["page"]) == 10 and second.context["page"].next is None
    assert not names(first) & names(second) and second.context["q"] == "甲"


@pytest.mark.parametrize("wanted, found", [("\0", True), ("敦化\0clerk", True), ("\0没有", False)])
def test_a_sign_no_name_can_have_does_not_stop_the_search(admin_client, elsewhere, wanted, found):
    response = admin_client.get("/people/", {"q": wanted})
    assert response.status_code == 200 and ("敦化clerk" in names(response)) is found


@pytest.mark.parametrize(
    "url", ["/people/", "/audit/", "/runs/", "/courts/", "/filings/", "/court-days/", "/dashboard/"]
)
def test_no_page_stumbles_over_such_a_sign_in_its_address(admin_client, url):
    names_asked = (
        "q",
        "after",
        "person",
        "court",
        "deed",
        "job",
        "state",
        "year",
        "since",
        "next",
        "period",
        "on",
        "indicator",
    )
    for name in names_asked:
        assert admin_client.get(url, {name: "\0"}).status_code < 500, name


@pytest.mark.parametrize("after", ["x", "-1", "9" * 40, "１２", ""])
def test_a_key_that_is_none_is_the_beginning(admin_client, after):
    response = admin_client.get("/people/", {"after": after})
    assert response.status_code == 200


def test_finding_by_part_of_the_name_or_user_name(admin_client, person_at, helong):
    person_at(helong, "clerk", name="欧阳", username="ouyang.2")
    assert (
        names(admin_client.get("/people/?q=YANG.2")) == names(admin_client.get("/people/?q=阳")) == {"欧阳"}
    )
    assert names(admin_client.get("/people/?q=%25")) == set()


def take_on(client, court, role="clerk", username="xin", **fields):
    given = {"username": username, "name": "新人", "court": court.pk, "role": role, **fields}
    return client.post(reverse("people:take_on"), given)


def test_taking_on_shows_a_password_once_that_must_be_changed(admin_client, administrator, helong, rf):
    response = take_on(admin_client, helong)
    password = response.context["password"]
    assert re.fullmatch(r"[a-z0-9]{4}(-[a-z0-9]{4}){3}", password) and password in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    person = Person.objects.get(username="xin")
    assert person.check_password(password) and person.must_change_password
    assert person.holds(Role.CLERK, at=helong)
    actions = AuditEntry.objects.filter(subject_kind="person", subject_id=person.pk).order_by("pk")
    assert [entry.action for entry in actions] == ["take_on", "give_role"]
    assert password not in str(list(actions.values()))
    newcomer = Client()
    newcomer.post("/sign-in/", {"username": "xin", "password": password})
    assert newcomer.get("/").url == newcomer.get("/sessions/").url == "/password/"


@pytest.mark.parametrize("username", ["", "a b", "x/y", "<b>", "a@b", "x" * 61])
def test_user_names_are_plain(admin_client, helong, username):
    assert "username" in take_on(admin_client, helong, username=username).context["form"].errors


def test_a_user_name_is_given_once(admin_client, helong):
    take_on(admin_client, helong)
    assert "username" in take_on(admin_client, helong).context["form"].errors
    assert Person.objects.filter(username="xin").count() == 1


@pytest.mark.parametrize("username", ["XIN", "Xin", "ｘin"])
def test_upper_and_lower_case_are_one_name(admin_client, helong, username):
    take_on(admin_client, helong)
    assert "username" in take_on(admin_client, helong, username=username).context["form"].errors
    assert Person.objects.filter(username__iexact="xin").count() == 1


def test_the_database_keeps_names_apart_too(kim):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create_person("KIM", name="另一个金")


@pytest.mark.parametrize("verb, given", [
    ("bar", {}), ("renew_password", {}), ("give_role", {"role": "judge"}), ("turn_off_for", {}), ("take_role", {}),
])  # fmt: skip
def test_a_stale_page_of_a_person_changes_nothing(
    admin_client, administrator, clerk, helong, dunhua, verb, given
):
    page = admin_client.get(reverse("people:person", args=[clerk.pk])).content.decode()
    seen = clerk.changed_at.isoformat()
    assert page.count(f'name="seen" value="{seen}"') >= 3
    held = staffing.give_role(clerk, dunhua, "watcher", by=administrator)
    entries = AuditEntry.objects.count()
    keys = [clerk.pk, held.pk] if verb == "take_role" else [clerk.pk]
    response = admin_client.post(
        reverse(f"people:{verb}", args=keys), {"court": helong.pk, "seen": seen, **given}
    )
    assert response.status_code == 409
    assert AuditEntry.objects.count() == entries and clerk.memberships.count() == 2
    assert Person.objects.get(pk=clerk.pk).is_active


def test_a_court_looked_after_by_others_cannot_be_chosen(client, elsewhere, helong):
    client.force_login(elsewhere.administrator)
    assert "court" in take_on(client, helong).context["role_form"].errors
    assert not Person.objects.filter(username="xin").exists()


def test_only_administrators_make_administrators(client, division, administrator, helong):
    client.force_login(division)
    assert "role" in take_on(client, helong, role="administrator").context["role_form"].errors
    assert "password" in take_on(client, helong, role="judge").context
    client.force_login(administrator)
    assert "password" in take_on(client, helong, role="administrator", username="lin2").context


def test_the_verbs_guard_themselves(division, elsewhere, clerk, helong, administrator):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        staffing.give_role(clerk, helong, Role.ADMINISTRATOR, by=division)
    with pytest.raises(PermissionDenied):
        staffing.give_role(clerk, helong, Role.JUDGE, by=elsewhere.administrator)
    with pytest.raises(PermissionDenied):
        staffing.bar(administrator, by=division)
    assert not AuditEntry.objects.filter(subject_kind="person").exists()


def test_a_role_is_given_and_taken_and_both_are_on_record(admin_client, administrator, clerk, dunhua):
    admin_client.post(reverse("people:give_role", args=[clerk.pk]), {"court": dunhua.pk, "role": "watcher"})
    given = clerk.memberships.get(role="watcher")
    admin_client.post(reverse("people:take_role", args=[clerk.pk, given.pk]))
    assert not clerk.memberships.filter(role="watcher").exists()
    entries = AuditEntry.objects.filter(subject_kind="person", subject_id=clerk.pk).order_by("pk")
    assert [(entry.action, entry.court_id, entry.detail["role"], entry.person_id) for entry in entries] == [
        ("give_role", dunhua.pk, "watcher", administrator.pk), ("take_role", dunhua.pk, "watcher", administrator.pk),
    ]  # fmt: skip


def test_the_same_role_twice_is_refused(admin_client, clerk, helong):
    response = admin_client.post(
        reverse("people:give_role", args=[clerk.pk]), {"court": helong.pk, "role": "clerk"}
    )
    assert response.status_code == 400 and response.context["form"].errors
    assert clerk.memberships.count() == 1


def test_the_last_role_stays_so_that_the_person_stays_on_the_list(admin_client, clerk):
    admin_client.post(reverse("people:take_role", args=[clerk.pk, clerk.memberships.get().pk]))
    assert clerk.memberships.count() == 1


def test_nobody_takes_roles_from_or_bars_himself(admin_client, administrator, helong):
    Membership.objects.create(person=administrator, court=helong, role="clerk")
    for held in administrator.memberships.all():
        url = reverse("people:take_role", args=[administrator.pk, held.pk])
        assert admin_client.post(url).status_code == 403
    for verb in ("bar", "renew_password", "end_sessions"):
        assert admin_client.post(reverse(f"people:{verb}", args=[administrator.pk])).status_code == 403


def test_nobody_gives_himself_a_role(admin_client, administrator, clerk, helong):
    url = reverse("people:give_role", args=[administrator.pk])
    assert url not in admin_client.get(reverse("people:person", args=[administrator.pk])).content.decode()
    assert admin_client.post(url, {"court": helong.pk, "role": "judge"}).status_code == 403
    assert administrator.memberships.count() == 1
    other = reverse("people:give_role", args=[clerk.pk])
    assert other in admin_client.get(reverse("people:person", args=[clerk.pk])).content.decode()


def test_a_barred_person_is_out_at_once_and_comes_back_when_readmitted(admin_client, kim, sign_in, password):
    other = Client()
    sign_in(other)
    admin_client.post(reverse("people:bar", args=[kim.pk]))
    assert other.get("/sessions/").status_code == 302
    assert sign_in(Client()).status_code == 200 and not kim.sessions.exists()
    admin_client.post(reverse("people:readmit", args=[kim.pk]))
    assert sign_in(Client()).status_code == 302
    assert set(AuditEntry.objects.filter(subject_id=kim.pk).values_list("action", flat=True)) >= {
        "bar",
        "readmit",
    }


def test_a_new_password_for_once_ends_the_old_one_and_all_sessions(admin_client, kim, sign_in, password, rf):
    other = Client()
    sign_in(other)
    response = admin_client.post(reverse("people:renew_password", args=[kim.pk]))
    assert other.get("/sessions/").status_code == 302
    kim.refresh_from_db()
    assert not kim.check_password(password) and kim.check_password(response.context["password"])
    assert kim.must_change_password


def test_ending_all_sessions_of_a_person(admin_client, kim, sign_in):
    others = [Client(), Client()]
    for other in others:
        sign_in(other)
    admin_client.post(reverse("people:end_sessions", args=[kim.pk]))
    assert [other.get("/sessions/").status_code for other in others] == [302, 302]
    assert AuditEntry.objects.get(action="end_sessions").detail == {"sessions": 2}


def test_an_account_is_governed_only_by_who_may_give_all_its_roles(
    client, division, elsewhere, person_at, intermediate, dunhua
):
    """Otherwise a new password for somebody with a higher role would be a way into it."""
    both = person_at(intermediate, "division", name="两处")
    Membership.objects.create(person=both, court=dunhua, role="clerk")
    client.force_login(elsewhere.administrator)
    assert client.get(reverse("people:person", args=[both.pk])).status_code == 200
    assert client.post(reverse("people:renew_password", args=[both.pk])).status_code == 403
    client.force_login(division)
    assert client.post(reverse("people:renew_password", args=[elsewhere.administrator.pk])).status_code == 403
    assert client.post(reverse("people:renew_password", args=[both.pk])).status_code == 200


def test_people_of_another_court_and_litigants_are_404(client, elsewhere, clerk, litigant):
    client.force_login(elsewhere.administrator)
    for person in (clerk, litigant):
        assert client.get(reverse("people:person", args=[person.pk])).status_code == 404
        for verb in ("bar", "readmit", "end_sessions", "renew_password", "give_role"):
            assert client.post(reverse(f"people:{verb}", args=[person.pk])).status_code == 404


def test_another_role_elsewhere_shows_no_people_there(client, elsewhere, helong, clerk):
    Membership.objects.create(person=elsewhere.administrator, court=helong, role="clerk")
    client.force_login(elsewhere.administrator)
    assert clerk.name not in names(client.get("/people/")) and elsewhere.clerk.name in names(
        client.get("/people/")
    )
    assert client.get(reverse("people:person", args=[clerk.pk])).status_code == 404


def test_the_page_of_a_person_offers_only_what_one_may_do(client, division, administrator, clerk):
    client.force_login(division)
    assert (
        reverse("people:bar", args=[clerk.pk])
        in client.get(reverse("people:person", args=[clerk.pk])).content.decode()
    )
    page = client.get(reverse("people:person", args=[administrator.pk])).content.decode()
    assert reverse("people:bar", args=[administrator.pk]) not in page and "/take/" not in page


def test_a_password_for_once_has_no_signs_that_are_mistaken_for_others():
    assert not set("il1o0") & set(staffing.READABLE)
    assert len({staffing.readable_password() for _time in range(50)}) == 50


def test_authentication_of_a_barred_person_fails_whatever_the_password(kim, password, rf):
    kim.is_active = False
    kim.save()
    assert authenticate(rf.post("/sign-in/"), username="kim", password=password) is None
