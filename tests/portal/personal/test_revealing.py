"""A look at personal data needs a reason and is on record, or it does not happen."""

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse

from portal.audit.models import AuditEntry
from portal.personal.revealing import reveal

PLAIN = "220102199003074512"


def address(party, field="id_number", kind="party"):
    return reverse("personal:reveal", args=[kind, party.pk, field])


def test_a_look_gives_the_plain_text_and_is_on_record(party, clerk, helong):
    assert reveal(party, "id_number", by=clerk, reason=" 当事人来电 ", court=helong) == PLAIN
    entry = AuditEntry.objects.get(action="look")
    assert (entry.person, entry.subject_kind, entry.subject_id, entry.court_id) == (
        clerk,
        "party",
        party.pk,
        helong.pk,
    )
    assert entry.detail == {"field": "id_number", "reason": "当事人来电"}


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_without_a_reason_nothing_is_shown_or_written(party, clerk, reason):
    with pytest.raises(ValueError):
        reveal(party, "id_number", by=clerk, reason=reason)
    assert not AuditEntry.objects.filter(action="look").exists()


def test_what_cannot_be_put_on_record_is_not_shown(party, clerk):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE portal_auditentry ADD CONSTRAINT full_up CHECK (action <> 'look')")
    with pytest.raises(DatabaseError):
        reveal(party, "id_number", by=clerk, reason="当事人来电")


def test_the_page_asks_why_before_it_shows(client, clerk, party, revealed):
    client.force_login(clerk)
    page = client.get(address(party), headers={"referer": "http://testserver/filings/7/"})
    assert (
        'href="http://testserver/filings/7/"' in page.content.decode() and party.name in page.content.decode()
    )
    assert PLAIN not in page.content.decode() and "2201************12" in page.content.decode()
    assert not AuditEntry.objects.filter(action="look").exists()
    shown = client.post(address(party), {"reason": "当事人来电询问开庭", "next": "/filings/7/"})
    assert 'href="/filings/7/"' in shown.content.decode()
    assert PLAIN in shown.content.decode() and "no-store" in shown["Cache-Control"]
    assert AuditEntry.objects.get(action="look").person == clerk


@pytest.mark.parametrize("reason", ["", " ", "看", "x" * 301])
def test_a_reason_that_is_none_is_sent_back(client, clerk, party, revealed, reason):
    client.force_login(clerk)
    response = client.post(address(party), {"reason": reason})
    assert response.context["form"].errors and PLAIN not in response.content.decode()
    assert not AuditEntry.objects.filter(action="look").exists()


def test_a_fragment_is_answered_by_a_fragment(client, clerk, party, revealed):
    client.force_login(clerk)
    page = client.post(
        address(party), {"reason": "核对身份证号"}, headers={"hx-request": "true"}
    ).content.decode()
    assert PLAIN in page and "<html" not in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_see_the_case_does_not_learn_that_it_exists(client, elsewhere, party, revealed, method):
    client.force_login(elsewhere.clerk)
    assert getattr(client, method)(address(party), {"reason": "当事人来电"}).status_code == 404
    assert not AuditEntry.objects.filter(action="look").exists()


def test_litigants_do_not_look_at_anybody_s_data(client, litigant, party, revealed):
    party.filing.filed_by = litigant
    party.filing.save()
    client.force_login(litigant)
    assert client.post(address(party), {"reason": "当事人来电"}).status_code == 403


@pytest.mark.parametrize(
    "field, kind", [("address", "party"), ("name", "party"), ("pk", "party"), ("id_number", "person")]
)
def test_only_registered_kinds_and_fields_are_answered(client, clerk, party, revealed, field, kind):
    client.force_login(clerk)
    assert client.post(address(party, field, kind), {"reason": "当事人来电"}).status_code == 404


def test_the_audit_page_of_the_subject_shows_who_looked_and_why(client, clerk, division, party, helong):
    reveal(party, "phone", by=clerk, reason="约定调解时间", court=helong)
    client.force_login(division)
    page = client.get(reverse("audit:subject", args=["party", party.pk])).content.decode()
    assert clerk.name in page and "约定调解时间" in page
