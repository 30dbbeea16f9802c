"""Applications for confirmation on the judge's home page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mediation.confirmation.models import Confirmation
from portal.queues import queue


def confirmations_to_decide(request):
    rows = Confirmation.objects.visible_to(request.user).awaiting_decision().with_deadline().with_case()
    return queue(
        rows, row=_row, id="confirmations", title=_("Confirmations to decide"), empty=_("Nothing is waiting."),
        url=reverse("confirmation:desk"),
    )  # fmt: skip


def _row(confirmation):
    return {
        "url": reverse("confirmation:detail", args=[confirmation.pk]),
        "title": "、".join(party.name for party in confirmation.applicants.all()),
        "reference": f"{confirmation} {confirmation.mediation.filing.cause_name}",
        "due": confirmation.next_by,
        "state_of": confirmation,
    }
