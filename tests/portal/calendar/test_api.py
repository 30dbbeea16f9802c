"""The contract with partners: addresses, fields, codes."""

import pytest
from django.core.cache import cache

from portal.calendar.models import CourtDay
from portal.calendar.rules import every_limit

QUOTE = "/api/v1/time-limits/quote/"


@pytest.fixture(autouse=True)
def fresh_throttle(db):
    cache.clear()


def test_a_quote_by_rule(client):
    answer = client.get(QUOTE, {"rule": "filing_decision", "start": "2022-04-23"})
    assert answer.status_code == 200
    body = answer.json()
    assert set(body) == {"due", "provisional", "article", "steps"}
    assert body["due"] == "2022-05-05"
    assert body["provisional"] is False
    assert body["article"]
    assert [step["day"] for step in body["steps"] if step["kind"] == "skipped"] == [
        f"2022-{day}" for day in ("04-30", "05-01", "05-02", "05-03", "05-04")
    ]


def test_a_quote_by_amount_and_unit(client):
    answer = client.get(QUOTE, {"amount": "30", "unit": "calendar_day", "start": "2024-04-01"})
    assert answer.json()["due"] == "2024-05-06"


@pytest.mark.parametrize(
    ("amount", "unit", "start", "due"),
    [
        ("1", "working_day", "2022-10-08", "2022-10-09"),
        ("6", "month", "2022-08-31", "2023-02-28"),
        ("2", "year", "2022-02-28", "2024-02-28"),
        ("48", "hour", "2022-04-29T10:20", "2022-05-01T11:00:00+08:00"),
        ("48", "hour", "2022-04-29T02:20:00Z", "2022-05-01T11:00:00+08:00"),
        ("30", "office_minute", "2022-04-12T11:20:00+08:00", "2022-04-12T13:50:00+08:00"),
        ("30", "office_minute", "2022-04-12T03:20:00Z", "2022-04-12T13:50:00+08:00"),
        ("１５", "天", "2022年4月12日", "2022-04-27"),
        ("15", "calendar_days", "20220412", "2022-04-27"),
        ("15", "day", "2022/4/12", "2022-04-27"),
        ("3", "工作日", "2022-04-22", "2022-04-26"),
    ],
)
def test_every_unit_and_many_ways_of_writing(client, amount, unit, start, due):
    answer = client.get(QUOTE, {"amount": amount, "unit": unit, "start": start})
    assert answer.json()["due"] == due


def test_a_plus_sign_that_was_not_escaped_is_understood(client):
    answer = client.get(f"{QUOTE}?rule=cross_court_response&start=2022-04-12T11:20:00+08:00")
    assert answer.json()["due"] == "2022-04-12T13:50:00+08:00"


def test_the_longest_extension_on_request(client):
    asked = {"rule": "confirmation_decision", "start": "2022-04-01"}
    assert client.get(QUOTE, asked).json()["due"] == "2022-04-18"
    assert client.get(QUOTE, {**asked, "extended": "1"}).json()["due"] == "2022-04-26"


def test_a_year_not_announced_is_provisional_until_staff_enter_it(client):
    asked = {"amount": "1", "unit": "working_day", "start": "2027-02-05"}
    assert client.get(QUOTE, asked).json()["provisional"] is True
    assert client.get(QUOTE, asked).json()["due"] == "2027-02-08"
    CourtDay.objects.create(day="2027-02-06", works=True, name="Spring Festival", announced=True)
    assert client.get(QUOTE, asked).json()["provisional"] is False
    assert client.get(QUOTE, asked).json()["due"] == "2027-02-06"


def test_a_rule_that_is_no_duration_answers_without_a_date(client):
    body = client.get(QUOTE, {"rule": "filing_restart_online", "start": "2022-04-12"}).json()
    assert body["due"] is None
    assert "no_date" in [step["kind"] for step in body["steps"]]


