"""Commands scripts rely on: roll_up, recount, export_ranking."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone, translation
from openpyxl import load_workbook

from metrics.indicators.declarations import INDICATORS
from metrics.ranking.figures import figures, total
from metrics.ranking.models import Ranking
from metrics.ranking.publication import horizon, latest
from metrics.ranking.windows import Window
from metrics.rollup import jobs
from metrics.rollup.models import DailyFigure, Run
from metrics.rollup.refresh import refresh
from portal.courts.models import Court
from portal.events import Event
from tests.metrics.events import diverted, docketed, ended, happen


def run(*words):
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def exported(tmp_path, **options):
    file = tmp_path / "ranking"
    words = {"period": "week", "on": "2026-03-04", "format": "json", **options}
    call_command("export_ranking", *(f"--{name}={value}" for name, value in words.items()), out=str(file))
    return file.read_bytes()


@pytest.fixture
def filings(helong, dunhua, intermediate):
    happen(
        *(diverted(helong, "2026-03-02") for _ in range(2)),
        docketed(helong, "2026-03-08"),
        docketed(dunhua, "2026-03-09"),
        diverted(intermediate, "2026-03-03"),
    )


def test_the_json_of_the_contract(filings, tmp_path):
    told = json.loads(exported(tmp_path))
    assert {name: told[name] for name in ("period", "from", "to", "indicator")} == {
        "period": "week", "from": "2026-03-02", "to": "2026-03-08", "indicator": "diversion",
    }  # fmt: skip
    assert told["definition"] and datetime.fromisoformat(told["cutoff"]).utcoffset() == timedelta(hours=8)
    assert told["standings"][0] == {
        "court": "吉7502", "court_name": "和龙林区基层法院", "numerator": 2, "denominator": 3, "rate": "0.6667", "rank": 1,
    }  # fmt: skip
    assert [(line["denominator"], line["rate"], line["rank"]) for line in told["standings"][1:]] == [
        (0, None, None)
    ] * 4
    assert (told["own"]["rate"], told["own"]["rank"]) == ("1.0000", None)
    assert (told["district"]["numerator"], told["district"]["denominator"]) == (3, 4)


@pytest.mark.parametrize(
    ("period", "begin", "end", "figure"),
    [("day", "2026-03-08", "2026-03-08", (0, 1)), ("month", "2026-03-01", "2026-03-31", (2, 3))],
)
def test_other_periods(filings, tmp_path, period, begin, end, figure):
    told = json.loads(exported(tmp_path, period=period, on="2026-03-08"))
    line = next(line for line in told["standings"] if line["court"] == "吉7502")
    assert (told["from"], told["to"], (line["numerator"], line["denominator"])) == (begin, end, figure)


def test_a_plain_count_has_no_rate_and_no_rank(filings, tmp_path):
    told = json.loads(exported(tmp_path, indicator="litigation_intake"))
    line = next(line for line in told["standings"] if line["court"] == "吉7502")
    assert (line["numerator"], line["denominator"], line["rate"], line["rank"]) == (1, None, None, None)


def test_as_of_a_moment(filings, tmp_path):
    moment = horizon()
    Event.objects.filter(verb="accept").retract()
    now, then = (
        json.loads(exported(tmp_path)),
        json.loads(exported(tmp_path, **{"as-of": moment.isoformat()})),
    )
    assert (now["district"]["numerator"], then["district"]["numerator"]) == (0, 3)
    assert datetime.fromisoformat(then["cutoff"]) == moment


@pytest.mark.parametrize(("text", "moment"), [
    ("2026-03-31", datetime(2026, 3, 31, 16, tzinfo=UTC)),  # the end of that day at the court
    ("2026-03-31T18:00", datetime(2026, 3, 31, 10, tzinfo=UTC)),
    ("2026-03-31T18:00:00+00:00", datetime(2026, 3, 31, 18, tzinfo=UTC)),
    ("2026-03-31T18:00:00+23:59", datetime(2026, 3, 30, 18, 1, tzinfo=UTC)),
])  # fmt: skip
def test_how_a_moment_may_be_written(db, tmp_path, text, moment):
    told = json.loads(exported(tmp_path, **{"as-of": text}))
    assert datetime.fromisoformat(told["cutoff"]) == moment


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx"])
@pytest.mark.parametrize("period", ["day", "week", "month"])
def test_an_empty_portal_answers_too(db, tmp_path, kind, period):
    content = exported(tmp_path, format=kind, period=period)
    if kind == "json":
        assert json.loads(content)["standings"] == []
        assert json.loads(content)["district"] == {
            "numerator": 0,
            "denominator": 0,
            "rate": None,
            "rank": None,
        }
    assert content


def test_csv_opens_right_in_excel(filings, tmp_path):
    content = exported(tmp_path, format="csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[4] == ["1", "和龙林区基层法院", "2", "3", "0.6667"]
    assert len(rows) == 4 + 6 + 1


def test_the_workbook(filings, tmp_path):
    sheet = load_workbook(io.BytesIO(exported(tmp_path, format="xlsx"))).active
    rows = list(sheet.values)
    assert rows[4] == (1, "和龙林区基层法院", 2, 3, 0.6667)
    assert rows[6][0] is None and rows[6][4] is None
    assert (sheet["E5"].data_type, sheet["E5"].number_format) == ("n", "0.00%")


def table(tmp_path, **options):
    return list(load_workbook(io.BytesIO(exported(tmp_path, format="xlsx", **options))).active.values)[3:]


def test_a_mean_stands_under_its_own_heading(helong, tmp_path):
    happen(ended(helong, "2026-03-02", 6), ended(helong, "2026-03-03", 9), ended(helong, "2026-03-03", 1))
    content = exported(tmp_path, format="xlsx", indicator="mediation_days")
    sheet = load_workbook(io.BytesIO(content)).active
    assert [cell.value for cell in sheet[4]] == ["名次", "法院", "分子", "分母", "平均天数"]
    assert [cell.value for cell in sheet[5]][2:] == [16, 3, 5.3333]
    assert sheet["E5"].number_format == "0.00"
    assert "5.3333" in exported(tmp_path, format="csv", indicator="mediation_days").decode()


def test_intake_stands_beside_the_same_part_of_last_year(helong, dunhua, tmp_path):
    happen(
        *(docketed(helong, "2025-03-05") for _ in range(4)),
        *(docketed(helong, "2026-03-04") for _ in range(3)),
        docketed(dunhua, "2026-03-04"),
    )
    rows = table(tmp_path, indicator="litigation_intake")
    assert rows[0] == ("法院", "案件数", "上年同期", "同比")
    told = {row[0]: row[1:] for row in rows[1:]}
    assert told["和龙林区基层法院"] == (3, 4, -0.25) and told["敦化林区基层法院"] == (1, None, None)
    assert told["全辖区合计"] == (4, 4, 0)
    text = exported(tmp_path, format="csv", indicator="litigation_intake").decode()
    assert "和龙林区基层法院,3,4,-0.2500" in text  # a number, not a formula to be told apart
    assert "敦化林区基层法院,1,,\r\n" in text  # nothing of it was on record


def test_without_ranking_no_column_of_places_remains(filings, tmp_path):
    with override_settings(RANKING=False):
        assert table(tmp_path)[0] == ("法院", "分子", "分母", "比率")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_formula_like_names_stay_text(filings, helong, tmp_path, kind):
    Court.objects.filter(pk=helong.pk).update(name="=1+1")
    content = exported(tmp_path, format=kind)
    if kind == "csv":
        assert b",=1" not in content and "'=1+1" in content.decode()
    else:
        cell = load_workbook(io.BytesIO(content)).active["B5"]
        assert (cell.data_type, cell.value) == ("s", "=1+1")


@pytest.mark.parametrize(
    "wrong",
    [
        {"period": "fortnight"},
        {"on": "4 March"},
        {"on": "2026-02-30"},
        {"indicator": "joy"},
        {"as-of": "soon"},
        {"on": "0001-01-03"},
        {"on": "9999-12-31", "period": "month"},
        {"as-of": "0001-01-01"},
        {"as-of": "9999-12-31"},
        {"as-of": "0001-01-01T00:00+08:00"},
    ],
)
def test_what_cannot_be_read_is_refused(db, tmp_path, wrong):
    with pytest.raises(CommandError):
        exported(tmp_path, **wrong)


@pytest.mark.parametrize(("language", "sentence"), [
    ("zh-hans", "没有 0001-01-03 的指标数据"), ("ko", "0001-01-03의 지표 자료가 없습니다"), ("en", "There are no figures of 0001-01-03"),
])  # fmt: skip
def test_an_impossible_day_is_told_in_the_language_in_use(db, tmp_path, language, sentence):
    with translation.override(language), pytest.raises(CommandError, match=sentence):
        exported(tmp_path, on="0001-01-03")


def test_a_file_that_cannot_be_written_is_told(db, tmp_path):
    with pytest.raises(CommandError, match="nowhere"):
        call_command(
            "export_ranking", period="day", on=date(2026, 3, 4), format="json", out=f"{tmp_path}/nowhere/r"
        )


def number(text):
    return int(re.search(r"\d+", text)[0])


def test_roll_up_prints_rows_changed(filings):
    assert number(run("roll_up", "--day", "2026-03-02")) == 2
    assert number(run("roll_up", "--from", "2026-03-03", "--to", "2026-03-08")) == 5
    assert number(run("roll_up", "--all")) == 3
    assert number(run("roll_up")) == 0


@pytest.mark.parametrize(
    "words",
    [
        ["--day", "2026-03-02", "--all"],
        ["--from", "2026-03-02"],
        ["--day", "2026-03-02", "--from", "2026-03-01", "--to", "2026-03-02"],
        ["--from", "2026-03-02", "--to", "2026-03-01"],
        ["--day", "yesterday"],
    ],
)
def test_roll_up_refuses_what_is_no_range(db, words):
    with pytest.raises(CommandError):
        run("roll_up", *words)


def test_recount_agrees_and_finds_differences(filings):
    words = ["recount", "--from", "2026-03-01", "--to", "2026-03-31"]
    assert number(run(*words)) == 0  # it refreshes first
    DailyFigure.objects.filter(indicator="diversion_a").update(numerator=9)
    out = io.StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command(*words, stdout=out)
    assert stopped.value.code == 1
    assert "和龙林区基层法院\t2026-03-02\tdiversion_a\t(9, 2)\t(2, 2)" in out.getvalue()


def test_recount_as_of(filings):
    """What has been taken back since was on record then: both ways count it."""
    moment = horizon()
    Event.objects.filter(verb="accept").retract()
    refresh()
    march = Window.of("month", date(2026, 3, 4))
    assert total(figures("diversion_a", march, as_of=moment)) == (3, 5)
    assert total(figures("diversion_a", march)) == (0, 2)
    words = ["recount", "--from", "2026-03-01", "--to", "2026-03-31", "--as-of", moment.isoformat()]
    assert number(run(*words)) == 0


@pytest.mark.parametrize("language", ["zh-hans", "ko", "en"])
def test_commands_speak_every_language(filings, tmp_path, language):
    with translation.override(language):
        assert number(run("roll_up")) == 10
        assert exported(tmp_path, format="csv")


def test_run_jobs_does_what_the_schedule_would_and_twice_is_once(helong):
    done = ["日统计：完成 1 次", "周督促：完成 1 次", "月调度：完成 1 次", "更正 0 份排名"]
    assert run("run_jobs").splitlines() == done
    assert Run.objects.filter(outcome=Run.Outcome.DONE).count() == 3
    published = Ranking.objects.count()
    assert run("run_jobs").splitlines() == [line.replace("1", "0") for line in done]
    assert Ranking.objects.count() == published == 3 * len(INDICATORS)


def test_run_jobs_restates_although_the_day_s_count_is_done(helong):
    yesterday = timezone.localdate() - timedelta(days=1)
    happen(diverted(helong, yesterday))
    run("run_jobs")
    Event.objects.all().retract()
    out = run("run_jobs")
    assert "日统计：完成 0 次" in out and number(out.splitlines()[-1]) >= 2
    assert latest("day", yesterday, "diversion").version == 2


def test_run_jobs_since_a_day(helong):
    since = timezone.localdate() - timedelta(days=9)
    run("run_jobs", "--since", since.isoformat())
    days = Ranking.objects.filter(period="day", indicator="diversion_a").order_by("begin")
    assert [ranking.begin for ranking in days] == [since + timedelta(days=back) for back in range(9)]
    assert run("run_jobs", f"--since={since}").count("完成 0 次") == 3


def test_run_jobs_tells_what_failed(helong, monkeypatch):
    def fail(window, indicators):
        raise OSError("the disk is full")

    monkeypatch.setattr(jobs, "publish", fail)
    with pytest.raises(CommandError, match=r"日统计 .*the disk is full"):
        run("run_jobs")


def test_run_jobs_needs_a_day():
    with pytest.raises(CommandError, match="2026-03-31"):
        call_command("run_jobs", "--since", "yesterday")
