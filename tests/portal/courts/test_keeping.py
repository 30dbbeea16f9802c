"""Adding, placing and closing courts: by the administrators of the court above, with its history kept."""

import datetime

import pytest
from django.db import connection
from django.db.utils import IntegrityError
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.courts import workflow
from portal.courts.models import Court
from portal.events import Event
from portal.people import staffing
from portal.people.models import Person
from tests.portal.courts.test_courts import correct

ADD = "/courts/new/"
TODAY = "2026-03-02"


@pytest.fixture
def admin_client(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(f"{TODAY} 09:00:00+08:00", tick=False)
    return time_machine


def add(client, above, **changes):
    given = {"code": "吉7507", "name": "安图林区基层法院", "short_name": "安图林院", "superior": above.pk}
    return client.post(ADD, {**given, **changes})


def happen(court):
    now = timezone.now()
    Event.objects.create(
        court=court, day=timezone.localdate(now), at=now, subject_kind="filing", subject_id=1, verb="submit",
        target="submitted",
    )  # fmt: skip


def test_a_basic_court_is_added_under_the_own_court_and_on_record(admin_client, administrator, intermediate):
    assert ADD in admin_client.get("/courts/").content.decode()
    assert admin_client.get(ADD).status_code == 200
    assert add(admin_client, intermediate, code="吉７５０７").status_code == 302
    court = Court.objects.get(short_name="安图林院")
    assert (court.level, court.superior, court.code) == ("basic", intermediate, "吉7507")
    entry = AuditEntry.objects.get(action="add_court", subject_id=court.pk)
    assert entry.person == administrator and entry.detail["superior"] == ["", intermediate.name]
    assert "安图林区基层法院" in admin_client.get("/people/new/").content.decode()


@pytest.mark.parametrize("changes, field", [
    ({"superior": ""}, "superior"), ({"name": ""}, "name"), ({"code": "吉7502"}, "code"), ({"code": "吉75"}, "code"),
    ({"short_name": "和龙林院"}, "short_name"),
])  # fmt: skip
def test_what_cannot_be_added_is_refused_beside_its_field(admin_client, intermediate, changes, field):
    response = add(admin_client, intermediate, **changes)
    assert response.status_code == 200 and field in response.context["form"].errors
    assert Court.objects.count() == 6


def test_no_court_is_added_under_one_that_is_not_kept(admin_client, helong):
    other = Court.objects.create(name="通化某中院", short_name="通化中院", level="intermediate")
    for superior in (other, helong):
        assert "superior" in add(admin_client, superior).context["form"].errors


@pytest.mark.parametrize("who, status", [("division", 403), ("elsewhere", 403), ("clerk", 403)])
def test_others_add_none(client, request, intermediate, who, status):
    person = request.getfixturevalue(who)
    client.force_login(getattr(person, "administrator", person))
    assert client.get(ADD).status_code == status and add(client, intermediate).status_code == status
    assert ADD not in client.get("/courts/").content.decode()
    assert Court.objects.count() == 6


def test_the_verb_guards_itself(elsewhere, helong, dunhua, intermediate):
    from django.core.exceptions import PermissionDenied

    own = elsewhere.administrator
    with pytest.raises(PermissionDenied):
        workflow.add(Court(name="某", short_name="某", level="basic", superior=intermediate), by=own)
    with pytest.raises(PermissionDenied):
        workflow.correct(dunhua, {"superior": helong}, by=own)
    with pytest.raises(PermissionDenied):
        workflow.close(dunhua, timezone.localdate(), by=own)
    with pytest.raises(PermissionDenied):
        workflow.reopen(dunhua, by=own)


def test_a_basic_courts_own_administrator_does_not_move_it(client, elsewhere, dunhua, intermediate):
    client.force_login(elsewhere.administrator)
    fields = client.get(reverse("courts:correct", args=[dunhua.pk])).context["form"].fields
    assert fields["level"].disabled and fields["superior"].disabled
    assert correct(client, dunhua, level="intermediate", superior="", seat="敦化").status_code == 302
    dunhua.refresh_from_db()
    assert (dunhua.level, dunhua.superior, dunhua.seat) == ("basic", intermediate, "敦化")


def test_a_wrong_level_is_put_right_while_nothing_happened(admin_client, administrator, intermediate):
    wrong = Court.objects.create(name="安图林区法院", short_name="安图林院", level="intermediate")
    staffing.Membership.objects.create(person=administrator, court=wrong, role="administrator")
    assert correct(admin_client, wrong, level="basic", superior=intermediate.pk).status_code == 302
    wrong.refresh_from_db()
    assert (wrong.level, wrong.superior) == ("basic", intermediate)
    assert AuditEntry.objects.get(action="correct_court").detail == {
        "level": ["intermediate", "basic"], "superior": ["", intermediate.name],
    }  # fmt: skip
    happen(wrong)
    assert correct(admin_client, wrong, level="intermediate", superior="").status_code == 200
    wrong.refresh_from_db()
    assert wrong.level == "basic"
    page = admin_client.get(reverse("courts:correct", args=[wrong.pk]))
    assert page.context["form"].fields["level"].disabled


def test_a_court_with_a_history_keeps_its_level_in_a_file_too(dunhua):
    from django.core.exceptions import ValidationError

    from portal.courts.loading import LOADING

    happen(dunhua)
    with pytest.raises(ValidationError):
        workflow.correct(dunhua, {"level": "intermediate", "superior": None}, by=LOADING)


def test_nothing_goes_in_a_circle(admin_client, intermediate, helong):
    for changes in ({"superior": intermediate.pk}, {"level": "basic", "superior": intermediate.pk}):
        assert correct(admin_client, intermediate, **changes).context["form"].errors
    assert "superior" in correct(admin_client, helong, superior=helong.pk).context["form"].errors
    for pk, superior in ((helong.pk, helong.pk), (intermediate.pk, helong.pk)):
        with pytest.raises(IntegrityError), connection.cursor() as cursor:
            cursor.execute("SAVEPOINT here")
            try:
                cursor.execute("UPDATE portal_court SET superior_id = %s WHERE id = %s", [superior, pk])
            finally:
                cursor.execute("ROLLBACK TO here")


def close(client, court, day=TODAY, **extra):
    return client.post(reverse("courts:close", args=[court.pk]), {"day": day, **extra})


def test_a_closed_court_takes_no_people_and_no_filings_and_keeps_its_history(
    admin_client, administrator, clock, dunhua, clerk, client
):
    happen(dunhua)
    assert close(admin_client, dunhua).status_code == 302
    dunhua.refresh_from_db()
    assert dunhua.is_closed and dunhua.closed_from == datetime.date(2026, 3, 2)
    entry = AuditEntry.objects.get(action="close_court")
    assert (entry.person, entry.detail) == (administrator, {"closed_from": ["", TODAY]})
    given = {"username": "xin", "name": "新人", "court": dunhua.pk, "role": "clerk"}
    assert "court" in admin_client.post("/people/new/", given).context["role_form"].errors
    role = {"court": dunhua.pk, "role": "judge"}
    assert admin_client.post(reverse("people:give_role", args=[clerk.pk]), role).status_code == 400
    assert not Person.objects.filter(username="xin").exists() and clerk.memberships.count() == 1
    assert Event.objects.filter(court=dunhua).count() == 1
    listed = admin_client.get("/courts/").content.decode()
    assert "自2026-03-02起撤销" in listed
    client.force_login(clerk)
    offered = client.get(reverse("filing:enter")).context["entry"].form.fields["court"].queryset
    assert dunhua not in offered and offered.count() == 5


def test_until_the_day_it_is_open(admin_client, clock, dunhua, clerk, administrator):
    close(admin_client, dunhua, "2026-03-04")
    assert staffing.give_role(clerk, dunhua, "judge", by=administrator)
    clock.move_to("2026-03-04 00:00:01+08:00", tick=False)
    dunhua.refresh_from_db()
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        staffing.give_role(clerk, dunhua, "watcher", by=administrator)


@pytest.mark.parametrize("day", ["2026-03-01", "", "2026-02-30", "x"])
def test_a_day_that_is_past_or_none_closes_nothing(admin_client, clock, dunhua, day):
    response = close(admin_client, dunhua, day)
    assert response.status_code == 400 and response.context["closing"].errors
    assert not Court.objects.exclude(closed_from=None).exists()


def test_a_court_is_opened_again(admin_client, clock, dunhua):
    close(admin_client, dunhua)
    assert admin_client.post(reverse("courts:reopen", args=[dunhua.pk])).status_code == 302
    dunhua.refresh_from_db()
    assert dunhua.closed_from is None
    assert AuditEntry.objects.get(action="reopen_court").detail == {"closed_from": [TODAY, ""]}


def test_who_may_not_close_and_what_cannot_be_closed(
    client, admin_client, clock, division, elsewhere, helong, dunhua
):
    assert close(admin_client, dunhua.superior).status_code == 403
    for person, court, status in (
        (division, dunhua, 403), (elsewhere.administrator, dunhua, 403), (elsewhere.administrator, helong, 404),
        (elsewhere.clerk, dunhua, 403),
    ):  # fmt: skip
        client.force_login(person)
        assert close(client, court).status_code == status
        assert client.post(reverse("courts:reopen", args=[court.pk])).status_code == status
    assert not Court.objects.exclude(closed_from=None).exists()


def test_closing_from_a_stale_page_is_refused(admin_client, clock, dunhua):
    assert correct(admin_client, dunhua, seat="敦化").status_code == 302
    assert close(admin_client, dunhua, seen=dunhua.changed_at.isoformat()).status_code == 409
    assert not Court.objects.exclude(closed_from=None).exists()


def test_a_court_is_never_deleted(district, dunhua):
    with pytest.raises(IntegrityError):
        Court.objects.filter(pk=dunhua.pk).delete()


def test_visitors_find_only_open_courts(client, admin_client, clock, dunhua):
    close(admin_client, dunhua)
    client.logout()
    page = client.get("/").content.decode()
    assert "和龙林区基层法院" in page and "敦化林区基层法院" not in page


@pytest.mark.parametrize("language", ["ko", "en"])
def test_seats_are_data_on_pages_of_other_languages(admin_client, language):
    admin_client.cookies["django_language"] = language
    assert '<span class="data" lang="zh">和龙市</span>' in admin_client.get("/courts/").content.decode()
