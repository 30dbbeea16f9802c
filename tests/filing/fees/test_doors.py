"""The page and the API ask the same form; each refusal has a stable code."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

QUOTE = "/api/v1/fees/quote/"


@pytest.fixture(autouse=True)
def unthrottled():
    cache.clear()


def ask(client, **query):
    return client.get(QUOTE, query)


def test_the_contract_s_answer(client):
    answer = ask(client, kind="property", amount="100000", halved_by="mediation", on="2026-03-02").json()
    assert (answer["fee"], answer["low"], answer["high"]) == ("1150.00", "1150.00", "1150.00")
    assert answer["version"] == "2007-04-01"
    assert "13" in answer["article"]
    assert [step["low"] for step in answer["steps"]] == ["50.00", "2250.00", "-1150.00"]
    assert answer["payable"] == "in_advance" and answer["settlement"] is None


def test_a_range_has_no_fee_but_low_and_high(client):
    answer = ask(client, kind="divorce", amount="300000").json()
    assert (answer["fee"], answer["low"], answer["high"]) == (None, "550.00", "800.00")


def test_steps_add_up_even_for_a_third(client):
    from decimal import Decimal

    answer = ask(client, kind="payment_order", amount="100000").json()
    assert (
        sum(Decimal(step["low"]) for step in answer["steps"]) == Decimal(answer["fee"]) == Decimal("766.67")
    )


@pytest.mark.parametrize(
    "written", ["100,000", "１００，０００", "10万", "100000.00", "拾万元整", " 100 000 "]
)
def test_amounts_as_people_write_them(client, written):
    assert ask(client, kind="property", amount=written).json()["fee"] == "2300.00"


def test_several_amounts_are_several_claims(client):
    assert ask(client, kind="property", amount=["60000", "40000"]).json()["fee"] == "2300.00"


@pytest.mark.parametrize("value", ["1", "true", "yes", "on"])
def test_a_counterclaim_is_halved_once(client, value):
    answer = ask(client, kind="property", amount="100000", counterclaim=value, halved_by="simple").json()
    assert answer["fee"] == "1150.00"


@pytest.mark.parametrize("value", ["0", "false", "no", ""])
def test_a_flag_can_be_denied(client, value):
    assert ask(client, kind="property", amount="100000", counterclaim=value).json()["fee"] == "2300.00"


def test_raised_lowered_and_changed_to_ordinary(client):
    raised = ask(client, kind="property", amount="200000", previous_amount="100000").json()["settlement"]
    assert (raised["direction"], raised["amount"]) == ("due", "2000.00")
    lowered = ask(client, kind="property", amount="100000", previous_amount="200000", late="1").json()[
        "settlement"
    ]
    assert (lowered["direction"], lowered["amount"]) == ("none", "0.00")
    ordinary = ask(client, kind="property", amount="100000", ordinary="1").json()["settlement"]
    assert (ordinary["direction"], ordinary["amount"], ordinary["unpaid_refund"]) == (
        "due",
        "1150.00",
        "575.00",
    )
    refund = ask(client, kind="property", amount="100000", refund="dismissed").json()["settlement"]
    assert (refund["direction"], refund["amount"]) == ("refund", "2300.00")


def test_foreign_money(client):
    assert (
        ask(client, kind="property", amount="10000", currency="usd", rate="7.1234").json()["fee"] == "1580.85"
    )


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({}, "kind_missing"),
        ({"kind": ""}, "kind_missing"),
        ({"kind": "parking"}, "kind_unknown"),
        ({"kind": "property"}, "amount_missing"),
        ({"kind": "property", "amount": "-1"}, "amount_negative"),
        ({"kind": "property", "amount": "lots"}, "amount_unreadable"),
        ({"kind": "property", "amount": "9" * 500}, "amount_unreadable"),
        ({"kind": "property", "amount": "9" * 60}, "amount_out_of_range"),
        (
            {"kind": "property", "amount": "999999999999", "currency": "USD", "rate": "999999"},
            "amount_out_of_range",
        ),
        ({"kind": "property", "amount": "NaN"}, "amount_unreadable"),
        ({"kind": "property", "amount": "1", "on": "2007-03-31"}, "before_first_rule"),
        ({"kind": "property", "amount": "1", "on": "yesterday"}, "day_unreadable"),
        ({"kind": "property", "amount": "1", "on": "1900-01-01"}, "day_out_of_range"),
        ({"kind": "property", "amount": "1", "halved_by": "luck"}, "halved_by_unknown"),
        ({"kind": "enforcement", "amount": "1", "halved_by": "mediation"}, "not_halved"),
        ({"kind": "preservation", "appeal": "1"}, "no_appeal"),
        ({"kind": "property", "amount": "1", "reduced_by": "29"}, "reduction_out_of_range"),
        ({"kind": "property", "amount": "1", "reduced_by": "much"}, "reduced_by_unreadable"),
        (
            {"kind": "property", "amount": "1", "reduced_by": "100", "organisation": "1"},
            "exemption_for_persons",
        ),
        ({"kind": "property", "amount": "1", "currency": "USD"}, "currency_incomplete"),
        ({"kind": "property", "amount": "1", "currency": "dollars", "rate": "7"}, "currency_unreadable"),
        ({"kind": "property", "amount": "1", "currency": "USD", "rate": "-7"}, "rate_unreadable"),
        ({"kind": "divorce", "ordinary": "1"}, "fee_is_range"),
    ],
)
def test_refusals_have_a_stable_code_and_a_sentence(client, query, code):
    answer = ask(client, **query)
    assert answer.status_code == 400
    assert answer.json()["code"] == code
    assert len(answer.json()["detail"]) > 5


@pytest.mark.parametrize("language", ["zh-hans", "ko", "en"])
def test_the_sentence_is_in_the_reader_s_language(client, language):
    detail = client.get(QUOTE, {"kind": "property"}, headers={"accept-language": language}).json()["detail"]
    has_chinese = any("\u4e00" <= character <= "\u9fff" for character in detail)
    has_korean = any("가" <= character <= "힣" for character in detail)
    assert (has_chinese, has_korean) == (language == "zh-hans", language == "ko")


def test_no_sign_in_no_cookie_and_only_reading(client):
    answer = ask(client, kind="labour")
    assert answer.status_code == 200 and not answer.cookies
    assert client.post(QUOTE, {"kind": "labour"}).status_code == 405


def test_too_many_questions_at_once_are_put_off(client, monkeypatch):
    from rest_framework.throttling import AnonRateThrottle

    monkeypatch.setattr(AnonRateThrottle, "THROTTLE_RATES", {"anon": "2/minute"})
    answers = [ask(client, kind="labour") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1].json()["code"] == "throttled"


def test_the_page_answers_by_its_address(client, db):
    page = client.get("/fees/", {"kind": "property", "amount": "10万", "halved_by": "mediation"})
    assert page.status_code == 200
    assert "1,150.00" in page.content.decode()


def test_the_page_without_a_question_is_only_the_form(client, db):
    page = client.get("/fees/")
    assert page.context["answer"] is None and page.status_code == 200
    assert not page.context["form"].is_bound


def test_the_page_keeps_what_was_written_and_says_what_to_write_instead(client, db):
    page = client.get("/fees/", {"kind": "property", "amount": "lots"})
    assert page.context["answer"] is None and page.status_code == 400
    text = page.content.decode()
    assert 'value="lots"' in text and "100,000" in page.context["form"].errors["amount"][0]


def test_the_answer_itself_asks_the_database_nothing(client, db):
    def statements(**query):
        with CaptureQueriesContext(connection) as queries:
            client.get("/fees/", query)
        return len(queries)

    assert statements() == statements(kind="property", amount="100000")
