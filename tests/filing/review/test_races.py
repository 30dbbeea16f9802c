"""Two judges, one filing, at the same moment, on real connections."""

import threading

import pytest
from django.db import connection

from filing.casenumbers.models import CaseNumber
from filing.intake.models import Filing
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
