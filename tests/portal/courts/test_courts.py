"""The courts' particulars: seen by keepers, put right by administrators, every change on record."""

import pytest
from django.urls import reverse

from portal.audit.models import AuditEntry
from portal.courts.district import district_name, load_courts
from portal.courts.models import Court


@pytest.fixture
def admin_client(client, administrator):
    client.force_login(administrator)
    return client


def correct(client, court, **changes):
    given = {
        name: getattr(court, name) or ""
        for name in ("code", "name", "short_name", "name_ko", "name_en", "seat", "level", "superior_id")
    }
    given["superior"] = given.pop("superior_id")
    return client.post(reverse("courts:correct", args=[court.pk]), {**given, **changes})


def test_the_six_courts_one_code_known(district):
    assert len(district) == 6 and district["和龙林院"].code == "吉7502"
    assert Court.objects.basic().count() == 5 and district["敦化林院"].superior == district["延边林区中院"]


def test_loading_again_adds_nothing_and_keeps_what_was_put_right(district, admin_client):
    correct(admin_client, district["敦化林院"], code="吉7501")
    load_courts()
    assert Court.objects.count() == 6
    assert Court.objects.get(short_name="敦化林院").code == "吉7501"


def test_the_list_says_which_codes_are_to_be_confirmed(admin_client, district, django_assert_num_queries):
    # session, person, roles, courts below, courts
    with django_assert_num_queries(4):
        page = admin_client.get(reverse("courts:list")).content.decode()
    assert "吉7502" in page and page.count("待确认") == 4


def test_the_division_sees_and_does_not_change(client, division, helong):
    client.force_login(division)
    assert client.get(reverse("courts:list")).status_code == 200
    assert correct(client, helong, code="吉1").status_code == 403


def test_a_basic_court_s_administrator_keeps_to_it(client, elsewhere, helong, dunhua):
    client.force_login(elsewhere.administrator)
    assert correct(client, helong).status_code == 404
    assert correct(client, dunhua, code="吉7501").status_code == 302


def test_a_correction_is_saved_and_on_record_with_what_stood_before(admin_client, administrator, dunhua):
    assert correct(admin_client, dunhua, code="吉7501", seat="敦化").status_code == 302
    dunhua.refresh_from_db()
    assert (dunhua.code, dunhua.seat) == ("吉7501", "敦化")
    entry = AuditEntry.objects.get(action="correct_court")
    assert entry.detail == {"code": ["", "吉7501"], "seat": ["敦化市", "敦化"]}
    assert (entry.person, entry.court_id, entry.subject_id) == (administrator, dunhua.pk, dunhua.pk)


def test_saving_without_a_change_leaves_no_entry(admin_client, dunhua):
    correct(admin_client, dunhua)
    assert not AuditEntry.objects.filter(action="correct_court").exists()


@pytest.mark.parametrize("changes, field", [
    ({"code": "7501"}, "code"), ({"code": "吉75011"}, "code"), ({"code": "吉7502"}, "code"), ({"code": "<b>"}, "code"),
    ({"code": "民初"}, "code"), ({"code": "吉750"}, "code"), ({"code": "中国人7"}, "code"), ({"code": "吉76"}, "code"),
    ({"code": "吉"}, "code"), ({"superior": ""}, "superior"), ({"level": "intermediate"}, "level"),
    ({"name": ""}, "name"), ({"name": "和龙林区基层法院"}, "name"), ({"short_name": "和龙林院"}, "short_name"),
])  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(admin_client, dunhua, changes, field):
    response = correct(admin_client, dunhua, **changes)
    assert response.status_code == 200 and field in response.context["form"].errors
    assert Court.objects.get(pk=dunhua.pk).name == "敦化林区基层法院"


def test_a_code_can_be_taken_back_and_two_courts_can_be_without(admin_client, helong):
    correct(admin_client, helong, code=" ")
    assert Court.objects.filter(code=None).count() == 5


@pytest.mark.parametrize("typed", ["吉７５０１", " 吉 7501 ", "吉7501"])
def test_a_code_is_kept_in_one_width(admin_client, dunhua, typed):
    correct(admin_client, dunhua, code=typed)
    dunhua.refresh_from_db()
    assert dunhua.code == "吉7501"


def test_every_code_a_court_may_have_is_read_in_a_case_number(district):
    from filing.casenumbers import parse
    from portal.courts import codes

    for code in ("吉75", "吉7502", "京", "军01", "兵0101", "新4001"):
        assert codes.level_of(code) and parse(f"（2024）{code}民初22号").court_code == code
    for text in ("民初", "吉750", "中国人7", "最高法", "", "吉七五", "吉75021"):
        assert codes.level_of(text) is None


def test_a_stale_form_is_refused_and_overwrites_nothing(admin_client, dunhua):
    page = admin_client.get(reverse("courts:correct", args=[dunhua.pk])).content.decode()
    assert f'name="seen" value="{dunhua.changed_at.isoformat()}"' in page
    assert correct(admin_client, dunhua, seat="敦化", seen=dunhua.changed_at.isoformat()).status_code == 302
    late = correct(admin_client, dunhua, seat="别处", seen=dunhua.changed_at.isoformat())
    assert late.status_code == 409 and "请刷新" in late.content.decode()
    assert correct(admin_client, dunhua, seat="别处", seen="rubbish").status_code == 409
    dunhua.refresh_from_db()
    assert dunhua.seat == "敦化" and AuditEntry.objects.filter(action="correct_court").count() == 1


def test_a_court_is_found_as_people_write_it(district):
    for text in ("吉7502", "和龙林院", " 和龙林区基层法院 "):
        assert Court.objects.named(text).get() == district["和龙林院"]
    assert not Court.objects.named("").exists() and not Court.objects.named("和龙").exists()


def test_the_district_is_called_as_the_reader_calls_it(district, settings):
    from django.utils.translation import override

    with override("ko"):
        assert district_name() == "길림성연변림구중급법원"
    with override("zh-hans"):
        assert district_name() == "吉林省延边林区中级法院"
    settings.DISTRICT_NAME = "不在册的法院"
    with override("fr"):
        assert district_name() == "不在册的法院"
