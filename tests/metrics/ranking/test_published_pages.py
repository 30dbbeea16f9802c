"""What was published can be looked at: as it was, what a correction changed, and whether it still holds."""

import csv
import datetime
import io
import json
import re

import openpyxl
import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from metrics.indicators import declarations
from metrics.indicators.declarations import ranked_indicators
from metrics.ranking.models import Ranking, Standing
from metrics.ranking.publication import latest, publish
from metrics.ranking.windows import Window
from portal.courts.models import Court
from portal.events import Event
from tests.language import foreign
from tests.metrics.events import diverted, docketed, ended, happen

ON = datetime.date(2026, 3, 4)  # a Wednesday
WEEK = Window.of("week", ON)
LIST = "/rankings/"


@pytest.fixture
def week(district):
    """和龙 3/5, 敦化 1/2, 汪清 0/1, the intermediate court 1/1; 珲春 and 白河 did nothing."""
    for name, led, direct in (
        ("和龙林院", 3, 2),
        ("敦化林院", 1, 1),
        ("汪清林院", 0, 1),
        ("延边林区中院", 1, 0),
    ):
        court = district[name]
        happen(*(diverted(court, ON) for _ in range(led)), *(docketed(court, ON) for _ in range(direct)))
    happen(ended(district["和龙林院"], ON, 6), ended(district["和龙林院"], ON, 9))
    publish(WEEK, ranked_indicators())
    return district


@pytest.fixture
def corrected(week):
    """One of 和龙's three mediations was none: 2/4, and its place is now shared."""
    wrong = Event.objects.filter(court=week["和龙林院"], verb="accept").order_by("id").first()
    Event.objects.filter(id=wrong.id).retract()
    publish(WEEK, ranked_indicators())
    return week


def version(number, code="diversion_a"):
    return Ranking.objects.get(period="week", indicator=code, version=number)


def address(ranking, again=False):
    return reverse("ranking:detail", args=[ranking.pk]) + ("?again=1" if again else "")


def lines(page):
    return [
        (row.line.court.short_name, tuple(row.line.figure), row.line.place)
        for row in page.context["proof"].lines
    ]


def cells(html, marker="data-row"):
    """The texts of a table's rows, as a reader sees them."""
    rows = re.findall(rf"<tr {marker}>(.*?)</tr>", html, re.DOTALL)
    return [re.sub(r"<[^>]+>|\s+", " ", row).split() for row in rows]


def test_the_page_says_what_was_published(client, division, week):
    client.force_login(division)
    ranking = version(1)
    page = client.get(address(ranking), headers={"accept-language": "en"})
    html = page.content.decode()
    assert lines(page) == [("和龙林院", (3, 5), 1), ("敦化林院", (1, 2), 2), ("汪清林院", (0, 1), 3)]
    assert page.context["proof"].own.line.figure == (1, 1) and page.context["proof"].own.line.place is None
    assert page.context["proof"].district.line.figure == (5, 9)
    assert [court.short_name for court in page.context["shown"].without_a_line] == ["珲春林院", "白河林院"]
    assert ranking.digest in html and "60.00%" in html and "The hash fits" in html
    assert ranking.definition["words"]["en"]["text"] in html
    assert f"{page.context['shown'].as_of:%Y-%m-%d %H:%M:%S}" in html


def test_events_that_come_later_change_nothing(client, division, week):
    happen(*(docketed(week["和龙林院"], ON) for _ in range(7)))
    client.force_login(division)
    page = client.get(address(version(1)))
    assert lines(page)[0] == ("和龙林院", (3, 5), 1)


def test_the_cases_behind_each_number_are_as_many_as_published(client, division, corrected):
    happen(docketed(corrected["敦化林院"], ON))
    client.force_login(division)
    for number in (1, 2):
        proof = client.get(address(version(number))).context["proof"]
        for row in (*proof.lines, proof.own, proof.district):
            for part in ("numerator", "denominator"):
                cases = client.get(getattr(row, part))
                assert len(cases.context["rows"]) == getattr(row.line.figure, part)


def test_a_sum_of_days_leads_to_no_cases_and_their_number_does(client, division, week):
    client.force_login(division)
    (row,) = client.get(address(version(1, "mediation_days"))).context["proof"].lines
    assert row.line.figure == (15, 2) and row.numerator == ""
    assert len(client.get(row.denominator).context["rows"]) == 2


