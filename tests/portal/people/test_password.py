"""Changing one's password: the present one first, rules, other devices signed out."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.audit.models import AuditEntry

NEW = "白桦林-里的-Morgen-7"


@pytest.fixture
def signed(client, kim, sign_in):
    sign_in(client)
    return client


def change(client, old, new=NEW, again=None):
    return client.post("/password/", {"old": old, "new": new, "again": new if again is None else again})


def test_a_new_password_holds_from_now_on(signed, kim, password, sign_in):
    kim.must_change_password = True
    kim.save()
    assert change(signed, password).url == "/"
    kim.refresh_from_db()
    assert kim.check_password(NEW) and not kim.must_change_password
    assert signed.get(reverse("people:sessions")).status_code == 200  # this device stays
    assert AuditEntry.objects.filter(action="change_password", person=kim).count() == 1


def test_other_devices_are_signed_out(signed, kim, password, sign_in):
    other = Client()
    sign_in(other)
    change(signed, password)
    assert other.get(reverse("people:sessions")).status_code == 302
    assert kim.sessions.count() == 1


@pytest.mark.parametrize("new, again, field", [
    ("Short-1", None, "new"), ("123456789012345", None, "new"), ("password123456", None, "new"), 
    ("金书记员金书记员金书", None, "new"), (NEW, NEW + "x", "again"), ("", "", "new"),
])  # fmt: skip
def test_what_breaks_a_rule_changes_nothing(signed, kim, password, new, again, field):
    response = change(signed, password, new, again)
    assert response.status_code == 200 and field in response.context["form"].errors
    kim.refresh_from_db()
    assert kim.check_password(password)


def test_the_present_password_is_asked_for(signed, kim, password):
    assert "old" in change(signed, "wrong").context["form"].errors
    kim.refresh_from_db()
    assert kim.check_password(password)


def test_the_new_one_is_another_than_the_present_one(signed, password):
    assert "new" in change(signed, password, password).context["form"].errors


def test_no_password_is_ever_written_back_into_the_page(signed, password):
    assert password not in change(signed, password, "Short-1").content.decode()
