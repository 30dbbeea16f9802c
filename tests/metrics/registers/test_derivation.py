"""What happened, from a row: a table of rows and the events they give rise to. No database."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.registers.columns import CHANNELS, RESULTS, TRACKS
from metrics.registers.derivation import Row, content_of, events_of, row_of
from metrics.registers.limits import Limits
from metrics.registers.orders import impossible
from portal.calendar.loading import published_days

D = datetime.date


@pytest.fixture(scope="module")
def limits():
    return Limits(published_days())


def row(limits, **cells):
    content = {"reference": "HL-1", "court": 3, "received_on": "2026-03-02", "case_type": "民初", **cells}
    return row_of(content, limits)


@pytest.mark.parametrize(
    ("cells", "story"),
    [
        ({}, "submit"),
        ({"docketed_on": "2026-03-04"}, "submit docket"),
        ({"diverted_on": "2026-03-04"}, "submit accept"),
        ({"diverted_on": "2026-03-04", "mediation_ended_on": "2026-03-09", "mediation_result": "success"}, "submit accept succeed"),
        ({"diverted_on": "2026-03-04", "mediation_ended_on": "2026-03-09", "mediation_result": "settled"}, "submit accept succeed"),
        ({"diverted_on": "2026-03-04", "mediation_ended_on": "2026-03-09", "mediation_result": "failure"}, "submit accept fail"),
        ({"diverted_on": "2026-03-04", "mediation_ended_on": "2026-03-09", "mediation_result": "unsigned",
          "docketed_on": "2026-03-10", "closed_on": "2026-04-01"}, "submit accept fail docket close"),
        ({"diverted_on": "2026-03-04", "mediation_ended_on": "2026-03-09", "mediation_result": "agreement",
          "confirmed_on": "2026-03-10", "rating": 4, "rated_on": "2026-03-11"}, "submit accept succeed confirm rate"),
    ],
)  # fmt: skip
def test_a_row_tells_its_story_in_the_verbs_of_a_live_case(limits, cells, story):
    assert " ".join(draft.verb for draft in events_of(row(limits, **cells))) == story


def facts(limits, verb, **cells):
    return next(draft.facts for draft in events_of(row(limits, **cells)) if draft.verb == verb)


def test_every_event_carries_what_figures_count_by(limits):
    given = {
        "channel": "online",
        "cause": "民间借贷纠纷",
        "cause_code": "103",
        "cause_version": "2025",
        "assisting_court": 7,
    }
    assert facts(limits, "submit", **given) == {
        "case_type": "民初", "channel": "online", "cause": "103", "cause_version": "2025", "cause_name": "民间借贷纠纷",
        "mediated": False, "settled": False, "assisting_court": 7,
    }  # fmt: skip


def test_a_case_that_was_in_mediation_stays_so(limits):
    direct = facts(limits, "docket", docketed_on="2026-03-04")
    led = facts(limits, "docket", docketed_on="2026-03-04", diverted_on="2026-03-03")
    assert direct["mediated"] is False and led["mediated"] is True
    assert facts(limits, "submit", diverted_on="2026-03-03")["mediated"] is False


SETTLED = {"diverted_on": "2026-03-04", "mediation_ended_on": "2026-03-09", "mediation_result": "agreement"}


def test_what_comes_after_a_settlement_says_that_it_was_settled(limits):
    later = {"confirmed_on": "2026-03-10", "docketed_on": "2026-03-10", "closed_on": "2026-03-12"}
    rated = {"rating": 5, "rated_on": "2026-03-13"}
    drafts = events_of(row(limits, **SETTLED, **later, **rated))
    assert [(draft.verb, draft.facts["settled"]) for draft in drafts] == [
        ("submit", False), ("accept", False), ("succeed", False), ("confirm", True), ("docket", True), ("close", True),
        ("rate", True),
    ]  # fmt: skip


def test_closing_after_a_failed_mediation_is_the_end_of_the_case(limits):
    failed = {
        **SETTLED,
        "mediation_result": "expired",
        "docketed_on": "2026-03-10",
        "closed_on": "2026-03-12",
    }
    assert facts(limits, "close", **failed)["settled"] is False


def test_acceptance_by_the_mediator_is_the_diversion(limits):
    assert facts(limits, "accept", diverted_on="2026-03-09") | {"first": True, "in_time": True} == facts(
        limits, "accept", diverted_on="2026-03-09"
    )


@pytest.mark.parametrize(
    ("received", "decided", "in_time"),
    [
        ("2026-03-02", "2026-03-09", True),  # seven days, the first not counted
        ("2026-03-02", "2026-03-10", False),
        ("2026-02-09", "2026-02-24", True),  # the last day falls into the Spring Festival, 15–23 February
        ("2026-02-09", "2026-02-25", False),
    ],
)
def test_in_time_is_reckoned_by_the_calendar_of_the_court(limits, received, decided, in_time):
    assert facts(limits, "docket", received_on=received, docketed_on=decided)["in_time"] is in_time
    assert facts(limits, "accept", received_on=received, diverted_on=decided)["in_time"] is in_time


def test_docketing_after_mediation_is_not_the_decision_on_the_filing(limits):
    assert "in_time" not in facts(limits, "docket", diverted_on="2026-03-04", docketed_on="2026-06-01")


@pytest.mark.parametrize(
    ("ended", "days", "within"),
    [("2026-03-04", 0, True), ("2026-04-03", 30, True), ("2026-04-07", 34, False)],
)
def test_the_end_of_a_mediation_counts_its_days_and_its_limit(limits, ended, days, within):
    told = facts(
        limits, "fail", diverted_on="2026-03-04", mediation_ended_on=ended, mediation_result="expired"
    )
    assert (told["days"], told["within_limit"], told["ending"]) == (days, within, "expired")


def test_success_without_more_names_none_of_the_eight_endings(limits):
    told = facts(
        limits,
        "succeed",
        diverted_on="2026-03-04",
        mediation_ended_on="2026-03-05",
        mediation_result="success",
    )
    assert "ending" not in told


def test_closing_counts_the_days_from_docketing_or_else_from_receipt(limits):
    assert facts(limits, "close", docketed_on="2026-03-04", closed_on="2026-03-14")["days"] == 10
    settled = {"diverted_on": "2026-03-04", "mediation_ended_on": "2026-03-05", "mediation_result": "success"}
    assert facts(limits, "close", **settled, closed_on="2026-03-12")["days"] == 10


@pytest.mark.parametrize(
    ("cells", "last"),
    [
        ({}, "2026-03-09"),
        ({"case_type": "刑初"}, "2026-03-17"),  # 15 days for a private prosecution
        ({"case_type": "民撤"}, "2026-04-01"),
        ({"channel": "cross_border"}, "2026-03-11"),  # 7 working days
    ],
)
def test_the_limit_for_deciding_is_that_of_a_live_filing(limits, cells, last):
    assert facts(limits, "docket", docketed_on=last, **cells)["in_time"] is True
    assert row(limits, **cells).decide_by.isoformat() == last


MARCH = st.dates(min_value=D(2026, 3, 1), max_value=D(2026, 4, 30))
ROWS = st.builds(
    Row,
    reference=st.just("HL-1"), court=st.integers(1, 9), received_on=MARCH, case_type=st.sampled_from(["民初", "行初", "执"]),
    cause=st.text(max_size=5), channel=st.sampled_from(["", *CHANNELS]), track=st.sampled_from(["", *TRACKS]),
    assisting_court=st.none() | st.integers(1, 9), diverted_on=st.none() | MARCH, mediation_ended_on=st.none() | MARCH,
    mediation_result=st.sampled_from(["", *RESULTS]), confirmed_on=st.none() | MARCH, docketed_on=st.none() | MARCH,
    closed_on=st.none() | MARCH, rating=st.none() | st.integers(1, 5), rated_on=st.none() | MARCH,
)  # fmt: skip


@given(ROWS)
def test_a_possible_row_is_kept_whole_and_happens_in_order(limits, row):
    if impossible(row):
        return
    kept = row_of(content_of(row), limits)
    assert content_of(kept) == content_of(row)
    drafts = events_of(kept)
    assert len({draft.verb for draft in drafts}) == len(drafts)
    days = [draft.day for draft in drafts if draft.verb not in ("rate", "confirm")]
    assert days == sorted(days) and drafts[0].verb == "submit"