def test_a_correction_makes_a_version_and_the_page_shows_exactly_the_difference(client, division, corrected):
    client.force_login(division)
    former, later = version(1), version(2)
    page = client.get(address(later))
    assert lines(page) == [("敦化林院", (1, 2), 1), ("和龙林院", (2, 4), 1), ("汪清林院", (0, 1), 3)]
    changed = {row[0]: row[1:] for row in cells(page.content.decode(), "data-change")}
    assert changed == {
        "和龙林院": ["3", "/", "5", "→", "2", "/", "4", "60.00%", "→", "50.00%", "1", "→", "1"],
        "敦化林院": ["1", "/", "2", "→", "1", "/", "2", "50.00%", "→", "50.00%", "2", "→", "1"],
        "全辖区合计": ["5", "/", "9", "→", "4", "/", "8", "55.56%", "→", "50.00%", "—", "无", "→", "—", "无"],
    }
    assert address(former) in page.content.decode()


def test_the_former_version_still_says_what_it_said(client, division, corrected):
    client.force_login(division)
    page = client.get(address(version(1)), headers={"accept-language": "en"})
    html = page.content.decode()
    assert lines(page)[0] == ("和龙林院", (3, 5), 1)
    assert version(1).digest in html and "The hash fits" in html
    assert "Open version 2, the latest" in html and address(version(2)) in html


def test_a_court_that_had_no_line_before(client, division, week):
    happen(diverted(week["珲春林院"], ON))
    publish(WEEK, ranked_indicators())
    client.force_login(division)
    (restatement,) = client.get(address(version(2))).context["restatements"]
    new = next(change for change in restatement.changes if change.court == week["珲春林院"])
    assert new.before is None and (new.after.figure, new.after.place) == ((1, 1), 1)


def test_a_basic_court_sees_its_own_line_the_sum_and_how_many_places(client, watcher, corrected):
    client.force_login(watcher)
    page = client.get(address(version(2)), headers={"accept-language": "en"})
    html = page.content.decode()
    assert lines(page) == [("和龙林院", (2, 4), 1)] and page.context["proof"].own is None
    assert page.context["proof"].district.line.figure == (4, 8)
    assert page.context["proof"].district.denominator == ""
    assert "Places among 3 basic courts" in html and "The hash fits" in html
    assert [change.court for change in page.context["restatements"][0].changes] == [
        corrected["和龙林院"],
        None,
    ]
    assert "Dunhua" not in html and corrected["敦化林院"].name not in html
    assert len(client.get(page.context["proof"].lines[0].denominator).context["rows"]) == 4


def test_the_list_shows_a_basic_court_its_own_place(client, watcher, division, week):
    client.force_login(watcher)
    page = client.get(f"{LIST}?indicator=diversion_a", headers={"accept-language": "en"})
    (entry,) = page.context["entries"]
    assert [(line.figure, line.place) for line in entry.shown.lines] == [((3, 5), 1)]
    assert entry.district == (5, 9) and "place 1" in page.content.decode()
    client.force_login(division)
    (entry,) = client.get(f"{LIST}?indicator=diversion_a").context["entries"]
    assert entry.shown.lines == [] and entry.district == (5, 9)
    assert client.get(LIST).context["entries"][0].shown.ranking.indicator == "diversion_a"


@pytest.mark.parametrize("who", ["mediator_person", "litigant"])
def test_others_have_no_business_here(client, request, week, who):
    client.force_login(request.getfixturevalue(who))
    for path in (LIST, address(version(1)), f"{address(version(1))}export.csv"):
        assert client.get(path).status_code == 403


def test_a_ranking_nobody_published_is_not_found(client, division):
    client.force_login(division)
    assert client.get("/rankings/987654321/").status_code == 404
    assert client.get("/rankings/987654321/export.json").status_code == 404


def test_places_are_nowhere_while_ranking_is_off(client, watcher, corrected):
    client.force_login(watcher)
    with override_settings(RANKING=False):
        page = client.get(address(version(2)), headers={"accept-language": "en"})
        assert lines(page) == [("和龙林院", (2, 4), None)]
        assert "Place" not in page.content.decode() and "The hash fits" in page.content.decode()
        assert "place 1" not in client.get(LIST, headers={"accept-language": "en"}).content.decode()
        told = client.get(f"{address(version(2))}export.json").json()
        assert {line["rank"] for line in told["standings"]} == {None}


