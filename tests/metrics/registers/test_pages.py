"""The import on a page: upload, preview, take over, undo, and the lists; as browsers without JavaScript do it."""

import csv
import datetime
import io
import random
import uuid
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from metrics.registers import importing, workflow
from metrics.registers.models import RegisterEntry, RegisterImport
from metrics.registers.progress import Progress
from portal.events import Event
from tests.language import foreign

from .conftest import CHINESE, DOCKETED, FAILED, SETTLED, table

pytestmark = pytest.mark.usefixtures("district")
S = RegisterImport.State


@pytest.fixture
def desk(client, division, django_capture_on_commit_callbacks, monkeypatch):
    """The division's browser. Rung doorbells are kept in `desk.rung`; `desk.work()` answers them as a worker would."""
    from types import SimpleNamespace

    from metrics.registers import tasks

    rung = []
    monkeypatch.setattr(tasks.work_on_import, "delay", lambda *args: rung.append(args))

    def post(path, data=None, **options):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(path, data, **options)

    def work():
        while rung:
            tasks.work_on_import(*rung.pop(0))

    client.force_login(division)
    return SimpleNamespace(get=client.get, post=post, work=work, rung=rung, client=client, person=division)


def send(desk, *rows, content=None, **form):
    file = SimpleUploadedFile("三月.csv", table(*rows).encode() if content is None else content)
    return desk.post("/registers/upload/", {"file": file, "form_key": uuid.uuid4(), **form})


def act(desk, batch, verb, seen=None):
    batch.refresh_from_db()
    return desk.post(f"/registers/{batch.pk}/{verb}/", {"seen": seen or batch.state_since.isoformat()})


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def test_from_upload_to_figures_and_back(desk):
    answer = send(desk, DOCKETED, SETTLED)
    batch = RegisterImport.objects.get()
    assert answer.url == f"/registers/{batch.pk}/" and batch.uploaded_by == desk.person
    assert 'hx-trigger="every 1s"' in text(desk.get(answer.url))
    desk.work()
    page = text(desk.get(answer.url))
    assert "HL-2" in page and f"/registers/{batch.pk}/confirm/" in page and not Event.objects.exists()
    assert act(desk, batch, "confirm").url == answer.url
    desk.work()
    assert Event.objects.current().count() == 7
    entry = RegisterEntry.objects.get(reference="HL-1")
    assert f"/registers/entries/{entry.pk}/" in text(desk.get(answer.url))
    act(desk, batch, "undo")
    desk.work()
    assert not Event.objects.current().exists()
    assert "undo/" not in text(desk.get(answer.url))


def test_progress_is_polled_and_gives_way_to_the_page(desk):
    send(desk, DOCKETED)
    batch = RegisterImport.objects.get()
    Progress(batch.pk).enter("reading", total=200, measure=lambda: 50)
    page = text(desk.get(f"/registers/{batch.pk}/status/", headers={"hx-request": "true"}))
    assert "<html" not in page and 'value="25"' in page
    desk.work()
    done = desk.get(f"/registers/{batch.pk}/status/", headers={"hx-request": "true"})
    assert done.headers["HX-Redirect"] == f"/registers/{batch.pk}/"
    assert desk.get(f"/registers/{batch.pk}/status/").url == f"/registers/{batch.pk}/"


