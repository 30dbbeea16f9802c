"""The intake is published as a count: certificate, hash, cases and restatement as for a rate, and no place."""

import csv
import io

import openpyxl
import pytest

from metrics.indicators.declarations import INDICATORS
from metrics.ranking.publication import digest, lines_of, publish
from metrics.rollup.recount import recount_published
from portal.events import Event
from tests.language import foreign
from tests.metrics.events import docketed, happen
from tests.metrics.publications.pages import LIST, ON, WEEK, address, cells, lines, version

INTAKE = "litigation_intake"


def test_the_page_shows_the_count_its_certificate_and_its_cases(client, division, week):
    ranking = version(1, INTAKE)
    client.force_login(division)
    page = client.get(address(ranking, again=True), headers={"accept-language": "en"})
    html = page.content.decode()
    assert lines(page) == [
        ("敦化林院", (1, None), None),
        ("和龙林院", (2, None), None),
        ("汪清林院", (1, None), None),
    ]
    assert page.context["proof"].district.line.figure == (4, None)
    assert ranking.digest == digest(ranking, lines_of(ranking)) and ranking.digest in html
    assert "The hash fits" in html and "Counted again: the same" in html
    assert ranking.definition["words"]["en"]["text"] in html
    assert "Figures of the courts" in html and "Number of cases" in html
    for word in ("Standings", "Numerator", "Denominator", ">Rate<", ">Place<"):
        assert word not in html, word
    for row in page.context["proof"].lines:
        assert len(client.get(row.numerator).context["rows"]) == row.line.figure.numerator


def test_a_correction_makes_a_version_with_the_counts_before_and_after(client, division, week):
    Event.objects.filter(court=week["和龙林院"], verb="docket").retract()
    happen(docketed(week["珲春林院"], ON, "刑初"))
    publish(WEEK, INDICATORS.values())
    client.force_login(division)
    html = client.get(address(version(2, INTAKE))).content.decode()
    assert {row[0]: row[1:] for row in cells(html, "data-change")} == {
        "和龙林院": ["2", "→", "—", "无"],
        "珲春林院": ["—", "无", "→", "1"],
        "全辖区合计": ["4", "→", "3"],
    }
    assert (
        "The hash fits"
        in client.get(address(version(1, INTAKE)), headers={"accept-language": "en"}).content.decode()
    )
    assert recount_published(WEEK.begin, WEEK.end) == []


def test_the_recount_finds_a_count_somebody_changed(week):
    version(1, INTAKE).standings.filter(court=week["和龙林院"]).update(numerator=1)
    found = recount_published(WEEK.begin, WEEK.end)
    assert {(one.where, one.indicator) for one in found} == {
        ("digest", f"{INTAKE} v1"), ("published", f"{INTAKE} v1"),
    }  # fmt: skip


def test_the_files_have_the_count_alone(client, division, week):
    client.force_login(division)
    url = address(version(1, INTAKE))
    told = client.get(f"{url}export.json").json()
    assert (told["district"]["numerator"], told["district"]["denominator"]) == (4, None)
    assert {(line["rate"], line["rank"]) for line in told["standings"]} == {(None, None)}
    rows = list(csv.reader(io.StringIO(client.get(f"{url}export.csv").content.decode("utf-8-sig"))))
    assert rows[5] == ["法院", "案件数"] and ["和龙林区基层法院", "2"] in rows
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{url}export.xlsx").content))
    assert ("和龙林区基层法院", 2) in [row[:2] for row in book.active.iter_rows(values_only=True)]


def test_the_list_shows_the_district_s_count_also_where_nothing_was_counted(client, division, watcher, week):
    client.force_login(division)
    (entry,) = client.get(f"{LIST}?indicator={INTAKE}").context["entries"]
    (empty,) = client.get(f"{LIST}?indicator=enforcement_intake").context["entries"]
    assert (entry.district, empty.district) == ((4, None), (0, None))
    client.force_login(watcher)
    page = client.get(f"{LIST}?indicator={INTAKE}", headers={"accept-language": "en"})
    (entry,) = page.context["entries"]
    assert [(line.figure, line.place) for line in entry.shown.lines] == [((2, None), None)]
    assert "place " not in page.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "ko", "en"])
def test_its_page_speaks_one_language(client, division, week, language):
    client.force_login(division)
    client.cookies["django_language"] = language
    assert foreign(client.get(address(version(1, INTAKE))).content.decode(), language) == []