def test_without_places_the_order_tells_none(client, division, corrected):
    client.force_login(division)
    with override_settings(RANKING=False):
        shown = [court for court, _figure, _place in lines(client.get(address(version(1))))]
    assert shown == [corrected[name].short_name for name in corrected if name in shown]


def test_a_changed_line_shows(client, division, week):
    Standing.objects.filter(ranking=version(1), court=week["汪清林院"]).update(numerator=1)
    client.force_login(division)
    page = client.get(address(version(1)), headers={"accept-language": "en"})
    html = page.content.decode()
    assert "The hash does not fit" in html and "The hash fits" not in html
    assert page.context["shown"].digest != version(1).digest and page.context["shown"].digest in html
    assert (
        "The hash fits"
        in client.get(address(version(1, "diversion_b")), headers={"accept-language": "en"}).content.decode()
    )


def test_a_line_taken_away_shows(client, watcher, week):
    Standing.objects.filter(ranking=version(1), court=week["敦化林院"]).delete()
    client.force_login(watcher)
    assert not client.get(address(version(1))).context["shown"].fits


def test_counting_again_finds_the_same_or_how_many_differ(client, division, corrected):
    client.force_login(division)
    for number in (1, 2):
        page = client.get(address(version(number), again=True), headers={"accept-language": "en"})
        assert "Counted again: the same" in page.content.decode()
    Standing.objects.filter(ranking=version(2), court=corrected["汪清林院"]).update(numerator=1)
    page = client.get(address(version(2), again=True), headers={"accept-language": "en"})
    assert "Counted again, 1 line is another one" in page.content.decode()


def test_a_rule_no_longer_in_force_leads_to_no_cases(client, division, week, monkeypatch):
    changed = declarations.Indicator(
        code="diversion_a", name="n", definition="d", source="s", rows=declarations.DIVERTED, version=2
    )
    monkeypatch.setitem(declarations.INDICATORS, "diversion_a", changed)
    client.force_login(division)
    page = client.get(address(version(1), again=True), headers={"accept-language": "en"})
    assert {row.denominator for row in page.context["proof"].lines} == {""}
    assert "The definition was changed since" in page.content.decode()
    assert version(1).definition["words"]["en"]["text"] in page.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 10), ("period=week", 10), ("period=month", 0), ("indicator=diversion_a", 2), ("restated=on", 2),
        ("on=2026-03-08", 10), ("on=2026-03-09", 0), ("on=2026-02-31", 10), ("period=nonsense", 10), ("after=x", 10),
    ],
)  # fmt: skip
def test_the_list_newest_first_and_its_filters(client, division, corrected, query, found):
    """Eight indicators, two of them (both readings of the diversion rate) restated."""
    client.force_login(division)
    entries = client.get(f"{LIST}?{query}").context["entries"]
    keys = [entry.shown.ranking.pk for entry in entries]
    assert len(keys) == found and keys == sorted(keys, reverse=True)


def test_the_list_is_paged_by_key(client, division, district):
    for back in range(1, 8):
        publish(Window.of("day", ON - datetime.timedelta(days=back)), ranked_indicators())
    client.force_login(division)
    first = client.get(LIST).context["page"]
    second = client.get(first.next).context["page"]
    keys = [ranking.pk for ranking in (*first, *second)]
    assert (len(first), len(second)) == (50, 6) and keys == sorted(set(keys), reverse=True)


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
        publish(window, ranked_indicators())
        Event.objects.within(window.begin, window.end).filter(court=courts[0]).retract()
        publish(window, ranked_indicators())
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
    assert (1, "和龙林区基层法院", 3, 5, "0.6000") in list(book.active.iter_rows(values_only=True))


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
        assert len(client.get(link.replace("&amp;", "&")).context["entries"]) == 8
    dashboard = client.get("/dashboard/?period=week&on=2026-03-08").content.decode()
    assert f'href="{address(latest("week", datetime.date(2026, 3, 8), "diversion"))}"' in dashboard
