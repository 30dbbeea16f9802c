"""Courts side by side, frozen when published, restated when something changed."""

import datetime

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from metrics.indicators.declarations import INDICATORS
from metrics.ranking.figures import figures
from metrics.ranking.models import Ranking
from metrics.ranking.publication import TooEarly, digest, latest, lines_of, publish
from metrics.ranking.standings import standings
from metrics.ranking.windows import Window
from metrics.rollup.refresh import refresh
from portal.courts.models import Court
from portal.events import Event
from tests.metrics.events import diverted, docketed, ended, happen

ON = datetime.date(2026, 3, 4)
WEEK = Window.of("week", ON)


def spread(court, day, led, direct):
    happen(*(diverted(court, day) for _ in range(led)), *(docketed(court, day) for _ in range(direct)))


@pytest.fixture
def week(district):
    """This week: 敦化 3/4, 和龙 6/8, 汪清 1/2, 珲春 0/3, 白河 nothing; the intermediate court 2/2."""
    for name, led, direct in (
        ("敦化林院", 3, 1),
        ("和龙林院", 6, 2),
        ("汪清林院", 1, 1),
        ("珲春林院", 0, 3),
        ("延边林区中院", 2, 0),
    ):
        spread(district[name], "2026-03-04", led, direct)
    for name, led, direct in (("敦化林院", 0, 1), ("和龙林院", 1, 0), ("汪清林院", 1, 1)):
        spread(district[name], "2026-02-27", led, direct)
    refresh()
    return district


def test_whole_months_and_single_days_add_up_court_by_court(district):
    """The year to 4 March: January and February whole, March by its days."""
    spread(district["和龙林院"], "2026-01-15", 1, 1)
    spread(district["和龙林院"], "2026-03-03", 2, 0)
    spread(district["敦化林院"], "2026-02-10", 1, 2)  # in months only
    spread(district["汪清林院"], "2026-03-04", 0, 3)  # in days only
    refresh()
    told = standings("diversion", Window.of("to_date", ON))
    assert {line.court.short_name: line.figure for line in told.lines if line.figure.denominator} == {
        "和龙林院": (3, 4),
        "敦化林院": (1, 3),
        "汪清林院": (0, 3),
    }
    assert told.district.figure == (4, 10)


def test_places_ties_and_who_has_none(week):
    told = standings("diversion", WEEK)
    assert [(line.court.short_name, line.place, line.moved) for line in told.lines] == [
        ("敦化林院", 1, 2),
        ("和龙林院", 1, 0),
        ("汪清林院", 3, -1),
        ("珲春林院", 4, None),
        ("白河林院", None, None),
    ]
    assert told.own.figure == (2, 2) and told.own.place is None
    assert told.district.figure == (12, 19)
    assert [line.missing for line in told.lines] == [0, 0, 1, 5, None]
    assert not told.lines[0].distinct and told.lines[0].previous == (0, 1)


def test_ranking_can_be_switched_off(week):
    with override_settings(RANKING=False):
        told = standings("diversion", WEEK)
        assert {line.place for line in told.lines} == {None}
        assert {line.figure for line in told.lines} == {(3, 4), (6, 8), (1, 2), (0, 3), (0, 0)}


def test_days_of_mediation_rank_the_other_way(helong, dunhua):
    happen(ended(helong, "2026-03-04", 5), ended(dunhua, "2026-03-04", 15))
    refresh()
    told = standings("mediation_days", WEEK)
    assert [(line.court.short_name, line.place, line.band) for line in told.lines[:2]] == [
        ("和龙林院", 1, None),
        ("敦化林院", 2, None),
    ]


def test_statements_do_not_grow_with_courts(db):
    counts = []
    for size, window in ((10, WEEK.previous()), (300, WEEK)):
        courts = Court.objects.bulk_create(
            Court(name=f"{size}之{n}", short_name=f"{size}之{n}", level=Court.Level.BASIC)
            for n in range(size)
        )
        happen(*(diverted(court, window.begin) for court in courts))
        refresh()
        with CaptureQueriesContext(connection) as asked:
            standings("diversion", window)
            assert len(publish(window, INDICATORS.values())) == len(INDICATORS)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_published_is_frozen(week, helong):
    assert len(publish(WEEK, INDICATORS.values())) == len(INDICATORS)
    first = latest("week", ON, "diversion")
    spread(helong, "2026-03-05", 0, 9)
    refresh()
    assert latest("week", ON, "diversion").digest == first.digest
    assert {line.court_id: (line.numerator, line.denominator) for line in first.standings.all()} == {
        **{
            week[name].pk: told
            for name, told in (("敦化林院", (3, 4)), ("和龙林院", (6, 8)), ("汪清林院", (1, 2)))
        },
        week["珲春林院"].pk: (0, 3),
        week["延边林区中院"].pk: (2, 2),
    }
    assert first.definition["code"] == "diversion_a" and first.digest == digest(first, lines_of(first))


def test_publishing_again_without_a_change_makes_no_version(week):
    publish(WEEK, INDICATORS.values())
    assert publish(WEEK, INDICATORS.values()) == []
    assert set(Ranking.objects.values_list("version", flat=True)) == {1}


def test_a_correction_makes_a_restatement_of_what_it_touches(week, helong):
    publish(WEEK, INDICATORS.values())
    Event.objects.filter(court=helong, verb="accept").retract()
    made = publish(WEEK, INDICATORS.values())
    assert {ranking.indicator for ranking in made} == {"diversion_a", "diversion_b"}
    assert {ranking.version for ranking in made} == {2}
    former = Ranking.objects.get(indicator="diversion_a", version=1)
    assert former.digest == digest(former, lines_of(former))


def test_as_of_its_cutoff_a_figure_is_what_was_published(week, helong):
    publish(WEEK, INDICATORS.values())
    spread(helong, "2026-03-05", 7, 0)
    Event.objects.filter(court=week["敦化林院"]).retract()
    refresh()
    for one in INDICATORS.values():
        ranking = latest("week", ON, one.code)
        frozen = {line.court_id: (line.numerator, line.denominator) for line in ranking.standings.all()}
        assert figures(one, WEEK, as_of=ranking.cutoff) == frozen
    assert figures("diversion", WEEK) != figures("diversion", WEEK, as_of=ranking.cutoff)


def test_a_period_that_is_not_over_is_not_published(district):
    tomorrow = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=2)
    with pytest.raises(TooEarly):
        publish(Window.of("day", tomorrow), INDICATORS.values())


def test_nothing_was_published(district):
    assert latest("month", ON, "diversion") is None


@pytest.mark.django_db(transaction=True)
def test_a_transaction_still_open_lies_after_the_cutoff(district, helong):
    """Its events bear a moment before the cut-off would be; seen only later, they must not change what was frozen."""
    import threading

    begun, go_on = threading.Event(), threading.Event()

    def slow_import():
        from django.db import transaction

        with transaction.atomic():
            spread(helong, ON, 1, 0)
            begun.set()
            go_on.wait(10)
        connection.close()

    importing = threading.Thread(target=slow_import)
    importing.start()
    begun.wait(10)
    spread(helong, ON, 0, 1)
    publish(WEEK, INDICATORS.values())
    ranking = latest("week", ON, "diversion")
    go_on.set()
    importing.join(10)
    frozen = {line.court_id: (line.numerator, line.denominator) for line in ranking.standings.all()}
    assert figures("diversion", WEEK, as_of=ranking.cutoff) == frozen
    refresh()
    assert figures("diversion", WEEK) == {helong.pk: (1, 2)}
