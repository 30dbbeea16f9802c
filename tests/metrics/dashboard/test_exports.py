"""The court table as a file: as of which moment, numbers as numbers, each court only to whom it may be shown."""

import csv
import datetime
import io

import pytest
from django.test import override_settings
from django.utils import timezone
from openpyxl import load_workbook

from metrics.rollup.refresh import figures_as_of, refresh
from portal.courts.models import Court
from portal.events import Event
from tests.metrics.events import diverted, docketed, ended, happen

ON = "2026-03-04"


@pytest.fixture
def week(helong, dunhua):
    """和龙 3/5 and 1/1 the week before, 敦化 1/2 by reading A."""
    happen(
        *(diverted(helong, ON) for _ in range(3)), *(docketed(helong, ON) for _ in range(2)),
        diverted(dunhua, ON), docketed(dunhua, ON), diverted(helong, "2026-02-25"),
    )  # fmt: skip
    refresh()


def lines(client, person, **asked):
    client.force_login(person)
    content = client.get("/dashboard/export.csv", {"period": "week", "on": ON, **asked}).content
    assert content.startswith(b"\xef\xbb\xbf")  # or Excel reads Chinese as noise
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def sheet(client, person, **asked):
    client.force_login(person)
    answer = client.get("/dashboard/export.xlsx", {"period": "week", "on": ON, **asked})
    return load_workbook(io.BytesIO(answer.content)).active


def test_the_text_opens_right_in_excel(client, division, week):
    rows = lines(client, division)
    assert rows[3] == ["名次", "法院", "分子", "分母", "比率", "上期名次"]
    assert rows[4:6] == [
        ["1", "和龙林区基层法院", "3", "5", "0.6000", "1"], ["2", "敦化林区基层法院", "1", "2", "0.5000", ""],
    ]  # fmt: skip
    assert rows[-1][1:5] == ["全辖区合计", "4", "7", "0.5714"]


def test_a_rate_is_a_number_in_the_workbook(client, division, week):
    found = sheet(client, division)
    assert [cell.value for cell in found[5]] == [1, "和龙林区基层法院", 3, 5, 0.6, 1]
    assert [(found[place].data_type, found[place].number_format) for place in ("E5", "E6")] == [
        ("n", "0.00%")
    ] * 2
    assert [cell.value for cell in found[7]][2:5] == [0, 0, None]


def test_a_mean_and_a_count_have_columns_of_their_own(client, division, week, helong):
    happen(ended(helong, ON, 6), ended(helong, ON, 9), docketed(helong, "2025-03-05"))
    refresh()
    days = sheet(client, division, indicator="mediation_days")
    assert (days["E4"].value, days["E5"].value, days["E5"].number_format) == ("平均天数", 7.5, "0.00")
    intake = list(sheet(client, division, indicator="litigation_intake").values)[3:]
    assert intake[0] == ("法院", "案件数", "上年同期", "同比")
    assert ("和龙林区基层法院", 2, 1, 1) in intake


@pytest.mark.parametrize("read", [lines, sheet])
def test_the_moment_stands_in_the_file_whether_asked_for_or_not(client, division, week, read):
    def told(**asked):
        found = read(client, division, **asked)
        row = list(found if read is lines else found.values)[2]
        assert row[0] == "数据截至"
        return datetime.datetime.fromisoformat(row[1])

    before = figures_as_of().replace(microsecond=0)
    assert before <= told() <= figures_as_of()
    moment = timezone.localtime(before - datetime.timedelta(days=1))
    assert told(as_of=moment.isoformat()) == moment


def test_an_earlier_state_is_exported_as_it_was(client, division, week):
    moment = timezone.now()
    Event.objects.filter(verb="accept").retract()
    refresh()
    assert lines(client, division)[-1][2] == "0"
    assert lines(client, division, as_of=moment.isoformat())[-1][2:4] == ["4", "7"]


def test_a_basic_court_gets_its_own_line_and_the_sum(client, watcher, week):
    assert [row[1] for row in lines(client, watcher)[4:]] == ["和龙林区基层法院", "全辖区合计"]


def test_without_ranking_no_places(client, division, week):
    with override_settings(RANKING=False):
        assert lines(client, division)[3] == ["法院", "分子", "分母", "比率"]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x"])
def test_a_name_like_a_formula_is_harmless(client, division, week, helong, name):
    Court.objects.filter(pk=helong.pk).update(name=name)
    assert lines(client, division)[4][1] == f"'{name}"
    cell = sheet(client, division)["B5"]
    assert (cell.data_type, cell.value) == ("s", name)