@pytest.mark.parametrize(
    ("asked", "code", "hint"),
    [
        ({"rule": "filing_decision"}, "start_missing", "2022-04-12"),
        ({"rule": "filing_decision", "start": "tomorrow"}, "start_unreadable", "2022-04-12"),
        ({"rule": "filing_decision", "start": "2022-02-30"}, "start_unreadable", "2022-04-12"),
        ({"rule": "filing_decision", "start": "1850-01-01"}, "start_out_of_range", "1992"),
        ({"rule": "no_such", "start": "2022-04-12"}, "rule_unknown", "no_such"),
        ({"start": "2022-04-12"}, "nothing_asked", ""),
        (
            {"rule": "filing_decision", "amount": "3", "unit": "month", "start": "2022-04-12"},
            "rule_or_amount",
            "",
        ),
        ({"amount": "3", "start": "2022-04-12"}, "unit_missing", "working_day"),
        ({"amount": "3", "unit": "fortnight", "start": "2022-04-12"}, "unit_unknown", "working_day"),
        ({"amount": "3", "unit": "percent", "start": "2022-04-12"}, "unit_unknown", "working_day"),
        ({"amount": "many", "unit": "month", "start": "2022-04-12"}, "amount_unreadable", "240"),
        ({"amount": "0", "unit": "month", "start": "2022-04-12"}, "amount_out_of_range", "240"),
        ({"amount": "9" * 5000, "unit": "month", "start": "2022-04-12"}, "amount_out_of_range", "240"),
        ({"amount": "48", "unit": "hour", "start": "2022-04-12"}, "time_missing", "10:20"),
        ({"amount": "48", "unit": "hour", "start": "2022-04-12", "time": "noon"}, "time_unreadable", "10:20"),
    ],
)
@pytest.mark.parametrize("language", ["zh-hans", "ko", "en"])
def test_what_cannot_be_read_is_refused_with_a_code_and_what_to_write_instead(
    client, asked, code, hint, language
):
    answer = client.get(QUOTE, asked, headers={"accept-language": language})
    assert answer.status_code == 400
    assert set(answer.json()) == {"code", "detail"}
    assert answer.json()["code"] == code
    assert hint in answer.json()["detail"]


def test_null_characters_and_repeated_values_do_no_harm(client):
    assert client.get(QUOTE + "?rule=filing_decision&start=2022-04-12%00").status_code == 400
    assert client.get(QUOTE + "?rule=x&rule=filing_decision&start=2022-04-12").json()["due"] == "2022-04-19"


def test_the_list_has_every_rule(client):
    rows = client.get("/api/v1/time-limits/").json()
    assert [row["code"] for row in rows] == [limit.code for limit in every_limit()]
    by_code = {row["code"]: row for row in rows}
    assert by_code["filing_decision"]["amount"] == 7
    assert by_code["filing_decision"]["unit"] == "calendar_day"
    assert by_code["trial_ordinary"]["extension"] == 6
    assert by_code["filing_correction"]["amount"] is None and by_code["filing_correction"]["note"]


def test_the_answer_speaks_the_language_asked_for(client):
    asked = {"rule": "filing_decision", "start": "2022-04-12"}
    texts = {
        language: client.get(QUOTE, asked, headers={"accept-language": language}).json()["steps"][1]["text"]
        for language in ("zh-hans", "ko", "en")
    }
    assert len(set(texts.values())) == 3


def test_a_quote_costs_one_query(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(QUOTE, {"rule": "filing_decision", "start": "2022-04-12"})


def test_visitors_are_throttled(client, monkeypatch):
    from rest_framework.throttling import AnonRateThrottle

    monkeypatch.setattr(AnonRateThrottle, "rate", "2/minute", raising=False)
    asked = {"rule": "filing_decision", "start": "2022-04-12"}
    assert [client.get(QUOTE, asked).status_code for _each in range(3)] == [200, 200, 429]


def test_only_reading(client):
    assert client.post(QUOTE, {"rule": "filing_decision"}).status_code == 405


def test_the_schema_names_the_answers():
    from drf_spectacular.generators import SchemaGenerator

    schema = SchemaGenerator().get_schema(request=None, public=True)
    quote = schema["paths"][QUOTE]["get"]
    assert {parameter["name"] for parameter in quote["parameters"]} >= {
        "rule",
        "amount",
        "unit",
        "start",
        "extended",
    }
    assert set(quote["responses"]) == {"200", "400", "403"}
