"""Each indicator against a world counted by hand."""

import datetime

import pytest
from django.db import transaction
from django.db.models import Q
from django.test import override_settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from metrics.indicators.counting import holds
from metrics.indicators.declarations import INDICATORS, codes, indicator
from metrics.indicators.definition import frozen, rule_digest
from metrics.ranking.cases import drill
from metrics.ranking.figures import figures
from metrics.ranking.windows import Window
from metrics.rollup.refresh import refresh
from portal.events import Event
from tests.metrics.events import diverted, docketed, ended, event, happen, rated

MARCH = Window.of("month", datetime.date(2026, 3, 1))


@pytest.fixture
def march(helong, dunhua):
    """和龙 in March: 4 led to mediation, 2 + 1 + 1 docketed …; 敦化 only enforcement."""
    day = "2026-03-10"
    happen(
        # Led to mediation: three civil, one administrative; the second mediator of a filing is no second diversion.
        *(diverted(helong, day, case_type=case_type) for case_type in ("民初", "民初", "民初", "行初")),
        diverted(helong, day, first=False),
        # Docketed: two civil straight away, one civil after a failed mediation, one on expiry, others.
        docketed(helong, day, in_time=True),
        docketed(helong, day, in_time=False),
        docketed(helong, day, mediated=True),
        event(helong, day, "filing", "docket_on_expiry", in_time=False),
        docketed(helong, day, "行初", in_time=True),
        docketed(helong, day, "刑初", in_time=True),
        docketed(helong, day, "民终", in_time=True),
        docketed(helong, day, "执", in_time=True),
        docketed(dunhua, day, "执", in_time=True),
        docketed(dunhua, day, "执恢"),
        # Offered twice, accepted once: one decision.
        event(helong, day, "filing", "refer", in_time=True),
        event(helong, day, "filing", "refer", in_time=True),
        event(helong, day, "filing", "enter_mediation", in_time=True),
        event(helong, day, "filing", "decline", in_time=False),
        event(helong, day, "filing", "accept"),
        # A register tells the same verbs under its own kind.
        event(helong, day, "register", "accept", first=True, in_time=True),
        event(helong, day, "register", "docket", in_time=True),
        event(helong, day, "register", "succeed", days=10),
        # Ended mediations: 12 and 30 days, one lasting no day.
        ended(helong, day, 12),
        ended(helong, day, 30, success=False),
        ended(helong, day, 0),
        event(helong, day, "confirmation", "confirm"),
        *(rated(helong, day, grade) for grade in (5, 4, 3, 2, 1, 5)),
        # Closed: two cases never settled, of which an older event says nothing, and two that mediation had settled.
        event(helong, day, "filing", "close", days=40),
        event(helong, day, "filing", "close", days=40, settled=False),
        event(helong, day, "filing", "close", days=1, settled=True),
        event(helong, day, "register", "close", days=1, settled=True),
        # Settled anew after the first agreement was not confirmed: mediated once more, not ended once more.
        ended(helong, day, 8, settled=True),
        # Returned for correction: the first notice is none too many.
        *(event(helong, day, "filing", "return", notice=number) for number in (1, 1, 2, 3)),
    )  # fmt: skip
    refresh()
    return helong


BY_HAND = {
    # 4 + 1 led to mediation; docketed without mediation: 2 straight, 1 on expiry, 1 of the register.
    "diversion_a": (5, 9),
    # the same over all first-instance civil docketed: those 4 and the one after failed mediation.
    "diversion_b": (5, 5),
    "litigation_intake": (7, None),  # 民初 4 + 1, 行初, 刑初
    "enforcement_intake": (1, None),
    "favourable": (4, 6),
    "rating_coverage": (6, 6),  # 3 mediated successfully, 2 closed without, 1 refused
    "mediation_success": (4, 5),
    "mediation_days": (60, 5),
    "confirmation_share": (1, 4),
    "further_notices": (2, None),
    # in time: straight civil, 行初, 刑初, 民终, 执, accepted referral, register accept and docket; late: civil, expiry,
    # decline.
    "decided_in_time": (8, 11),
}


