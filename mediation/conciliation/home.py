"""Mediations on other pages: on the home page what somebody has to do, on a filing's page what became of it."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mediation.conciliation.models import Mediation
from mediation.queues import queue


def own_mediations(request):
    return _queue(
        request, Q(), id="mediations", title=_("Your mediations"), empty=_("Nothing is waiting."),
        url=reverse("mediation:desk"),
    )  # fmt: skip


def untaken_mediations(request):
    """Turned down, or not accepted in time: to be offered to somebody else."""
    silent = Q(state=Mediation.State.OFFERED, accept_by__lt=timezone.localdate())
    return _queue(
        request, silent | Q(state=Mediation.State.TURNED_DOWN), id="untaken",
        title=_("To be offered to another mediator"), empty=_("Every offer found somebody."),
        url=reverse("mediation:desk") + "?state=turned_down",
    )  # fmt: skip


def mediations_of(request, filing):
    """The filing's mediations the reader may see, newest first."""
    rows = Mediation.objects.visible_to(request.user).filter(filing=filing).order_by("-pk")
    found = list(
        rows.select_related("organisation", "mediator__organisation", "confirmation__case_number__court")
    )
    return {"mediations": found} if found else None


def _queue(request, condition, **context):
    rows = Mediation.objects.visible_to(request.user).open().filter(condition).with_deadline().with_people()
    return queue(rows, row=_row, **context)


def _row(mediation):
    return {
        "url": reverse("mediation:detail", args=[mediation.pk]),
        "title": "、".join(party.name for party in mediation.filing.parties.all()),
        "reference": f"{mediation.filing.reference} {mediation.filing.cause_name}",
        "due": mediation.next_by,
        "state_of": mediation,
    }
