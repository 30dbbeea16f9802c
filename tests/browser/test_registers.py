"""A register on a page: sent, looked at while it is read, taken over, undone; and its pages in every dress."""

import io

import pytest

from metrics.registers import importing, tasks, workflow
from metrics.registers.models import IMPORT, RegisterEntry, RegisterImport
from metrics.registers.progress import Progress
from portal.courts.district import load_courts
from portal.courts.models import Court
from portal.events import Event
from tests.metrics.registers.conftest import DOCKETED, FAILED, SETTLED, table

pytestmark = pytest.mark.django_db(transaction=True)
S = RegisterImport.State


@pytest.fixture
def division(transactional_db, person_at):
    load_courts()
    return person_at(Court.objects.get(short_name="延边林区中院"), "division", name="赵立案")


@pytest.fixture
def rung(monkeypatch):
    """The doorbells of workers, kept to be answered when the test says so."""
    rung = []
    monkeypatch.setattr(
        tasks.work_on_import, "apply_async", lambda args, kwargs=None, **options: rung.append(args)
    )
    return rung


def upload(*rows, by=IMPORT, name="和龙林院2026年3月.csv"):
    return workflow.upload(io.BytesIO(table(*rows).encode()), name=name, by=by)


def test_a_register_is_sent_watched_taken_over_and_undone(page, sign_in, division, rung):
    sign_in(division)
    page.goto("/registers/upload/")
    file = {"name": "三月.csv", "mimeType": "text/csv", "buffer": table(DOCKETED, SETTLED).encode()}
    page.get_by_label("文件").set_input_files([file])
    page.get_by_role("button", name="读取文件").click()
    page.wait_for_url("**/registers/*/")
    batch = RegisterImport.objects.get()
    Progress(batch.pk).enter("reading", total=100, measure=lambda: 40)
    page.get_by_text("40 %").wait_for()
    tasks.work_on_import(*rung.pop())
    page.get_by_role("button", name="确认导入").click()
    page.get_by_text("等待处理").wait_for()
    tasks.work_on_import(*rung.pop())
    page.get_by_role("link", name="HL-2").wait_for()
    assert Event.objects.current().count() == 7
    page.get_by_role("button", name="撤销导入").click()
    page.get_by_role("dialog").get_by_role("button", name="撤销导入").click()
    page.get_by_text("正在撤销").wait_for()
    tasks.work_on_import(*rung.pop())
    page.get_by_text("已撤销").first.wait_for()
    assert not Event.objects.current().exists()


@pytest.fixture
def pages(division):
    """Addresses of every page of the room, with something on each."""
    batches = [
        upload(DOCKETED, SETTLED, FAILED, by=division),
        upload({**DOCKETED, "amount": "5万"}, by=division),
    ]
    for batch in batches:
        importing.check(batch.pk)
        batch.refresh_from_db()
        workflow.confirm(batch, by=division)
        importing.apply(batch.pk)
    read = upload({**FAILED, "closed_on": "", "plaintiffs": "张三、李四"}, by=division)
    refused = upload(
        {**DOCKETED, "court": "长春林院", "channel": "电话", "amount": "很多"}, SETTLED, by=division
    )
    for batch in (read, refused):
        importing.check(batch.pk)
    waiting = upload(DOCKETED, by=division)
    Progress(waiting.pk).enter("reading", total=100, measure=lambda: 40)
    paths = [
        "/registers/",
        "/registers/upload/",
        "/registers/entries/",
        f"/registers/entries/{RegisterEntry.objects.first().pk}/",
    ]
    return [*paths, *(f"/registers/{batch.pk}/" for batch in (*batches, read, refused, waiting))]


@pytest.mark.parametrize(
    ("language", "theme", "width"), [("zh-hans", "light", 1280), ("ko", "dark", 360), ("en", "light", 360)]
)
def test_every_page_is_accessible_and_fits(
    page, sign_in, appear, axe, fits, screenshot, division, pages, language, theme, width
):
    sign_in(division)
    appear(page, language=language, theme=theme, width=width)
    for path in pages:
        page.goto(path)
        axe(page)
        fits(page)
        screenshot(page, f"registers-{language}-{theme}-{path.strip('/').replace('/', '-')}")
