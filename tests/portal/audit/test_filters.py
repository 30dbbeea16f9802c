"""The audit is searched by person, court, day and deed; cases are called by their numbers."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filing.intake.models import Party
from filing.intake.workflow import enter
from portal.audit.models import AuditDay, AuditEntry, record
from portal.audit.sealing import seal
from portal.audit.words import deeds
from portal.people import staffing
from tests.filing.conftest import defendant, dispute, plaintiff


@pytest.fixture
def spread(time_machine, administrator, clerk, filing_judge, helong, dunhua):
    """Deeds of two days, two persons and two courts."""
    for day, by, court, action in (
        ("2026-03-01", clerk, helong, "sign_in"), ("2026-03-02", clerk, helong, "look"),
        ("2026-03-02", filing_judge, helong, "bar"), ("2026-03-03", administrator, dunhua, "bar"),
    ):  # fmt: skip
        time_machine.move_to(f"{day} 23:59:59+08:00", tick=False)
        with connection.cursor() as cursor:
            # The database's own clock cannot be moved, and entries cannot be edited: the day is given at once.
            cursor.execute(
                "INSERT INTO portal_auditentry (at, person_id, process, action, subject_kind, subject_id, court_id,"
                " detail) VALUES (%s, %s, '', %s, 'person', %s, %s, '{}')",
                [f"{day} 23:59:59+08", by.pk, action, clerk.pk, court.pk],
            )


@pytest.fixture
def asked(client, division):
    def ask(**given):
        client.force_login(division)
        page = client.get(reverse("audit:list"), given)
        assert page.status_code == 200
        return [
            (line.entry.person.name, line.entry.action) for line in page.context["lines"]
            if line.entry.subject_kind == "person" and line.entry.action != "take_on"
        ]  # fmt: skip

    return ask


@pytest.mark.parametrize("given, found", [
    ({"person": "柳书"}, [("柳书记员", "look"), ("柳书记员", "sign_in")]),
    ({"person": "没有这个人"}, []),
    ({"deed": "bar"}, [("林管理", "bar"), ("朴法官", "bar")]),
    ({"deed": "bar", "person": "林"}, [("林管理", "bar")]),
    ({"since": "2026-03-03"}, [("林管理", "bar")]),
    ({"until": "2026-03-01"}, [("柳书记员", "sign_in")]),
    ({"since": "2026-03-02", "until": "2026-03-02"}, [("朴法官", "bar"), ("柳书记员", "look")]),
    ({"looks": "1"}, [("柳书记员", "look")]),
    ({"since": "0001-01-01", "until": "9999-12-31", "deed": "sign_in"}, [("柳书记员", "sign_in")]),
])  # fmt: skip
def test_by_person_day_and_deed(asked, spread, given, found):
    assert asked(**given) == found


def test_by_court_and_only_courts_one_keeps(asked, spread, client, elsewhere, helong, dunhua):
    assert asked(court=dunhua.pk) == [("林管理", "bar")]
    client.force_login(elsewhere.administrator)
    page = client.get(reverse("audit:list"), {"court": helong.pk})
    assert page.context["filter"].form.errors
    assert {line.entry.court_id for line in page.context["lines"]} == {dunhua.pk}


@pytest.mark.parametrize("given", [
    {"since": "2026-02-30"}, {"court": "x"}, {"deed": "nothing"}, {"person": "x" * 61}, {"person": "\0"}, {"until": "\0"},
])  # fmt: skip
def test_what_cannot_be_asked_is_said_beside_its_field(client, division, given):
    client.force_login(division)
    page = client.get(reverse("audit:list"), given)
    assert page.status_code == 200 and set(given) == set(page.context["filter"].form.errors)


def test_the_next_page_asks_the_same(client, division, helong):
    AuditEntry.objects.bulk_create(
        AuditEntry(person=division, action=("bar", "look")[n % 2], court=helong) for n in range(120)
    )
    client.force_login(division)
    first = client.get(reverse("audit:list"), {"deed": "bar", "person": "赵"}).context["page"]
    second = client.get(first.next).context["page"]
    assert (len(first), len(second)) == (50, 10)
    assert {entry.action for entry in [*first, *second]} == {"bar"}


@pytest.mark.parametrize("given, first, last", [
    ({"deed": "bar"}, "2026-02-01", "2026-03-04"),
    ({"since": "2025-01-01"}, "2025-01-01", "2025-02-01"),
    ({"until": "2025-02-01"}, "2025-01-01", "2025-02-01"),
    ({"since": "2024-01-01", "until": "2025-02-01"}, "2025-01-01", "2025-02-01"),
    ({"since": "2026-03-01"}, "2026-03-01", "2026-03-04"),
    ({"since": "9999-12-31"}, "9999-12-31", "2026-03-04"),
    ({"until": "0001-01-01"}, "0001-01-01", "0001-01-01"),
])  # fmt: skip
def test_some_weeks_are_searched_at_once(client, division, time_machine, given, first, last):
    time_machine.move_to("2026-03-04 12:00+08:00", tick=False)
    client.force_login(division)
    page = client.get(reverse("audit:list"), given)
    assert [day.isoformat() for day in page.context["filter"].days] == [first, last]


@pytest.fixture
def history(db, helong):
    """Entries of five days, one an hour."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO portal_auditentry (at, process, action, subject_kind, court_id, detail) SELECT"
            " '2026-01-05 23:30+08'::timestamptz - n * interval '1 hour', '', 'look', '', %s, '{}'"
            " FROM generate_series(119, 0, -1) AS n",
            [helong.pk],
        )


