"""A coming year's announcement: workbook or text, looked at first, entered whole or not at all."""

import csv
import datetime
import io
import zipfile
from importlib import import_module

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import translation

from portal.audit.models import AuditEntry
from portal.calendar import announcement, workflow
from portal.calendar.loading import court_days
from portal.calendar.models import CourtDay

ROWS = [
    ("2027-01-01", "放假", "元旦"),
    ("2027-02-05", "放假", "春节"),
    ("2027-02-06", "放假", "春节"),
    ("2027-02-20", "上班", "春节"),
    ("2027-05-01", "放假", "劳动节"),
    ("2027-10-01", "放假", "国庆节"),
    ("2027-10-02", "放假", "国庆节"),
    ("2027-10-03", "放假", "国庆节"),
]
HEADING = ("日期", "安排", "名称")


def as_csv(rows=ROWS, heading=HEADING, encoding="utf-8", delimiter=","):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([heading, *rows])
    return text.getvalue().encode(encoding)


def as_xlsx(rows=ROWS, heading=HEADING):
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in [heading, *rows]:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def faults(content, year=2027):
    with translation.override("en"):
        return [(fault.row, fault.column, fault.reason) for fault in announcement.read(content, year).faults]


def with_row(*row):
    return as_csv([*ROWS, row])


@pytest.mark.parametrize(
    "content",
    [
        as_csv(),
        as_csv(encoding="utf-8-sig"),
        as_csv(encoding="gb18030"),
        as_csv(delimiter="\t"),
        as_xlsx(),
        as_csv([(name, day, kind) for day, kind, name in ROWS], ("名称", "日期", "安排")),
        as_csv(
            [(day, {"放假": "holiday", "上班": "makeup_workday"}[kind], name) for day, kind, name in ROWS],
            ("date", "kind", "name"),
        ),
        as_xlsx([(datetime.date.fromisoformat(day), kind, name) for day, kind, name in ROWS]),
        as_xlsx([(datetime.datetime.fromisoformat(day), kind, name) for day, kind, name in ROWS]),
        as_csv([(day.replace("-", "/"), kind, name) for day, kind, name in reversed(ROWS)]),
        as_csv([*ROWS, ("", "", ""), (" ", "", "")]),
        as_csv([(*row, "more") for row in ROWS], (*HEADING, "备注")),
    ],
    ids=[
        "utf-8", "with mark", "gb18030", "tabs", "workbook", "other order", "english", "dates", "moments",
        "slashes", "empty rows", "more columns",
    ],
)  # fmt: skip
def test_an_announcement_is_read_however_it_comes(content):
    read = announcement.read(content, 2027)
    assert read.faults == ()
    assert [(str(entry.day), entry.works) for entry in read.entries] == [
        (day, kind == "上班") for day, kind, _name in ROWS
    ]
    assert {entry.name for entry in read.entries} == {
        "New Year's Day",
        "Spring Festival",
        "Labour Day",
        "National Day",
    }


def test_what_the_preview_carries_on_reads_back_the_same():
    read = announcement.read(as_xlsx(), 2027)
    assert announcement.read(read.as_text().encode(), 2027) == read


@pytest.mark.parametrize(
    ("content", "row", "column", "says"),
    [
        (with_row("2027-02-30", "放假", "x"), 10, "day", "is no day"),
        (with_row("soon", "放假", "x"), 10, "day", "is no day"),
        (with_row("", "放假", "x"), 10, "day", "is no day"),
        (with_row("2028-01-01", "放假", "x"), 10, "day", "not in 2027"),
        (with_row("2026-12-24", "放假", "x"), 10, "day", "not in 2027"),
        (with_row("2027-01-01", "放假", "x"), 10, "day", "twice"),
        (with_row("2027-03-06", "也许", "x"), 10, "works", "Write holiday"),
        (with_row("2027-03-08", "上班", "x"), 10, "works", "working day already"),
        (with_row("2027-03-06", "上班", "长" * 41), 10, "name", "40"),
        (with_row("2027-03-06", "上班", '=HYPERLINK("x")'), 10, "name", "festival"),
        (with_row("2027-03-06", "上班", "春\0节"), 10, "name", "printed"),
        (with_row("2027-03-06", "上班", "春\n节"), 10, "name", "printed"),
        (as_csv(ROWS[1:]), 0, "", "2027-01-01"),
        (as_csv(ROWS, ("甲", "乙", "丙")), 0, "", "headings"),
        (b"", 0, "", "headings"),
        (b"\xff\xfe\x00\x01", 0, "", ""),
        (b"PK\x03\x04broken", 0, "", "damaged"),
        (b"x" * (1 << 20) + b"x", 0, "", "1 MB"),
        (as_csv([(f"2027-03-{n % 28 + 1:02}", "放假", "x") for n in range(300)]), 0, "", "200 rows"),
    ],
)
def test_a_fault_is_said_with_its_row_and_column(content, row, column, says):
    found = [fault for fault in faults(content) if fault[:2] == (row, column)]
    assert found and says in found[0][2]


def test_several_faults_are_all_said():
    assert [fault[0] for fault in faults(as_csv([("x", "放假", ""), *ROWS, ("2027-03-06", "?", "")]))] == [
        2,
        11,
    ]


def test_a_zip_bomb_is_not_unpacked():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (64 << 20))
    assert len(file.getvalue()) < 1 << 20
    assert "unpacks" in faults(file.getvalue())[0][2]


