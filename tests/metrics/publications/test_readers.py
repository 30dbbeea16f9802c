"""Each reader sees his own lines, and no more."""

import pytest
from django.test import override_settings

from tests.metrics.publications.pages import LIST, address, lines, version


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


@pytest.mark.parametrize("role", ["mediator", "operator"])
def test_who_only_mediates_or_takes_calls_at_another_court_sees_no_line_of_it(
    client, watcher, intermediate, dunhua, corrected, role
):
    for court in (intermediate, dunhua):
        watcher.memberships.create(court=court, role=role)
    client.force_login(watcher)
    (entry,) = client.get(f"{LIST}?indicator=diversion_a&restated=on").context["entries"]
    assert [line.court.short_name for line in entry.shown.lines] == ["和龙林院"]
    page = client.get(address(version(2)))
    assert lines(page) == [("和龙林院", (2, 4), 1)] and page.context["proof"].own is None
    told = client.get(f"{address(version(2))}export.json").json()
    assert [line["court_name"] for line in told["standings"]] == ["和龙林区基层法院"] and told["own"] is None


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
        assert "Standings" not in page.content.decode() and "Not ranked" not in page.content.decode()
        rows = client.get(f"{address(version(2))}export.csv").content.decode("utf-8-sig").splitlines()
        assert rows[5] == "法院,分子,分母,比率"


def test_without_places_the_order_tells_none(client, division, corrected):
    client.force_login(division)
    with override_settings(RANKING=False):
        shown = [court for court, _figure, _place in lines(client.get(address(version(1))))]
    assert shown == [corrected[name].short_name for name in corrected if name in shown]
