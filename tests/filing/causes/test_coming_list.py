"""A coming list: read as printed, looked at first, brought in whole, known from its day on."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.utils import timezone

from filing import causes
from filing.causes import holdings, workflow
from filing.causes.models import ImportedCauseList
from filing.causes.reading import read
from portal.audit.models import AuditEntry
from tests.language import foreign

PRINTED = """民事案件案由
第一部分　人格权纠纷
一、人格权纠纷
1. 姓名权纠纷
2．隐私权、个人信息保护纠纷
（1）隐私权纠纷
(2) 个人信息保护纠纷
第二部分 合同纠纷
二、合同纠纷
3、林业承包合同纠纷
4.林地流转合同纠纷（试行）
"""
COMING = date(2030, 1, 1)


@pytest.fixture
def known(monkeypatch):
    """Imported lists are looked for, as outside the tests."""
    from filing.causes.models import ImportedCauseList

    monkeypatch.setattr(
        holdings, "imported", lambda: tuple(row.as_list() for row in ImportedCauseList.objects.all())
    )
    holdings.forget()
    yield
    holdings.forget()


def workbook(lines):
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_list_is_read_as_printed():
    reading = read(PRINTED.encode())
    assert reading.faults == ()
    assert [row[:3] for row in reading.rows] == [
        ["P01", "", 1], ["S01", "P01", 2], ["1", "S01", 3], ["2", "S01", 3], ["2.1", "2", 4], ["2.2", "2", 4],
        ["P02", "", 1], ["S02", "P02", 2], ["3", "S02", 3], ["4", "S02", 3],
    ]  # fmt: skip
    assert reading.rows[-1][4] == "林地流转合同纠纷（试行）"


def test_the_text_a_preview_carries_on_reads_back_the_same():
    reading = read(PRINTED.encode())
    assert read(reading.as_text().encode()) == reading


def test_a_workbook_and_another_encoding_read_the_same():
    lines = PRINTED.splitlines()
    assert (
        read(workbook([[line] for line in lines]))
        == read(PRINTED.encode("gb18030"))
        == read(PRINTED.encode())
    )
    apart = [["一、", "人格权纠纷"], [1, ".姓名权纠纷"], ["（1）", "某某纠纷"]]
    assert [row[0] for row in read(workbook(apart)).rows] == ["S01", "1", "1.1"]


@pytest.mark.parametrize("version", ["2020", "2025"])
def test_the_lists_we_hold_read_back_from_their_own_print(version):
    edition = causes.list(version)
    lines = []
    for cause in edition.causes:
        number = {
            1: cause.number,
            2: f"{cause.number}、",
            3: f"{cause.number}.",
            4: f"（{cause.number.partition('(')[2][:-1]}）",
        }
        lines.append(f"{number[cause.level]}{cause.name}")
    reading = read("\n".join(lines).encode())
    assert reading.faults == ()
    assert [row[0] for row in reading.rows] == [cause.code for cause in edition.causes]
    assert [row[4] for row in reading.rows] == [cause.name for cause in edition.causes]
    assert [workflow.in_pinyin(cause.name) for cause in edition.causes[:60]] == [
        cause.pinyin for cause in edition.causes[:60]
    ]


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        ("一、甲纠纷\n1.乙纠纷\n3.丙纠纷", 3),
        ("一、甲纠纷\n1.乙纠纷\n1.丙纠纷", 3),
        ("一、甲纠纷\n（1）乙纠纷", 2),
        ("一、甲纠纷\n1.乙纠纷\n没有编号", 3),
        ("一、甲纠纷\n1.乙纠纷\n（2）丙纠纷", 3),
        ("一、甲纠纷\n1.乙纠纷\n2.乙纠纷", 0),
        ("1.乙纠纷", 0),
        ("一、甲纠纷", 0),
        ("", 0),
    ],
)
def test_what_is_wrong_is_said_of_its_row(lines, row):
    reading = read(lines.encode())
    assert [fault.row for fault in reading.faults] == [row]
    assert reading.faults[0].reason


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"\xff\xfe\x00\xd8", b"x" * (3 << 20)])
def test_what_is_no_list_is_refused_not_raised(content):
    assert read(content).faults


def post(client, **fields):
    data = {"version": "2030", "begins": "2030-01-01", "source": "法〔2029〕1号", "text": PRINTED, **fields}
    return client.post("/causes/lists/bring-in/", data)


def test_a_preview_stores_nothing_and_shows_what_changes(client, division):
    client.force_login(division)
    page = post(client)
    assert page.status_code == 200 and not ImportedCauseList.objects.exists()
    assert "林地流转合同纠纷（试行）" in page.context["new"]
    assert "民间借贷纠纷" in page.context["gone"]


@pytest.mark.parametrize("language", ["zh-hans", "ko", "en"])
@pytest.mark.parametrize("text", [PRINTED, "一、甲纠纷\n2.乙纠纷\n没有编号\n（1）丙纠纷"])
def test_the_preview_speaks_the_reader_s_language(client, division, language, text):
    client.force_login(division)
    client.cookies["django_language"] = language
    assert foreign(post(client, text=text).content.decode(), language) == []


def test_brought_in_it_is_known_from_its_day_on(client, division, known, django_capture_on_commit_callbacks):
    client.force_login(division)
    with django_capture_on_commit_callbacks(execute=True):
        assert post(client, enter="1").status_code == 302
    assert causes.list_on(COMING - timedelta(days=1)).version == "2025"
    assert causes.list_on(COMING).version == "2030"
    assert causes.search("ldlz", COMING)[0].cause.name == "林地流转合同纠纷（试行）"
    assert causes.successor(causes.find("2025", "137")).causes[0].key == ("2030", "3")
    assert AuditEntry.objects.filter(action="bring_in_causes", person=division).count() == 1


def test_the_same_list_twice_is_refused(client, division, known, django_capture_on_commit_callbacks):
    client.force_login(division)
    with django_capture_on_commit_callbacks(execute=True):
        post(client, enter="1")
    assert post(client, enter="1").status_code == 400
    assert ImportedCauseList.objects.count() == 1


def test_the_slower_of_two_is_told(client, division, known):
    """Another process brought it in a moment ago; this one does not know the list yet."""
    assert causes.list_on(COMING).version == "2025"
    workflow.bring_in(read(PRINTED.encode()), version="2030", begins=COMING, source="x", by=division)
    client.force_login(division)
    page = post(client, enter="1")
    assert page.status_code == 400 and page.context["form"].non_field_errors()
    assert ImportedCauseList.objects.count() == 1


@pytest.mark.parametrize("begins", ["2025-06-01", "2026-01-01", ""])
def test_a_coming_list_begins_after_the_last_one(client, division, begins):
    client.force_login(division)
    assert post(client, begins=begins, enter="1").status_code == 400
    assert not ImportedCauseList.objects.exists()


def test_a_coming_list_begins_after_today(client, division):
    client.force_login(division)
    assert post(client, begins=timezone.localdate().isoformat()).status_code == 400


def test_a_name_that_cannot_be_stored_is_a_fault_of_its_row():
    faults = read("第一部分 人格权纠纷\n一、人格权纠纷\n1. 姓名\0权纠纷".encode()).faults
    assert [fault.row for fault in faults] == [3]


def test_a_list_with_a_fault_is_not_brought_in(client, division):
    client.force_login(division)
    page = post(client, text="一、甲纠纷\n2.乙纠纷", enter="1")
    assert page.status_code == 200 and page.context["reading"].faults
    assert not ImportedCauseList.objects.exists()


def test_only_keepers_bring_in(client, clerk, litigant, elsewhere):
    client.force_login(elsewhere.administrator)  # of a basic court, and the list is that of all
    assert client.get("/causes/lists/").context["may_bring_in"] is False
    assert post(client, enter="1").status_code == 403
    client.force_login(clerk)
    assert client.get("/causes/lists/").status_code == 200
    assert post(client, enter="1").status_code == 403
    client.force_login(litigant)
    assert client.get("/causes/lists/").status_code == 403
    assert post(client, enter="1").status_code == 403


def test_other_processes_learn_of_it_within_a_minute(division, known, monkeypatch):
    assert causes.list_on(COMING).version == "2025"
    workflow.bring_in(read(PRINTED.encode()), version="2030", begins=COMING, source="x", by=division)
    assert causes.list_on(COMING).version == "2025"  # nothing was committed here, so nobody was told
    monkeypatch.setattr(holdings, "REREAD_AFTER", -1)
    assert causes.list_on(COMING).version == "2030"
