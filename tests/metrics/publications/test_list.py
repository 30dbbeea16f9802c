"""The list with its filters and pages, the files of a version, and the ways that lead here."""

import csv
import datetime
import io
import json

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from metrics.indicators.declarations import INDICATORS
from metrics.ranking.models import Standing
from metrics.ranking.publication import latest, publish
from metrics.ranking.windows import Window
from portal.courts.models import Court
from portal.events import Event
from tests.language import foreign
from tests.metrics.events import diverted, happen
from tests.metrics.publications.pages import LIST, ON, WEEK, address, version

ALL = len(INDICATORS) + 2  # both readings of the diversion rate restated


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ALL), ("period=week", ALL), ("period=month", 0), ("indicator=diversion_a", 2), ("restated=on", 2),
        ("on=2026-03-08", ALL), ("on=2026-03-09", 0), ("on=2026-02-31", ALL), ("period=nonsense", ALL), ("after=x", ALL),
        ("indicator=litigation_intake", 1),
    ],
)  # fmt: skip
def test_the_list_newest_first_and_its_filters(client, division, corrected, query, found):
    """Every indicator, two of them (both readings of the diversion rate) restated."""
    client.force_login(division)
    entries = client.get(f"{LIST}?{query}").context["entries"]
    keys = [entry.shown.ranking.pk for entry in entries]
    assert len(keys) == found and keys == sorted(keys, reverse=True)


def test_the_list_is_paged_by_key(client, division, district):
    for back in range(1, 7):
        publish(Window.of("day", ON - datetime.timedelta(days=back)), INDICATORS.values())
    client.force_login(division)
    first = client.get(LIST).context["page"]
    second = client.get(first.next).context["page"]
    keys = [ranking.pk for ranking in (*first, *second)]
    assert (len(first), len(second)) == (50, 6 * len(INDICATORS) - 50) and keys == sorted(
        set(keys), reverse=True
    )


@pytest.mark.parametrize("path", ["list", "detail"])
def test_statements_do_not_grow_with_courts(client, division, intermediate, path):
    client.force_login(division)
    counts = []
    for size, window in ((10, WEEK.previous()), (60, WEEK)):
        courts = Court.objects.bulk_create(
            Court(name=f"{size}之{n}", short_name=f"{size}之{n}", level="basic", superior=intermediate)
            for n in range(size)
        )
        happen(*(diverted(court, window.begin) for court in courts))
        publish(window, INDICATORS.values())
        Event.objects.within(window.begin, window.end).filter(court=courts[0]).retract()
        publish(window, INDICATORS.values())
        url = LIST if path == "list" else address(latest("week", window.begin, "diversion"))
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            page = client.get(url)
        assert page.status_code == 200
        counts.append(len(asked))
    if path == "detail":
        assert len(page.context["proof"].lines) == 59
    assert counts[0] == counts[1] <= 12


def test_files_of_a_version(client, division, corrected):
    client.force_login(division)
    former = version(1)
    told = json.loads(client.get(f"{address(former)}export.json").content)
    assert (told["version"], told["digest"], told["definition_version"]) == (1, former.digest, 1)
    assert told["standings"][0] == {
        "court": "吉7502", "court_name": "和龙林区基层法院", "numerator": 3, "denominator": 5, "rate": "0.6000", "rank": 1,
    }  # fmt: skip
    assert (told["own"]["numerator"], told["district"]["denominator"]) == (1, 9)
    assert datetime.datetime.fromisoformat(told["cutoff"]) == former.cutoff
    text = client.get(f"{address(former)}export.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][1] == "1" and rows[1][1] == former.digest
    assert ["1", "和龙林区基层法院", "3", "5", "0.6000"] in rows
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{address(former)}export.xlsx").content))
    assert (1, "和龙林区基层法院", 3, 5, 0.6) in list(book.active.iter_rows(values_only=True))


def test_a_basic_court_s_file_has_its_own_line_and_the_sum(client, watcher, week):
    client.force_login(watcher)
    told = client.get(f"{address(version(1))}export.json").json()
    assert [line["court_name"] for line in told["standings"]] == ["和龙林区基层法院"] and told["own"] is None
    assert (told["district"]["numerator"], told["district"]["denominator"]) == (5, 9)
    assert "敦化" not in client.get(f"{address(version(1))}export.csv").content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "ko", "en"])
def test_pages_speak_one_language(client, division, corrected, language):
    client.force_login(division)
    client.cookies["django_language"] = language
    Standing.objects.filter(ranking=version(1)).update(numerator=1)
    for path in (
        LIST,
        address(version(2), again=True),
        address(version(1), again=True),
        f"{LIST}?period=year",
    ):
        page = client.get(path)
        assert page.status_code == 200 and foreign(page.content.decode(), language) == [], path
    assert (
        version(2).definition["words"][language]["text"] in client.get(address(version(2))).content.decode()
    )


def test_the_dashboard_and_the_runs_lead_here(client, division, helong):
    from metrics.rollup import jobs

    happen(diverted(helong, "2026-03-08"))
    jobs.daily_count(datetime.date(2026, 3, 9))
    jobs.weekly_urge(datetime.date(2026, 3, 9))
    client.force_login(division)
    runs = client.get(reverse("rollup:runs")).content.decode()
    for period, on in (("day", "2026-03-08"), ("week", "2026-03-08")):
        link = f"{LIST}?period={period}&amp;on={on}"
        assert f'href="{link}"' in runs
        assert len(client.get(link.replace("&amp;", "&")).context["entries"]) == len(INDICATORS)
    dashboard = client.get("/dashboard/?period=week&on=2026-03-08").content.decode()
    assert f'href="{address(latest("week", datetime.date(2026, 3, 8), "diversion"))}"' in dashboard
