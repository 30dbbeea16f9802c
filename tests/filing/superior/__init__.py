"""Requests to a superior, made by the verbs people use."""

import datetime

from filing.intake.models import Filing
from filing.review import workflow as review
from filing.superior import workflow


def returned_once(filing, *, clerk, judge, clock):
    """The filing as it stands after a first notice and its corrections."""
    review.return_for_correction(filing, by=judge, defects=["claim"], correct_by=datetime.date(2026, 3, 20))
    clock.shift(60)
    review.resubmit(filing, by=clerk)
    clock.shift(60)
    return Filing.objects.get(pk=filing.pk)


def more(filing, **people):
    """One more request for a further notice."""
    filing = returned_once(filing, **people)
    return workflow.ask_for_notice(
        filing, by=people["judge"], defects=["copies"], reason_for_second="补正材料与原件不一致"
    )
