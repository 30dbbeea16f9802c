"""What was published stays as it was, and a correction shows as the next version beside it."""

from metrics.indicators.declarations import INDICATORS
from metrics.ranking.publication import publish
from tests.metrics.events import diverted, docketed, happen
from tests.metrics.publications.pages import ON, WEEK, address, cells, lines, version


def test_the_page_says_what_was_published(client, division, week):
    client.force_login(division)
    ranking = version(1)
    page = client.get(address(ranking), headers={"accept-language": "en"})
    html = page.content.decode()
    assert lines(page) == [("和龙林院", (3, 5), 1), ("敦化林院", (1, 2), 2), ("汪清林院", (0, 1), 3)]
    assert page.context["proof"].own.line.figure == (1, 1) and page.context["proof"].own.line.place is None
    assert page.context["proof"].district.line.figure == (5, 9)
    assert [court.short_name for court in page.context["shown"].without_a_line] == ["珲春林院", "白河林院"]
    assert html.count("Standings") == 1
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
    publish(WEEK, INDICATORS.values())
    client.force_login(division)
    (restatement,) = client.get(address(version(2))).context["restatements"]
    new = next(change for change in restatement.changes if change.court == week["珲春林院"])
    assert new.before is None and (new.after.figure, new.after.place) == ((1, 1), 1)
