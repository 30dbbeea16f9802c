"""Whether what was published still is what the record gives; asked with the figures a page has already."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from metrics.indicators import declarations
from metrics.ranking.models import Ranking
from metrics.ranking.publication import differs, publish
from metrics.ranking.standings import standings
from metrics.rollup import jobs
from metrics.rollup.refresh import refresh
from portal.events import Event
from tests.metrics.events import docketed, happen
from tests.metrics.publications.pages import ON, WEEK, address, version

SINCE = "The record was corrected since this was published"


def corrected(code):
    """Of the latest version, with the figures of a live standing; no further statement."""
    ranking, live = Ranking.objects.filter(indicator=code).latest("version"), standings(code, WEEK)
    with CaptureQueriesContext(connection) as asked:
        answer = differs(ranking, live.sides[0], live.levels)
    assert len(asked) == 0
    return answer


@pytest.mark.parametrize("code", list(declarations.INDICATORS))
def test_the_same_figures_are_no_correction(week, code):
    refresh()
    assert corrected(code) is False


@pytest.mark.parametrize(("published_with", "looked_at_with"), [(True, False), (False, True)])
def test_switching_places_on_or_off_is_no_correction(week, settings, published_with, looked_at_with):
    settings.RANKING = published_with
    happen(docketed(week["和龙林院"], ON))
    publish(WEEK, declarations.INDICATORS.values())
    refresh()
    settings.RANKING = looked_at_with
    assert corrected("diversion_a") is False


def test_a_correction_shows_until_it_is_published(client, division, week):
    refresh()
    client.force_login(division)
    assert SINCE not in text(client, 1)
    Event.objects.filter(court=week["汪清林院"]).retract()
    jobs.refresh_figures()
    assert corrected("diversion_a") and corrected("litigation_intake") and not corrected("mediation_days")
    assert SINCE in text(client, 1)
    jobs.restate()
    assert not corrected("diversion_a")
    assert SINCE not in text(client, 1) and SINCE not in text(client, 2)


def text(client, number):
    return client.get(address(version(number)), headers={"accept-language": "en"}).content.decode()


def test_counted_by_another_rule_the_two_cannot_be_compared(week, monkeypatch):
    changed = declarations.Indicator(
        code="diversion_a", name="n", definition="d", source="s", rows=declarations.DIVERTED, version=9
    )
    Event.objects.all().retract()
    refresh()
    monkeypatch.setitem(declarations.INDICATORS, "diversion_a", changed)
    assert corrected("diversion_a") is False
