"""The same filings by the other door: read-only, scoped, paged by key."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filing.review import workflow
from tests.filing.conftest import plaintiff
from tests.filing.review.test_desk import many

URL = "/api/v1/filings/"


@pytest.fixture
def reader(client, clerk):
    client.force_login(clerk)
    return client


def test_a_filing_without_its_personal_data(reader, clock, receive, filing_judge):
    filing = workflow.docket(
        receive(parties=[plaintiff(phone="13804330000", id_number="222403198001011239")]), by=filing_judge
    )
    answer = reader.get(f"{URL}{filing.pk}/").json()
    assert answer["case_number"] == "（2026）吉7502民初1号"
    assert (answer["state"], answer["court"], answer["amount"]) == (
        "docketed",
        "和龙林区基层法院",
        "30000.00",
    )
    assert answer["parties"] == [{"side": "plaintiff", "kind": "person", "name": "金明哲"}]
    assert answer["claim"] == "偿还借款三万元"
    row = reader.get(URL).json()["results"][0]
    assert "claim" not in row and row["reference"] == filing.reference


def test_it_shows_what_the_page_shows(client, receive, clerk, elsewhere, division, mediator_person):
    filing = receive()
    for person, count in ((clerk, 1), (division, 1), (elsewhere.clerk, 0), (mediator_person, 0)):
        client.force_login(person)
        assert len(client.get(URL).json()["results"]) == count
        assert client.get(f"{URL}{filing.pk}/").status_code == (200 if count else 404)


def test_signed_out_there_is_nothing(client, filing):
    assert client.get(URL).status_code in (401, 403)
    assert client.get(f"{URL}{filing.pk}/").status_code in (401, 403)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_for_reading(reader, filing, method):
    assert getattr(reader, method)(f"{URL}{filing.pk}/").status_code == 405


def test_the_filters_are_those_of_the_page(reader, receive, filing_judge):
    online = receive(channel="online")
    docketed = workflow.docket(receive(), by=filing_judge)
    assert [row["id"] for row in reader.get(URL, {"channel": "online"}).json()["results"]] == [online.pk]
    assert [row["id"] for row in reader.get(URL, {"state": "docketed"}).json()["results"]] == [docketed.pk]
    assert reader.get(URL, {"state": "nonsense"}).status_code == 400


def test_pages_by_key_at_a_constant_cost(reader, helong):
    costs = []
    reader.get(URL)  # what a process reads once
    for number in (10, 110):
        many(helong, number)
        with CaptureQueriesContext(connection) as statements:
            answer = reader.get(URL).json()
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 6
    seen = [row["id"] for row in answer["results"]]
    while answer["next"]:
        answer = reader.get(answer["next"]).json()
        seen += [row["id"] for row in answer["results"]]
    assert len(seen) == len(set(seen)) == 120 and seen == sorted(seen, reverse=True)
