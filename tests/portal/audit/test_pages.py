"""The audit is read by administrators and the division, each for the courts they keep."""

import pytest
from django.urls import reverse

from portal.audit.models import AuditEntry, record
from portal.audit.words import ACTIONS, lines
from portal.people import staffing


@pytest.fixture
def spread(helong, dunhua, clerk, elsewhere):
    """One deed at each of two courts, one without a court, one by a process."""
    from portal.workflow import Process

    record(clerk, "test_helong", court=helong)
    record(elsewhere.clerk, "test_dunhua", court=dunhua)
    record(clerk, "test_no_court")
    record(Process("clock"), "test_process")


def actions(response):
    return {line.entry.action for line in response.context["lines"] if line.entry.action.startswith("test")}


def test_the_intermediate_court_sees_its_district(client, division, spread):
    client.force_login(division)
    assert actions(client.get(reverse("audit:list"))) == {
        "test_helong",
        "test_dunhua",
        "test_no_court",
        "test_process",
    }


def test_a_basic_court_sees_its_own(client, elsewhere, spread):
    client.force_login(elsewhere.administrator)
    assert actions(client.get(reverse("audit:list"))) == {"test_dunhua"}


def test_what_its_people_did_without_a_court_is_seen_too(client, person_at, helong, spread):
    client.force_login(person_at(helong, "administrator"))
    assert actions(client.get(reverse("audit:list"))) == {"test_helong", "test_no_court"}


def test_a_role_elsewhere_does_not_widen_the_view(client, person_at, helong, dunhua, spread):
    from portal.people.models import Membership

    both = person_at(helong, "administrator")
    Membership.objects.create(person=both, court=dunhua, role="clerk")
    client.force_login(both)
    assert "test_dunhua" not in actions(client.get(reverse("audit:list")))


def test_the_list_is_paged_by_key_newest_first(client, division, helong, django_assert_num_queries):
    AuditEntry.objects.bulk_create(
        AuditEntry(person=division, action="test", court=helong, subject_kind="court", subject_id=helong.pk)
        for _number in range(70)
    )
    client.force_login(division)
    # session, person, roles, courts below, the page, names of courts, courts to choose from
    with django_assert_num_queries(7):
        first = client.get(reverse("audit:list")).context["page"]
    keys = [entry.pk for entry in first]
    assert len(keys) == 50 and keys == sorted(keys, reverse=True)
    second = [entry.pk for entry in client.get(first.next).context["page"]]
    assert len(second) >= 20 and max(second) < min(keys)


def test_looks_alone(client, division, helong):
    record(division, "test_change", court=helong)
    record(division, "look", court=helong, subject=helong, detail={"field": "phone", "reason": "联系当事人"})
    client.force_login(division)
    page = client.get(reverse("audit:list"), {"looks": 1})
    assert {line.entry.action for line in page.context["lines"]} == {"look"}
    assert "联系当事人" in page.content.decode()


def test_a_subject_s_page_shows_its_entries_only(client, administrator, clerk, filing_judge, dunhua):
    staffing.give_role(clerk, dunhua, "judge", by=administrator)
    staffing.give_role(filing_judge, dunhua, "judge", by=administrator)
    client.force_login(administrator)
    page = client.get(reverse("audit:subject", args=["person", clerk.pk]))
    assert [line.entry.subject_id for line in page.context["lines"]] == [clerk.pk]
    assert page.context["lines"][0].facts[0].text == "审判员" or page.context["lines"][0].facts[0].translated


@pytest.mark.parametrize("kind, pk", [("person", 999_999_999), ("nothing", 1)])
def test_a_subject_without_entries_is_404(client, administrator, kind, pk):
    client.force_login(administrator)
    assert client.get(reverse("audit:subject", args=[kind, pk])).status_code == 404


def test_the_subject_of_another_court_is_404(client, administrator, elsewhere, clerk, helong):
    staffing.give_role(clerk, helong, "judge", by=administrator)
    client.force_login(elsewhere.administrator)
    assert client.get(reverse("audit:subject", args=["person", clerk.pk])).status_code == 404


def test_people_and_courts_are_called_by_their_names(db, administrator, clerk, helong):
    of_person, of_court, of_case = lines(
        [
            record(administrator, "bar", subject=clerk),
            record(administrator, "correct_court", subject=helong),
            record(administrator, "look", court=helong),
        ]
    )
    assert (of_person.about, of_court.about) == (clerk.name, str(helong))
    assert of_person.named and of_court.named and not of_case.named


def test_every_action_of_people_courts_and_looks_has_words(db, administrator, clerk, helong):
    import re
    from pathlib import Path

    home = Path(__file__).resolve().parents[3] / "portal"
    source = "".join(
        path.read_text()
        for room in ("people", "courts", "personal", "calendar")
        for path in (home / room).glob("*.py")
    )
    written = set(re.findall(r'record\([\w.]+, "(\w+)"', source)) | set(
        re.findall(r'_set_active\(person, \w+, "(\w+)"', source)
    )
    assert len(written) > 8 and written <= set(ACTIONS)


def test_a_line_says_what_was_changed(administrator, dunhua):
    entry = record(
        administrator, "correct_court", subject=dunhua, court=dunhua, detail={"code": ["", "吉7501"], "x": 1}
    )
    told = lines([entry])[0]
    assert told.step == ACTIONS["correct_court"] and [(fact.before, fact.text) for fact in told.facts] == [
        ("", "吉7501")
    ]
    assert lines([record(None, "unheard_of")])[0].step == ""
