"""Whether what was published still holds: the hash, and counting again as of the cut-off."""

from metrics.indicators import declarations
from metrics.ranking.models import Standing
from tests.metrics.publications.pages import address, version


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
