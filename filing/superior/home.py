"""Requests that wait for an answer, on the home page of whoever gives it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from filing.superior.models import SuperiorRequest
from portal.queues import queue


def requests_to_answer(request):
    """Nothing where none waits."""
    rows = SuperiorRequest.objects.to_be_answered_by(request.user).with_deadline().with_filing()
    shown = queue(
        rows, row=_row, id="superior-requests", title=_("Requests to answer"), empty="", url=reverse("filing:requests")
    )  # fmt: skip
    return shown if shown["total"] else None


def _row(asked):
    filing = asked.filing
    return {
        "url": reverse("filing:request", args=[asked.pk]),
        "title": filing.heading,
        "reference": f"{filing.event_reference()} {filing.court.brief}",
        "note": asked.get_kind_display(),
        "due": asked.deadline,
    }
