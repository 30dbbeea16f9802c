"""Two judges, one filing, at the same moment, on real connections."""

import datetime
import threading

import pytest
from django.db import connection
from django.utils import timezone

from filing.casenumbers.models import CaseNumber
from filing.intake.corrections import Corrections
from filing.intake.models import Filing, Party
from filing.review import workflow
from portal.events import Event
from portal.workflow import IllegalTransition

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Run the deeds on threads that start together; [result or IllegalTransition] in their order."""
    together, outcomes = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(place, deed):
        try:
            together.wait()
            outcomes[place] = deed()
        except IllegalTransition as late:
            outcomes[place] = late
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.fixture
def two_judges(filing_judge, person_at, helong):
    return filing_judge, person_at(helong, "filing_judge", name="南法官")


def test_two_judges_docket_one_filing(receive, two_judges):
    for round_ in range(1, 6):
        filing = receive()
        copies = [Filing.objects.select_related("court").get(pk=filing.pk) for _ in two_judges]
        outcomes = at_once(
            *(
                lambda copy=copy, by=by: workflow.docket(copy, by=by)
                for copy, by in zip(copies, two_judges, strict=True)
            )
        )
        assert sum(isinstance(each, IllegalTransition) for each in outcomes) == 1
        assert Event.objects.about(filing).filter(verb="docket").count() == 1
        serials = list(CaseNumber.objects.order_by("serial").values_list("serial", flat=True))
        assert serials == list(range(1, round_ + 1))


def test_many_filings_at_once_have_numbers_without_gap(receive, filing_judge):
    filings = [Filing.objects.select_related("court").get(pk=receive().pk) for _ in range(8)]
    filing_judge.standing()
    at_once(*(lambda filing=filing: workflow.docket(filing, by=filing_judge) for filing in filings))
    serials = CaseNumber.objects.order_by("serial").values_list("serial", flat=True)
    assert list(serials) == list(range(1, 9))


def test_a_refusal_and_a_docketing_cannot_both_be(receive, two_judges):
    filing = receive()
    docketing, refusing = (Filing.objects.select_related("court").get(pk=filing.pk) for _ in range(2))
    one, other = two_judges
    outcomes = at_once(
        lambda: workflow.docket(docketing, by=one),
        lambda: workflow.decline(refusing, by=other, ground="unlawful", reasons="违法起诉"),
    )
    assert sum(isinstance(each, IllegalTransition) for each in outcomes) == 1
    stored = Filing.objects.get(pk=filing.pk)
    assert hasattr(stored, "refusal") == (stored.state == "declined") == (stored.case_number is None)


def test_a_transfer_and_a_docketing_cannot_both_be(receive, two_judges, dunhua):
    filing = receive()
    docketing, moving = (Filing.objects.select_related("court").get(pk=filing.pk) for _ in range(2))
    one, other = two_judges
    outcomes = at_once(
        lambda: workflow.docket(docketing, by=one),
        lambda: workflow.transfer(moving, by=other, court=dunhua, reasons="被告住所地在敦化"),
    )
    assert sum(isinstance(each, IllegalTransition) for each in outcomes) == 1
    stored = Filing.objects.get(pk=filing.pk)
    assert (stored.court == dunhua) == (stored.case_number is None)
    assert Event.objects.about(filing).filter(verb="receive").count() == (stored.court == dunhua)


def test_two_clerks_receive_corrections_and_one_set_of_parties_stays(receive, two_judges):
    filing = receive()
    soon = timezone.localdate() + datetime.timedelta(days=5)
    workflow.return_for_correction(filing, by=two_judges[0], defects=["claim"], correct_by=soon)

    def correct(by, name):
        mine = Filing.objects.get(pk=filing.pk)
        third = Party(side="third", name=name)
        kept = [(party, ()) for party in mine.parties.all()]
        corrections = Corrections(fields={"claim": name}, parties=(*kept, (third, ("side", "name"))))
        return workflow.resubmit(mine, by=by, corrections=corrections)

    outcomes = at_once(*(lambda by=by: correct(by, by.name) for by in two_judges))
    assert sum(isinstance(each, IllegalTransition) for each in outcomes) == 1
    assert [party.name for party in filing.parties.filter(side="third")] == [Filing.objects.get().claim]
