"""What was transferred is not passed on again: the court above says which court has jurisdiction (民诉法 37)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from filing.intake.models import Filing
from filing.review import workflow as review
from filing.superior import workflow
from filing.superior.models import SuperiorRequest
from metrics.indicators.declarations import INDICATORS
from portal.events import Event
from portal.workflow import IllegalTransition
from tests.filing.superior.conftest import NOT_HERE

ORDER = "由汪清林区基层法院管辖"


def ask(filing, by, **fields):
    return workflow.ask_for_designation(filing, by=by, **{"reasons": NOT_HERE, **fields})


def fresh(asked):
    return SuperiorRequest.objects.get(pk=asked.pk)


@pytest.fixture
def wangqing(district):
    return district["汪清林院"]


def test_it_goes_to_the_court_above(designation_asked, intermediate, dunhua, wangqing):
    filing = Filing.objects.get()
    assert (designation_asked.court, designation_asked.proposed) == (intermediate, wangqing)
    assert (filing.court, filing.state) == (dunhua, "submitted")


def test_the_court_named_receives_it_and_its_days_begin(
    clock, designation_asked, division, wangqing, dunhua, helong
):
    clock.shift(datetime.timedelta(days=2))
    workflow.designate(designation_asked, by=division, court=wangqing, answer=ORDER)
    filing, asked = Filing.objects.get(), fresh(designation_asked)
    assert (filing.court, filing.transferred_from, filing.state) == (wangqing, dunhua, "submitted")
    assert filing.decide_by == datetime.date(2026, 3, 18)  # seven days after Wednesday the 11th
    assert (asked.state, asked.designated, asked.answered_by) == ("granted", wangqing, division)
    sent, received = Event.objects.about(filing).current().order_by("id")[3:]
    assert (sent.verb, sent.court, sent.process, sent.note) == ("designate", dunhua, "designation", ORDER)
    assert (received.verb, received.court, received.facts["from"]) == ("receive", wangqing, dunhua.pk)
    granted = Event.objects.about(asked).get(verb="grant")
    assert (granted.court, granted.person, granted.note) == (asked.court, division, ORDER)


def test_the_present_court_named_keeps_it_and_its_limit(clock, designation_asked, division, dunhua):
    before = Filing.objects.get()
    workflow.designate(designation_asked, by=division, court=dunhua, answer="由敦化管辖")
    filing = Filing.objects.get()
    assert (filing.court, filing.state_since, filing.decide_by) == (
        dunhua, before.state_since, before.decide_by,
    )  # fmt: skip
    assert Event.objects.about(filing).filter(verb="designate").count() == 0


@pytest.mark.parametrize("named", ["敦化林院", "汪清林院"])
def test_what_was_designated_is_neither_asked_nor_passed_on_again(
    clock, designation_asked, division, district, person_at, helong, named
):
    court = district[named]
    workflow.designate(designation_asked, by=division, court=court, answer=ORDER)
    clock.shift(60)
    there, filing = person_at(court, "filing_judge"), Filing.objects.get()
    with pytest.raises(IllegalTransition, match="指定"):
        ask(filing, there)
    with pytest.raises(IllegalTransition):
        review.transfer(filing, by=there, court=helong, reasons=NOT_HERE)
    assert review.docket(Filing.objects.get(), by=there).court == court


def test_what_is_asked_of_the_highest_court_is_entered_by_its_own_division(
    clock, filing, filing_judge, intermediate, division, person_at, helong
):
    review.transfer(filing, by=filing_judge, court=intermediate, reasons="标的额")
    clock.shift(60)
    asked = ask(Filing.objects.get(), person_at(intermediate, "filing_judge"))
    assert asked.court == intermediate
    workflow.designate(asked, by=division, court=helong, answer="（2026）吉民辖1号")
    assert Filing.objects.get().court == helong


def test_what_was_not_transferred_is_transferred(clock, filing, filing_judge):
    with pytest.raises(IllegalTransition, match="移送"):
        ask(filing, filing_judge)


@pytest.mark.parametrize("state", ["returned", "declined", "withdrawn", "docketed", "in_mediation"])
def test_only_while_it_is_undecided(moved, elsewhere, state):
    Filing.objects.update(state=state)
    with pytest.raises(IllegalTransition):
        ask(Filing.objects.get(), elsewhere.filing_judge)


@pytest.mark.parametrize("reasons", ["", "  \n"])
def test_not_without_reasons(clock, moved, elsewhere, division, wangqing, reasons):
    with pytest.raises(ValidationError):
        ask(moved, elsewhere.filing_judge, reasons=reasons)
    asked = ask(moved, elsewhere.filing_judge)
    with pytest.raises(ValidationError):
        workflow.designate(asked, by=division, court=wangqing, answer=reasons)
    assert fresh(asked).stands and Filing.objects.get().court != wangqing


@pytest.mark.parametrize("who", ["filing_judge", "clerk", "division", "litigant"])
def test_only_the_reviewer_of_the_court_that_has_it_asks(request, moved, who):
    with pytest.raises(PermissionDenied):
        ask(moved, request.getfixturevalue(who))


def test_only_the_division_of_the_court_above_answers(
    designation_asked, filing_judge, duty_leader, elsewhere, administrator, person_at, dunhua, intermediate, wangqing
):  # fmt: skip
    others = [filing_judge, duty_leader, elsewhere.filing_judge, administrator]
    others += [person_at(dunhua, "division"), person_at(intermediate, "filing_judge")]
    for person in others:
        with pytest.raises(PermissionDenied):
            workflow.designate(designation_asked, by=person, court=wangqing, answer=ORDER)
    assert fresh(designation_asked).stands


def test_it_is_never_refused(designation_asked, division):
    assert "refuse" not in workflow.table_of(designation_asked)


def test_what_was_docketed_meanwhile_stays(clock, designation_asked, elsewhere, division, wangqing, dunhua):
    clock.shift(60)
    review.docket(Filing.objects.get(), by=elsewhere.filing_judge)
    with pytest.raises(IllegalTransition, match="敦化filing_judge"):
        workflow.designate(fresh(designation_asked), by=division, court=wangqing, answer=ORDER)
    assert Filing.objects.get().court == dunhua and fresh(designation_asked).is_overtaken


def test_the_slower_of_two_divisions_is_told(
    clock, designation_asked, division, person_at, intermediate, wangqing, helong
):
    same = fresh(designation_asked)
    clock.shift(60)
    workflow.designate(designation_asked, by=division, court=wangqing, answer=ORDER)
    with pytest.raises(IllegalTransition):
        workflow.designate(same, by=person_at(intermediate, "division"), court=helong, answer="由和龙管辖")
    assert Filing.objects.get().court == wangqing


def test_no_figure_counts_the_way(designation_asked, division, wangqing):
    before = Event.objects.order_by("id").last().id
    workflow.designate(designation_asked, by=division, court=wangqing, answer=ORDER)
    kinds = ["notice_request", "designation_request"]
    rows = Event.objects.filter(id__gt=before) | Event.objects.filter(subject_kind__in=kinds)
    assert rows.count() == 4  # asked, granted; designated there, received here
    for indicator in INDICATORS.values():
        hit = indicator.hit() if callable(indicator.hit) else indicator.hit
        assert not rows.filter(indicator.rows).exists(), indicator.code
        assert hit is None or not rows.filter(hit).exists(), indicator.code
