"""The pages of requests to a superior: asked on the filing, answered from the home page, seen by staff only."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filing.intake.models import Filing
from filing.review import workflow as review
from filing.superior import workflow
from filing.superior.models import SuperiorRequest
from tests.filing.superior import more
from tests.filing.superior.conftest import NOT_HERE, WHY_AGAIN


def seen(subject):
    return {"seen": subject.state_since.isoformat()}


def test_a_further_notice_is_asked_for_and_given(client, clock, corrected, filing_judge, duty_leader):
    client.force_login(filing_judge)
    address = f"/filings/{corrected.pk}/ask-notice/"
    assert address in client.get(f"/filings/{corrected.pk}/").text
    assert "correct_by" not in client.get(address).text
    assert client.post(address, {"defects": ["copies"], "remarks": ""}).status_code == 422
    sent = {"defects": ["copies"], "remarks": "转账记录", "reason_for_second": WHY_AGAIN, **seen(corrected)}
    clock.shift(60)
    assert client.post(address, sent).url == f"/filings/{corrected.pk}/"
    assert client.post(address, sent).status_code == 409  # a double click
    asked = SuperiorRequest.objects.get()
    page = client.get(f"/filings/{corrected.pk}/").text
    assert f"/requests/{asked.pk}/" in page and address not in page
    assert f"/requests/{asked.pk}/notice/" not in client.get(f"/requests/{asked.pk}/").text
    client.force_login(duty_leader)
    assert f"/requests/{asked.pk}/" in client.get("/").text
    assert f"/requests/{asked.pk}/notice/" in client.get(f"/requests/{asked.pk}/").text
    form = client.get(f"/requests/{asked.pk}/notice/").context["form"]
    assert (form["defects"].value(), form["remarks"].value()) == (["copies"], "转账记录")
    assert form["reason_for_second"].value() == WHY_AGAIN
    clock.shift(60)
    notice = {**sent, "correct_by": "2026-03-20", **seen(asked)}
    assert client.post(f"/requests/{asked.pk}/notice/", {**notice, "correct_by": "x"}).status_code == 422
    assert client.post(f"/requests/{asked.pk}/notice/", notice).url == f"/requests/{asked.pk}/"
    assert client.post(f"/requests/{asked.pk}/notice/", notice).status_code == 409
    assert Filing.objects.get().state == "returned"
    assert f"/requests/{asked.pk}/" not in client.get("/").text


def test_a_refusal_is_read_by_the_judge(client, clock, notice_asked, duty_leader, filing_judge):
    client.force_login(duty_leader)
    address = f"/requests/{notice_asked.pk}/refuse/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"answer": ""}).status_code == 422
    clock.shift(60)
    assert client.post(address, {"answer": "第一次已经告知清楚"}).status_code == 302
    client.force_login(filing_judge)
    page = client.get(f"/requests/{notice_asked.pk}/").text
    assert "第一次已经告知清楚" in page and "不同意" in page
    assert (
        f"/filings/{notice_asked.filing_id}/ask-notice/"
        in client.get(f"/filings/{notice_asked.filing_id}/").text
    )


def test_a_designation_is_asked_for_and_made(client, clock, moved, elsewhere, division, district):
    wangqing = district["汪清林院"]
    client.force_login(elsewhere.filing_judge)
    address = f"/filings/{moved.pk}/ask-designation/"
    page = client.get(address).text
    assert "第37条" in page and f'name="proposed" value="{moved.court_id}"' not in page
    assert client.post(address, {"reasons": NOT_HERE, "proposed": "x"}).status_code == 422
    assert client.post(address, {"reasons": NOT_HERE, "proposed": wangqing.pk}).status_code == 302
    asked = SuperiorRequest.objects.get()
    client.force_login(division)
    assert f"/requests/{asked.pk}/" in client.get("/").text
    assert f"/requests/{asked.pk}/designate/" in client.get(f"/requests/{asked.pk}/").text
    address = f"/requests/{asked.pk}/designate/"
    assert client.get(address).context["form"]["court"].value() == wangqing.pk
    clock.shift(60)
    for fault in ({"court": "x", "answer": "…"}, {"court": wangqing.pk, "answer": " "}, {}):
        assert client.post(address, fault).status_code == 422
    assert (
        client.post(address, {"court": wangqing.pk, "answer": "由汪清管辖", **seen(asked)}).status_code == 302
    )
    assert Filing.objects.get().court == wangqing
    client.force_login(elsewhere.filing_judge)  # whose court passed it on by order
    page = client.get(f"/filings/{moved.pk}/").text
    assert "指定其他法院管辖" in page and "由汪清管辖" in page
    assert "汪清林院" in client.get(f"/requests/{asked.pk}/").text


@pytest.mark.parametrize("highest", [False, True])
def test_an_order_from_outside_is_entered_for_the_highest_court_only(
    client, clock, filing, filing_judge, dunhua, intermediate, division, person_at, highest
):
    to = intermediate if highest else dunhua
    review.transfer(filing, by=filing_judge, court=to, reasons="标的额")
    clock.shift(60)
    asked = workflow.ask_for_designation(
        Filing.objects.get(), by=person_at(to, "filing_judge"), reasons=NOT_HERE
    )
    client.force_login(division)
    assert ("上级法院不在本区" in client.get(f"/requests/{asked.pk}/designate/").text) is highest


def test_what_was_overtaken_says_so_and_offers_nothing(
    client, clock, notice_asked, filing_judge, duty_leader
):
    clock.shift(60)
    review.docket(Filing.objects.get(), by=filing_judge)
    client.force_login(duty_leader)
    page = client.get(f"/requests/{notice_asked.pk}/").text
    assert "已不必答复" in page and "/notice/" not in page
    assert client.get(f"/requests/{notice_asked.pk}/notice/").status_code == 409
    assert f"/requests/{notice_asked.pk}/" not in client.get("/").text
    assert f"/requests/{notice_asked.pk}/" not in client.get("/requests/").text
    assert f"/requests/{notice_asked.pk}/" in client.get("/requests/?state=overtaken").text


def test_each_kind_has_its_own_answer(client, notice_asked, duty_leader, division):
    client.force_login(duty_leader)
    assert client.get(f"/requests/{notice_asked.pk}/designate/").status_code == 404
    client.force_login(division)
    assert client.get(f"/requests/{notice_asked.pk}/notice/").status_code == 403


def test_doors(client, notice_asked, clerk, litigant, elsewhere, mediator_person):
    Filing.objects.update(filed_by=litigant)
    pages = [f"/requests/{notice_asked.pk}/{end}" for end in ("", "notice/", "refuse/")]
    client.force_login(clerk)
    assert [client.get(page).status_code for page in pages] == [200, 403, 403]
    client.force_login(elsewhere.filing_judge)
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]
    assert client.get(f"/filings/{notice_asked.filing_id}/ask-notice/").status_code == 404
    for outsider in (litigant, mediator_person):
        client.force_login(outsider)
        assert not {client.get(page).status_code for page in pages} & {200, 302}
        assert not SuperiorRequest.objects.visible_to(outsider).exists()
    client.force_login(litigant)
    assert "/requests/" not in client.get(f"/filings/{notice_asked.filing_id}/").text


def test_a_clerk_is_not_offered_to_ask(client, corrected, moved, clerk):
    client.force_login(clerk)
    assert client.get(f"/filings/{corrected.pk}/ask-notice/").status_code == 403


def test_the_desk_finds_by_state_and_kind(client, clock, notice_asked, duty_leader, division):
    client.force_login(division)
    address = f"/requests/{notice_asked.pk}/"
    for query, found in (
        ("", True),
        ("?kind=designation", False),
        ("?kind=notice", True),
        ("?state=granted", False),
    ):
        assert (address in client.get(f"/requests/{query}").text) is found
    clock.shift(60)
    workflow.refuse(notice_asked, by=duty_leader, answer="不必")
    for query, found in (("", False), ("?state=refused", True), ("?state=x", False)):
        assert (address in client.get(f"/requests/{query}").text) is found


def test_more_rows_cost_no_more_statements(
    client, clock, notice_asked, receive, filing_judge, clerk, duty_leader
):
    client.force_login(duty_leader)
    numbers = []
    for _round in range(2):
        for _more in range(5):  # the home page shows as many
            more(receive(), clerk=clerk, judge=filing_judge, clock=clock)
        for address in ("/requests/", "/"):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            numbers.append(len(asked))
    assert numbers[:2] == numbers[2:]


@pytest.mark.parametrize(
    "fault", ["state=%00", "after=x", "kind=%00", "after=99999999999999999999", "state=asked"]
)
def test_bad_addresses_are_answered(client, notice_asked, duty_leader, fault):
    client.force_login(duty_leader)
    assert client.get(f"/requests/?{fault}").status_code == 200