def listed(client, **given):
    return {line.entry.pk for line in client.get(reverse("audit:list"), given).context["lines"]}


@pytest.mark.parametrize("sealed_first", [True, False])
def test_a_search_finds_its_days_sealed_or_not(client, division, history, sealed_first):
    if sealed_first:
        seal()
    client.force_login(division)
    for first, last in (
        ("2026-01-02", "2026-01-03"),
        ("2026-01-05", "2026-01-05"),
        ("2025-12-01", "2025-12-31"),
    ):
        wanted = AuditEntry.objects.filter(action="look", at__date__range=(first, last)).values_list(
            "pk", flat=True
        )
        assert listed(client, deed="look", since=first, until=last) == set(wanted)


def test_a_search_walks_no_further_than_its_days(client, division, history):
    seal()
    for day in AuditDay.objects.all():
        inside = AuditEntry.objects.filter(at__date=day.day).order_by("pk").values_list("pk", flat=True)
        assert (day.first, day.last) == (inside.first(), inside.last())
    client.force_login(division)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("audit:list"), {"deed": "bar", "since": "2026-01-02", "until": "2026-01-03"})
    (sql,) = [one["sql"] for one in asked if 'FROM "portal_auditentry"' in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + sql)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert re.search(r"Index Cond: \(\(id >= .*\) AND \(id <= .*\)\)", plan), plan


def test_every_deed_of_a_case_can_be_chosen(db):
    groups = dict(deeds())
    values = [value for group in groups.values() for value, _label in group]
    assert {"bar", "lift_lock", "close_court", "filing:docket", "mediation:accept"} <= set(values)
    assert len(values) == len(set(values))


@pytest.fixture
def filing(clerk, helong):
    return enter(dispute(helong), by=clerk, parties=[plaintiff(), defendant()])


@pytest.fixture
def look(filing, clerk):
    """Somebody looked at the phone number of a party."""
    party = Party.objects.filter(filing=filing).first()
    record(
        clerk, "look", subject=party, court=filing.court, detail={"field": "phone", "reason": "联系当事人"}
    )
    return party


def test_a_party_looked_at_is_named_by_its_filing(client, division, filing, look, person_at, dunhua):
    client.force_login(division)
    page = client.get(reverse("audit:list"), {"looks": 1})
    (line,) = page.context["lines"]
    assert (line.case.reference, line.case.url) == (
        filing.event_reference(), reverse("filing:detail", args=[filing.pk]),
    )  # fmt: skip
    assert f'href="{line.case.url}"' in page.content.decode() and line.case.reference in page.content.decode()


def test_without_the_right_to_see_the_filing_there_is_no_link(filing, look, elsewhere):
    from portal.audit.words import lines

    (line,) = lines([AuditEntry.objects.get(action="look")], elsewhere.administrator)
    assert (line.case.reference, line.case.url) == (filing.event_reference(), "")


def test_naming_cases_costs_the_same_for_one_or_many(
    client, division, filing, look, helong, clerk, django_assert_num_queries
):
    client.force_login(division)
    # session, person, roles, courts below, the page, courts of the filter, parties, filings, those one may see
    for _round in range(2):
        with django_assert_num_queries(9):
            client.get(reverse("audit:list"), {"looks": 1})
        for _look in range(20):
            record(clerk, "look", subject=look, court=filing.court, detail={"field": "phone", "reason": "x"})


def test_level_and_closing_are_told_in_words(db, administrator, helong):
    from portal.audit.words import lines

    told = lines(
        [record(administrator, "correct_court", subject=helong, detail={"level": ["intermediate", "basic"]})]
    )
    assert [(str(fact.before), str(fact.text)) for fact in told[0].facts] == [("中级法院", "基层法院")]


def test_a_role_given_can_be_found_by_who_gave_it(asked, administrator, clerk, dunhua):
    staffing.give_role(clerk, dunhua, "judge", by=administrator)
    assert ("林管理", "give_role") in asked(person="林管", deed="give_role")
