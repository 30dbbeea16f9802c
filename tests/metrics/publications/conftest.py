"""A week that was published, and the same after a correction."""

import pytest

from metrics.indicators.declarations import INDICATORS
from metrics.ranking.publication import publish
from portal.events import Event
from tests.metrics.events import diverted, docketed, ended, happen
from tests.metrics.publications.pages import ON, WEEK


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
    publish(WEEK, INDICATORS.values())
    return district


@pytest.fixture
def corrected(week):
    """One of 和龙's three mediations was none: 2/4, and its place is now shared."""
    wrong = Event.objects.filter(court=week["和龙林院"], verb="accept").order_by("id").first()
    Event.objects.filter(id=wrong.id).retract()
    publish(WEEK, INDICATORS.values())
    return week
