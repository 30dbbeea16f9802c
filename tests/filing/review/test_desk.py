"""The desk: what is due first stands first, for the courts one serves, at the same cost whatever the number."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filing.intake.models import Filing, Party
from filing.review import workflow
from tests.filing.conftest import defendant, dispute, plaintiff

S = Filing.State


def shown(client, **query):
    return list(client.get("/filings/", query).context["page"])


@pytest.fixture
def at_desk(client, filing_judge):
    client.force_login(filing_judge)
    return client


def many(court, number, **fields):
    """Filings straight into the table: lists are about rows, not about how they came."""
    begin = Filing.objects.count()
    filings = Filing.objects.bulk_create(
        dispute(court, reference=f"收2026-9{n:05d}", decide_by=datetime.date(2026, 3, 16), **fields)
        for n in range(begin, begin + number)
    )
    Party.objects.bulk_create(make(filing=filing) for filing in filings for make in (plaintiff, defendant))
    return filings


def test_what_is_due_first_stands_first(clock, at_desk, receive, filing_judge):
    third, first, fourth, referred = receive(), receive(), receive(), receive()
    Filing.objects.filter(pk=first.pk).update(decide_by=datetime.date(2026, 3, 10))
    Filing.objects.filter(pk=fourth.pk).update(decide_by=datetime.date(2026, 3, 30))
    workflow.refer(referred, by=filing_judge)
    second = receive()
    workflow.return_for_correction(
        second, by=filing_judge, defects=["claim"], correct_by=datetime.date(2026, 3, 12)
    )
    docketed = receive()
    workflow.docket(docketed, by=filing_judge)
    assert shown(at_desk) == [first, second, third, fourth, referred]


def test_late_is_red_and_says_so(clock, at_desk, receive, filing_judge):
    filing = receive()
    clock.shift(datetime.timedelta(days=9))
    at_desk.force_login(filing_judge)  # a session lasts a working day
    page = at_desk.get("/filings/", headers={"accept-language": "en"}).content.decode()
    assert "is-late" in page and "2 days over" in page
    receive()
    assert shown(at_desk, late="on") == [filing]


def test_filters_stay_in_the_address_and_go_together(
    clock, at_desk, receive, filing_judge, clerk, helong, dunhua
):
    at_desk.force_login(filing_judge)  # on the clock's day
    window = receive(parties=[plaintiff("崔春花"), defendant()])
    online = receive(channel="online")
    docketed = workflow.docket(receive(channel="online"), by=filing_judge)
    assisted = receive(court=dunhua, assisting_court=helong, channel="cross_court")
    assert shown(at_desk, channel="online") == [online]
    assert shown(at_desk, channel="online", state="docketed") == [docketed]
    assert shown(at_desk, q="崔春") == [window]
    assert shown(at_desk, q=docketed.reference[-6:]) == [docketed]
    assert shown(at_desk, q="(2026)吉7502民初1") == shown(at_desk, q="（2026）吉7502民初1号") == [docketed]
    assert shown(at_desk, q="（2026）吉7502民初2号") == []
    assert shown(at_desk, court=helong.pk, channel="cross_court") == []
    assert shown(at_desk, channel="cross_court") == [assisted]
    page = at_desk.get("/filings/", {"channel": "online"}).content.decode()
    assert '<option value="online" selected' in page


@pytest.mark.parametrize(
    "query",
    [
        {"state": "nonsense"},
        {"court": "x"},
        {"after": "x.y"},
        {"after": "99"},
        {"q": "%"},
        {"q": "（2024）吉7502民初××号"},
        {"q": "（2024）吉7502民初99999999999号"},
    ],
)
def test_a_forged_address_breaks_nothing(at_desk, filing, query):
    assert at_desk.get("/filings/", query).status_code == 200


def test_pages_follow_one_another_without_loss(at_desk, helong):
    filings = many(helong, 120)
    Filing.objects.filter(pk__in=[filing.pk for filing in filings[::2]]).update(
        decide_by=datetime.date(2026, 3, 10)
    )
    for query, total in (({}, 120), ({"state": "submitted"}, 120), ({"late": "on"}, 120)):
        seen, answer = [], at_desk.get("/filings/", query)
        while True:
            page = answer.context["page"]
            seen += [filing.pk for filing in page]
            if not page.next:
                break
            answer = at_desk.get(page.next)
        assert len(seen) == len(set(seen)) == total


def test_each_sees_the_courts_he_serves_and_the_division_those_below(
    client, receive, clerk, elsewhere, division, watcher, helong, dunhua
):
    here = receive()
    there = many(dunhua, 1)[0]
    for person, expected in (
        (clerk, [here]), (watcher, [here]), (elsewhere.clerk, [there]), (division, [there, here]),
    ):  # fmt: skip
        client.force_login(person)
        assert set(shown(client)) == set(expected)


def test_a_mediator_has_an_empty_desk_and_a_litigant_none(client, filing, mediator_person, litigant):
    client.force_login(mediator_person)
    assert shown(client) == []
    client.force_login(litigant)
    assert client.get("/filings/").status_code == 403


@pytest.mark.parametrize("query", [{}, {"state": "submitted"}, {"late": "on"}, {"q": "金明"}])
def test_a_thousand_filings_cost_as_many_statements_as_ten(at_desk, helong, query):
    counts = []
    at_desk.get("/filings/")  # what a process reads once
    for more in (10, 990):
        many(helong, more)
        with CaptureQueriesContext(connection) as statements:
            at_desk.get("/filings/", query)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 10


def test_home_shows_what_waits(client, clock, receive, clerk, filing_judge):
    late = receive()
    clock.shift(datetime.timedelta(days=9))
    for _ in range(7):
        receive()
    for person in (clerk, filing_judge):
        client.force_login(person)
        panels = {panel["template"]: panel["context"] for panel in client.get("/").context["panels"]}
        panel = panels["filing/review/_home_panel.html"]
        assert (panel["total"], panel["late"], len(panel["rows"])) == (8, 1, 5)
        assert panel["rows"][0]["reference"] == late.reference


def test_home_of_others_has_no_queue(client, filing, watcher):
    client.force_login(watcher)
    assert "filing/review/_home_panel.html" not in [
        each["template"] for each in client.get("/").context["panels"]
    ]
