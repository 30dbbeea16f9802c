"""Orders of days that cannot be: each with its own code, at the column to look at. No database."""

import datetime

import pytest

from metrics.registers.derivation import Row
from metrics.registers.orders import impossible
from metrics.registers.sentences import OF_ORDERS


def found(**cells):
    days = {name: datetime.date(2026, 3, day) for name, day in cells.items() if name.endswith("_on")}
    row = Row(
        **{
            "reference": "HL-1",
            "court": 3,
            "received_on": datetime.date(2026, 3, 5),
            "case_type": "民初",
            **cells,
            **days,
        }
    )
    return [(column, code) for column, code, _details in impossible(row)]


CASES = [
    ({"diverted_on": 4}, "diverted_on", "diverted_before_received"),
    ({"docketed_on": 4}, "docketed_on", "docketed_before_received"),
    ({"diverted_on": 9, "docketed_on": 8}, "diverted_on", "diverted_after_docketed"),
    ({"mediation_ended_on": 9, "mediation_result": "failure"}, "diverted_on", "ended_without_diversion"),
    ({"diverted_on": 9, "mediation_ended_on": 8, "mediation_result": "failure"}, "mediation_ended_on", "ended_before_diverted"),
    ({"diverted_on": 9, "mediation_result": "failure"}, "mediation_ended_on", "result_without_end"),
    ({"diverted_on": 9, "mediation_ended_on": 9}, "mediation_result", "end_without_result"),
    ({"confirmed_on": 9}, "confirmed_on", "confirmed_without_success"),
    ({"diverted_on": 6, "mediation_ended_on": 8, "mediation_result": "failure", "confirmed_on": 9}, "confirmed_on",
     "confirmed_without_success"),
    ({"diverted_on": 6, "mediation_ended_on": 8, "mediation_result": "success", "confirmed_on": 7}, "confirmed_on",
     "confirmed_before_end"),
    ({"diverted_on": 6, "mediation_ended_on": 8, "mediation_result": "failure", "docketed_on": 7}, "docketed_on",
     "docketed_before_mediation_ended"),
    ({"diverted_on": 6, "mediation_ended_on": 7, "mediation_result": "success", "docketed_on": 9, "docketed_as": "诉前调确",
      "confirmed_on": 8}, "confirmed_on", "confirmed_before_docketed"),
    ({"closed_on": 9}, "closed_on", "closed_without_docketing"),
    ({"docketed_on": 8, "closed_on": 7}, "closed_on", "closed_before_docketed"),
    ({"diverted_on": 6, "mediation_ended_on": 8, "mediation_result": "settled", "closed_on": 7}, "closed_on",
     "closed_before_settled"),
    ({"rating": 5}, "rated_on", "grade_without_day"),
    ({"rated_on": 9}, "rating", "day_without_grade"),
    ({"rating": 5, "rated_on": 4}, "rated_on", "rated_before_received"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "column", "code"), CASES)
def test_an_impossible_order_has_its_own_code(cells, column, code):
    assert found(**cells) == [(column, code)]


def test_every_sentence_about_orders_has_its_case():
    assert {code for _cells, _column, code in CASES} == set(OF_ORDERS)


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"diverted_on": 5, "docketed_on": 5},
        {
            "diverted_on": 5,
            "mediation_ended_on": 5,
            "mediation_result": "failure",
            "docketed_on": 5,
            "closed_on": 5,
        },
        {
            "diverted_on": 5,
            "mediation_ended_on": 6,
            "mediation_result": "success",
            "confirmed_on": 6,
            "closed_on": 6,
        },
        {"diverted_on": 5, "mediation_ended_on": 6, "mediation_result": "success", "docketed_on": 8},
        {"docketed_on": 6, "rating": 1, "rated_on": 5},
        # A 调解书 drawn up after the confirmation is another case than the confirmation.
        {
            "diverted_on": 5,
            "mediation_ended_on": 6,
            "mediation_result": "success",
            "confirmed_on": 7,
            "docketed_on": 8,
            "docketed_as": "诉前调书",
        },
    ],
)
def test_a_possible_order_is_left_alone(cells):
    assert found(**cells) == []
