"""`manage.py create_person`: the first administrator comes from the command line."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from portal.audit.models import AuditEntry
from portal.people.models import Person, Role


def create(monkeypatch, *words, stdin="", **options):
    monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
    call_command("create_person", *words, **options)


def test_a_password_from_standard_input(helong, monkeypatch):
    create(
        monkeypatch,
        "lin",
        name="林",
        role="administrator",
        court="和龙林院",
        password_stdin=True,
        stdin="松花江上的月亮-2026\n",
    )
    person = Person.objects.get(username="lin")
    assert person.check_password("松花江上的月亮-2026") and not person.must_change_password
    assert person.holds(Role.ADMINISTRATOR, at=helong)
    assert list(AuditEntry.objects.filter(process="create_person").order_by("pk").values_list("action", "process")) == [
        ("take_on", "create_person"), ("give_role", "create_person"),
    ]  # fmt: skip


@pytest.mark.parametrize("court", ["吉7502", "和龙林区基层法院"])
def test_without_one_a_password_for_once_is_printed(helong, monkeypatch, capsys, court):
    create(monkeypatch, "lin", name="林", role="clerk", court=court)
    person = Person.objects.get(username="lin")
    assert person.must_change_password and person.check_password(capsys.readouterr().out.split()[-1])


def test_a_litigant_has_no_court(db, monkeypatch):
    create(monkeypatch, "quan", name="全")
    assert not Person.objects.get(username="quan").is_staff


@pytest.mark.parametrize("options", [
    {"role": "clerk"}, {"court": "和龙林院"}, {"role": "clerk", "court": "没有这个法院"},
    {"password_stdin": True, "stdin": "short\n"}, {"password_stdin": True, "stdin": ""},
])  # fmt: skip
def test_what_does_not_fit_makes_nobody(district, monkeypatch, options):
    with pytest.raises(CommandError):
        create(monkeypatch, "lin", name="林", **options)
    assert not Person.objects.filter(username="lin").exists()


def test_a_user_name_is_given_once(kim, monkeypatch):
    for name in ("kim", "KIM"):
        with (
            translation.override("zh-hans"),
            pytest.raises(CommandError, match="这个用户名已有人使用"),
        ):
            create(monkeypatch, name, name="另一个金")


@pytest.mark.parametrize("username, name", [("lin", "林" * 61), ("l" * 61, "林"), ("lin", "")])
def test_a_refusal_is_in_one_language_and_names_the_field(db, monkeypatch, username, name):
    import re

    with translation.override("zh-hans"), pytest.raises(CommandError) as fault:
        create(monkeypatch, username, name=name)
    assert re.match(r"(用户名|姓名)：", str(fault.value)) and not re.search(r"[A-Za-z]{3}", str(fault.value))


def test_nobody_comes_to_a_closed_court(helong, monkeypatch):
    helong.closed_from = "2026-01-01"
    helong.save()
    with pytest.raises(CommandError):
        create(monkeypatch, "lin", name="林", role="clerk", court="和龙林院")
    assert not Person.objects.filter(username="lin").exists()