def test_errors_are_listed_and_downloaded(desk):
    send(desk, {**DOCKETED, "court": "=长春"}, {**SETTLED, "received_on": "昨天"})
    desk.work()
    batch = RegisterImport.objects.get()
    page = text(desk.get(f"/registers/{batch.pk}/"))
    assert "=长春" in page and "昨天" in page and "confirm/" not in page
    answer = desk.get(f"/registers/{batch.pk}/errors.csv")
    lines = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [line[:1] + line[2:3] for line in lines[1:]] == [["2", "'=长春"], ["3", "昨天"]]
    answer = desk.get(f"/registers/{batch.pk}/errors.xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [2, 3]


def test_an_import_without_errors_has_no_list_of_them(desk):
    send(desk, DOCKETED)
    desk.work()
    assert desk.get(f"/registers/{RegisterImport.objects.get().pk}/errors.csv").status_code == 404


def test_a_form_sent_twice_makes_one_import(desk):
    key = uuid.uuid4()
    first, second = send(desk, DOCKETED, form_key=key), send(desk, DOCKETED, form_key=key)
    assert first.url == second.url and RegisterImport.objects.count() == 1


def test_a_file_beyond_the_limit_or_none_at_all_is_told_in_the_form(desk, settings):
    settings.REGISTER_MAX_BYTES = 1 << 20
    answer = send(desk, content=b"x" * ((1 << 20) + 1))
    assert answer.status_code == 422 and not RegisterImport.objects.exists()
    assert desk.post("/registers/upload/", {"form_key": uuid.uuid4()}).status_code == 422


def test_an_empty_file_is_told_as_the_command_tells_it(desk):
    send(desk, content=b"")
    desk.work()
    assert RegisterImport.objects.get().faults.get().code == "empty_file"


def test_a_stale_page_is_too_late(desk):
    send(desk, DOCKETED)
    desk.work()
    batch = RegisterImport.objects.get()
    assert act(desk, batch, "confirm", seen="2026-01-01T00:00:00+00:00").status_code == 409
    act(desk, batch, "discard")
    assert act(desk, batch, "confirm").status_code == 409
    batch.refresh_from_db()
    assert batch.state == S.DISCARDED and not desk.rung


def test_what_others_stand_on_shows_them_instead_of_the_verb(desk, take_over):
    first = take_over(DOCKETED, by=desk.person)
    second = take_over({**DOCKETED, "amount": "5"}, by=desk.person, name="更正.csv")
    page = text(desk.get(f"/registers/{first.pk}/"))
    assert f"/registers/{second.pk}/" in page and "undo/" not in page
    answer = act(desk, first, "undo")
    assert answer.status_code == 409 and "更正.csv" in answer.content.decode()


def test_another_court_may_not_know_and_other_roles_may_not_come(
    client, take_over, division, elsewhere, judge, litigant
):
    batch = take_over(DOCKETED, by=division)
    entry = RegisterEntry.objects.get()
    client.force_login(elsewhere.clerk)
    for path in (
        f"/registers/{batch.pk}/",
        f"/registers/{batch.pk}/errors.csv",
        f"/registers/entries/{entry.pk}/",
    ):
        assert client.get(path).status_code == 404
    assert client.post(f"/registers/{batch.pk}/undo/").status_code == 404
    client.force_login(judge)
    assert client.get("/registers/").status_code == client.get("/registers/upload/").status_code == 403
    assert client.get(f"/registers/entries/{entry.pk}/").status_code == 200
    client.force_login(litigant)
    assert (
        client.get("/registers/").status_code
        == client.get(f"/registers/entries/{entry.pk}/").status_code
        == 403
    )
    client.logout()
    assert client.get("/registers/").status_code == 302


def test_a_clerk_does_not_find_what_concerns_other_courts_too_though_he_brought_it(
    client, take_over, division, clerk
):
    batch = take_over({**DOCKETED}, by=clerk)
    RegisterImport.objects.filter(pk=batch.pk).update(
        courts=[*batch.courts, division.memberships.get().court_id]
    )
    client.force_login(clerk)
    assert client.get(f"/registers/{batch.pk}/").status_code == 404
    assert client.post(f"/registers/{batch.pk}/undo/").status_code == 404


def test_verbs_are_only_posted(desk, take_over):
    batch = take_over(DOCKETED, by=desk.person)
    assert desk.get(f"/registers/{batch.pk}/undo/").status_code == 405


def test_an_entry_shows_its_cells_and_what_was_corrected(desk, take_over):
    take_over(SETTLED, by=desk.person)
    take_over({**SETTLED, "diverted_on": "2026-03-06"}, by=desk.person)
    page = text(desk.get(f"/registers/entries/{RegisterEntry.objects.get().pk}/"))
    assert "2026-03-06" in page and page.count("<del>") == 2 and "网上" in page


@pytest.mark.parametrize("query", ["HL-2", "%EF%BC%882026%EF%BC%89吉7502民初2号"])
def test_entries_are_found_by_reference_or_number(desk, take_over, query):
    take_over(DOCKETED, SETTLED, FAILED, by=desk.person)
    page = text(desk.get(f"/registers/entries/?q={query}"))
    assert page.count("data-open") == 1
    assert "data-open" not in text(desk.get("/registers/entries/?q=XX"))


def lines_of(answer):
    content = b"".join(answer.streaming_content)
    if answer.headers["Content-Type"].startswith("text/csv"):
        return content, list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    rows = load_workbook(io.BytesIO(content), read_only=True).active.iter_rows(values_only=True)
    return content, [list(row) for row in rows]


SPICED = {
    **FAILED, "reference": "=HL-3", "plaintiffs": "+张三\r\n@李四", "defendants": "-", "amount": "１００，０００", "channel": "跨域立案",
    "assisting_court": "敦化林院", "organisation": "'@调解会", "rating": "4", "rated_on": "2026-07-01", "cause": "1、人格权纠纷",
}  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_exported_and_imported_again_changes_nothing(desk, take_over, form):
    take_over(DOCKETED, SETTLED, {**SPICED, "cause": ""}, by=desk.person)
    before = list(Event.objects.order_by("id").values())
    content, lines = lines_of(desk.get(f"/registers/entries/export.{form}"))
    assert lines[0] == list(CHINESE.values()) and len(lines) == 4
    assert not any(str(cell).startswith(("=", "+", "-", "@")) for line in lines for cell in line if cell)
    again = take_over(content=content, by=desk.person)
    assert (again.rows, again.equal, again.ignored_columns) == (3, 3, [])
    assert list(Event.objects.order_by("id").values()) == before


def test_an_export_holds_what_the_person_keeps_and_leaves_a_trace(
    client, take_over, clerk, intermediate, person_at
):
    from portal.audit.models import AuditEntry

    take_over(DOCKETED, {**SETTLED, "court": "敦化林院"})
    client.force_login(clerk)
    _content, lines = lines_of(client.get("/registers/entries/export.csv"))
    assert [line[0] for line in lines[1:]] == ["HL-1"]
    assert AuditEntry.objects.filter(action="export_register", person=clerk).count() == 1
    client.force_login(person_at(intermediate, "judge"))
    assert client.get("/registers/entries/export.csv").status_code == 403


def test_an_undone_entry_is_not_exported(client, take_over, division):
    batch = take_over(DOCKETED, by=division)
    workflow.undo(batch, by=division)
    importing.take_back(batch.pk)
    client.force_login(division)
    assert len(lines_of(client.get("/registers/entries/export.csv"))[1]) == 1
    page = text(client.get(f"/registers/entries/{RegisterEntry.objects.get().pk}/"))
    assert "notice--info" in page


@pytest.mark.parametrize("language", ["zh-hans", "ko", "en"])
def test_every_page_speaks_one_language(desk, take_over, read, language):
    applied = take_over(DOCKETED, SETTLED, by=desk.person)
    take_over({**DOCKETED, "amount": "5"}, by=desk.person)
    checked = read(FAILED, by=desk.person)
    refused = read({**FAILED, "court": "长春", "channel": "x", "case_number": "第一号"}, by=desk.person)
    waiting = workflow.upload(io.BytesIO(b"x"), name="x.csv", by=desk.person)
    entry = RegisterEntry.objects.first()
    paths = ["/registers/", "/registers/upload/", "/registers/entries/", f"/registers/entries/{entry.pk}/"]
    paths += [f"/registers/{batch.pk}/" for batch in (applied, checked, refused, waiting)]
    for path in paths:
        page = text(desk.get(path, headers={"accept-language": language}))
        assert foreign(page, language) == [], path


def test_lists_cost_the_same_statements_however_long(desk, take_over, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost(path):
        with CaptureQueriesContext(connection) as captured:
            text(desk.get(path))
        return len(captured)

    def costs():
        batch = RegisterImport.objects.first()
        entry = RegisterEntry.objects.first()
        return [cost(path) for path in (
            "/registers/", "/registers/entries/", f"/registers/{batch.pk}/", f"/registers/entries/{entry.pk}/",
        )]  # fmt: skip

    take_over(DOCKETED, by=desk.person)
    costs()
    few = costs()
    take_over(*({**SETTLED, "reference": f"HL-{n}"} for n in range(100, 160)), by=desk.person)
    for n in range(5):
        take_over({**DOCKETED, "amount": str(n + 1)}, by=desk.person)
    assert costs() == few and max(few) <= 9


def test_an_exported_workbook_is_sent_piece_by_piece():
    from metrics.registers.sheetwriting import BLOCK, workbook

    def rows():
        for n in range(20_000):
            drawn.append(n)
            yield [
                f"R-{random.random()}",
                n,
                None,
                Decimal("1.50"),
                datetime.date(2026, 3, 1),
                "a < b & c\n>",
            ]

    drawn = []
    pieces = workbook(rows())
    first = next(pieces)
    assert len(drawn) < 10_000 and len(first) < 4 * BLOCK
    sheet = load_workbook(io.BytesIO(first + b"".join(pieces))).active
    assert sheet.max_row == 20_000 and sheet.freeze_panes == "A2"
    row = next(sheet.iter_rows(min_row=8, max_row=8, values_only=True))
    assert row[1:] == (7, None, 1.5, datetime.datetime(2026, 3, 1), "a < b & c\n>")