def test_a_formula_for_a_day_is_refused():
    assert faults(as_xlsx([*ROWS, ("=TODAY()", "放假", "x")]))[0][:2] == (10, "day")


def test_new_year_may_begin_in_december_without_making_the_old_year_known(division):
    rows = [
        ("2027-12-31", "放假", "元旦"),
        *((day.replace("2027", "2028"), "放假", name) for day, _k, name in ROWS),
    ]
    read = announcement.read(as_csv(rows), 2028)
    assert read.faults == ()
    workflow.announce_year(2028, read.entries, source="8号", by=division)
    assert not court_days().is_workday(datetime.date(2027, 12, 31))
    assert court_days().years >= {2028} and 2027 not in court_days().years


def announce(division, *days):
    days = [datetime.date.fromisoformat(day) for day in days]
    entries = [announcement.Entry(day, works=False, name="New Year's Day") for day in days]
    workflow.announce_year(2028, entries, source="8号", by=division)


def test_a_corrected_announcement_takes_back_the_last_days_of_the_december_before_too(division):
    CourtDay.objects.create(day="2027-12-24", works=False, name="停电")
    announce(division, "2027-12-30", "2027-12-31", "2028-01-01")
    announce(division, "2027-12-31", "2028-01-01", "2028-01-02")
    assert court_days().is_workday(datetime.date(2027, 12, 30))
    assert [str(day) for day in CourtDay.objects.values_list("day", flat=True)] == [
        "2027-12-24", "2027-12-31", "2028-01-01", "2028-01-02",
    ]  # fmt: skip


def test_a_december_mended_by_hand_does_not_outlast_its_announcement_and_one_entered_by_hand_does(division):
    announce(division, "2027-12-31", "2028-01-01")
    for day in (30, 31):
        workflow.enter_day(datetime.date(2027, 12, day), works=False, name="停电", source="", by=division)
    announce(division, "2028-01-01")
    assert [str(day) for day in CourtDay.objects.values_list("day", flat=True)] == [
        "2027-12-30",
        "2028-01-01",
    ]


def test_days_announced_before_the_year_was_kept_find_theirs(db):
    known = {"2028-01-01": True, "2027-12-31": False, "2026-12-31": False, "2027-06-07": False}
    for day, announced in known.items():
        source = "9号" if day == "2026-12-31" else "8号"
        CourtDay.objects.create(day=day, works=False, name="x", source=source, announced=announced)
    with connection.cursor() as cursor:
        cursor.execute(import_module("portal.migrations.0009_announced_year").TAKE_OVER)
    years = {str(day): year for day, year in CourtDay.objects.values_list("day", "announced_year")}
    assert years == {"2028-01-01": 2028, "2027-12-31": 2028, "2026-12-31": None, "2027-06-07": None}


@pytest.fixture
def keeper(client, division):
    client.force_login(division)
    return client


def upload(client, content=None, name="2027.csv", **fields):
    file = SimpleUploadedFile(name, as_csv() if content is None else content)
    data = {"year": "2027", "source": "国办发明电〔2026〕7号", "file": file, **fields}
    return client.post(reverse("calendar:announce"), data)


def test_upload_look_enter(keeper):
    preview = upload(keeper, as_xlsx(), "2027.xlsx")
    assert preview.status_code == 200
    assert not CourtDay.objects.exists()
    text = preview.context["read"].as_text()
    answer = keeper.post(
        reverse("calendar:announce"), {"year": "2027", "source": "7号", "text": text, "enter": "1"}
    )
    assert answer["Location"] == "/calendar/?year=2027"
    assert CourtDay.objects.filter(announced=True, source="7号").count() == len(ROWS)
    assert court_days().known(datetime.date(2027, 7, 1))
    assert AuditEntry.objects.get(action="announce_year").detail == {"year": 2027, "days": 8, "source": "7号"}


def test_entering_twice_is_entering_once_and_a_better_list_replaces(keeper):
    for rows in (
        ROWS,
        ROWS,
        [*ROWS[:-1], ("2027-10-03", "放假", "国庆节"), ("2027-10-04", "放假", "国庆节")],
    ):
        text = as_csv(rows).decode()
        keeper.post(
            reverse("calendar:announce"), {"year": "2027", "source": "7号", "text": text, "enter": "1"}
        )
    assert CourtDay.objects.count() == len(ROWS) + 1


def test_nothing_of_a_faulty_file_is_entered_even_when_asked_to(keeper):
    answer = upload(keeper, as_csv(ROWS[:-1]), enter="1")
    assert answer.status_code == 200
    assert [fault.row for fault in answer.context["read"].faults] == [0]
    assert not CourtDay.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"year": "2026"}, "year"),
        ({"year": "2101"}, "year"),
        ({"year": "x"}, "year"),
        ({"source": ""}, "source"),
    ],
)
def test_a_form_that_cannot_be_read(keeper, fields, field):
    answer = upload(keeper, **fields)
    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == [field]


def test_without_a_file_it_is_asked_for(keeper):
    answer = keeper.post(reverse("calendar:announce"), {"year": "2027", "source": "7号"})
    assert list(answer.context["form"].errors) == ["file"]


def test_the_text_table_of_a_year_is_what_the_upload_takes(keeper):
    content = keeper.get("/calendar/2022.csv").content
    read = announcement.read(content, 2022)
    assert read.faults == ()
    assert [entry for entry in read.entries] == court_days().of_year(2022)
