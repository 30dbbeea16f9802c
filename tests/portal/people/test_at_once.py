"""Two administrators enter the same at once, on real connections: the second is told, and nothing is there twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse

from portal.courts.models import Court
from portal.people.models import Person
from tests.processes import until

pytestmark = pytest.mark.django_db(transaction=True)


def sent_while(deed, person, url, data):
    """The answer to a form that is sent after the deed is done and before it is committed."""

    def send():
        client = Client()
        client.force_login(person)
        try:
            return client.post(url, data)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            deed()
            answer = other.submit(send)
            until(lambda: answer.done() or somebody_waits())
        return answer.result()


def somebody_waits():
    """Whether somebody waits for this transaction. Locks are looked at anew each time, activities once a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks AS waiting JOIN pg_locks AS held USING (transactionid)"
            " WHERE NOT waiting.granted AND held.granted AND held.pid = pg_backend_pid()"
        )
        return cursor.fetchone()[0]


@pytest.mark.parametrize("username", ["xin", "XIN"])
def test_a_user_name_given_by_two_at_once_is_taken_for_the_second(administrator, helong, username):
    given = {"username": username, "name": "新人", "court": helong.pk, "role": "clerk"}
    answer = sent_while(
        lambda: Person.objects.create_person("xin", name="先来的"),
        administrator,
        reverse("people:take_on"),
        given,
    )
    assert answer.status_code == 200 and "username" in answer.context["form"].errors
    assert Person.objects.get(username__iexact="xin").name == "先来的"


@pytest.mark.parametrize(
    "taken, field", [({"name": "安图林区基层法院"}, "name"), ({"code": "吉7507"}, "code")]
)
def test_a_name_or_code_given_to_two_courts_at_once_is_taken_for_the_second(
    administrator, intermediate, taken, field
):
    first = {"name": "先来的法院", "short_name": "先来", "level": "basic", "superior": intermediate, **taken}
    given = {
        "name": "安图林区基层法院",
        "code": "吉7507",
        "short_name": "安图林院",
        "superior": intermediate.pk,
    }
    answer = sent_while(lambda: Court.objects.create(**first), administrator, reverse("courts:add"), given)
    assert answer.status_code == 200 and list(answer.context["form"].errors) == [field]
    assert Court.objects.count() == 7


def test_a_name_given_to_a_new_court_and_one_put_right_at_once_is_taken_for_the_second(
    administrator, intermediate, helong
):
    first = {"name": "安图林区基层法院", "short_name": "安图林院", "level": "basic", "superior": intermediate}
    given = {
        "name": first["name"],
        "short_name": helong.short_name,
        "level": "basic",
        "superior": intermediate.pk,
    }
    url = reverse("courts:correct", args=[helong.pk])
    answer = sent_while(lambda: Court.objects.create(**first), administrator, url, given)
    assert "name" in answer.context["form"].errors
    assert Court.objects.filter(name=first["name"]).count() == 1