@pytest.mark.parametrize("code", INDICATORS)
def test_counted_by_hand(march, code):
    assert figures(code, MARCH)[march.pk] == BY_HAND[code]


@pytest.mark.parametrize("code", INDICATORS)
@pytest.mark.parametrize("part", ["numerator", "denominator"])
def test_the_drill_lists_exactly_what_was_counted(march, code, part):
    numerator, denominator = BY_HAND[code]
    wanted = numerator if part == "numerator" or denominator is None else denominator
    if code == "mediation_days":
        wanted = 5  # the numerator is a sum over the same five
    assert drill(code, [march.pk], MARCH, part).count() == wanted


def test_only_first_enforcement_counts(march, dunhua):
    assert figures("enforcement_intake", MARCH)[dunhua.pk] == (1, None)
    assert dunhua.pk not in figures("diversion", MARCH)


@pytest.mark.parametrize(("reading", "code"), [("A", "diversion_a"), ("B", "diversion_b")])
def test_diversion_is_the_reading_in_force(reading, code):
    with override_settings(DIVERSION_READING=reading):
        assert indicator("diversion").code == code
    assert indicator(code) is INDICATORS[code] is indicator(INDICATORS[code])
    assert codes()[0] == "diversion"


def test_where_favourable_begins_is_a_setting(march):
    before = rule_digest()
    with override_settings(FAVOURABLE_FROM=4):
        assert rule_digest() != before
        happen(rated(march, "2026-03-11", 3))
        refresh()
        assert figures("favourable", Window.of("day", datetime.date(2026, 3, 11)))[march.pk] == (0, 1)


def test_an_unknown_code_is_no_indicator():
    with pytest.raises(KeyError):
        indicator("happiness")


def test_every_declaration_says_what_it_is():
    for one in INDICATORS.values():
        told = frozen(one)
        assert set(told["words"]) == {"zh-hans", "ko", "en"}
        assert all(words["text"] and words["name"] for words in told["words"].values())
        assert one.source and one.unit
    assert {one.code for one in INDICATORS.values() if not one.ranked} == {
        "litigation_intake",
        "enforcement_intake",
        "further_notices",
    }


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        (Q(verb="rate"), True),
        (Q(verb__in=("rate", "give")) & ~Q(facts__grade=2), True),
        (Q(facts__grade__gte=5), False),
        (Q(facts__words__gte=1), False),  # a fact that is not there satisfies nothing
        (Q(verb="docket") | Q(facts__grade__gte=4), True),
    ],
)
def test_a_condition_can_be_read_without_sql(helong, condition, answer):
    assert holds(condition, rated(helong, "2026-03-10", 4)) is answer


FACTS = st.fixed_dictionaries(
    {}, optional={"settled": st.none() | st.booleans(), "grade": st.none() | st.integers(3, 5)}
)
CONDITIONS = st.recursive(
    st.sampled_from([
        Q(verb="close"), Q(verb="rate"), Q(facts__settled=True), Q(facts__settled__in=(True, False)),
        Q(facts__settled__isnull=True), Q(facts__grade__isnull=False), Q(facts__grade=4),
    ]),
    lambda parts: st.one_of(
        st.builds(Q.__and__, parts, parts), st.builds(Q.__or__, parts, parts), st.builds(Q.__invert__, parts)
    ),
    max_leaves=6,
)  # fmt: skip


@hypothesis(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=FACTS, condition=CONDITIONS)
def test_read_without_sql_a_condition_means_the_same(helong, told, condition):
    """Also of facts that are not there: in SQL their opposite does not hold either."""
    with transaction.atomic():
        one = event(helong, "2026-03-10", "filing", "close")
        one.facts = told
        happen(one)
        assert holds(condition, one) is Event.objects.filter(condition, id=one.id).exists()
        transaction.set_rollback(True)


def test_a_lookup_no_declaration_uses_is_refused(helong):
    with pytest.raises(ValueError, match="court__name"):
        holds(Q(court__name="和龙"), rated(helong, "2026-03-10", 4))
