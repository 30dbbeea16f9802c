"""Mediations on other pages: on the home page what somebody has to do, on a filing's page what became of it."""

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from filing.review.elsewhere import Room
from mediation.conciliation.filters import untaken
from mediation.conciliation.models import Mediation
from portal.queues import queue

S = Mediation.State


def own_mediations(request):
    return _queue(
        _open(request), id="mediations", title=_("Your mediations"), empty=_("Nothing is waiting."),
        url=reverse("mediation:desk"),
    )  # fmt: skip


def untaken_mediations(request):
    """Turned down, or not accepted in time: to be offered to somebody else."""
    return _queue(
        untaken(_open(request)), id="untaken", title=_("To be offered to another mediator"),
        empty=_("Every offer found somebody."), url=reverse("mediation:desk") + "?untaken=on",
    )  # fmt: skip


def late_mediations(request):
    """Under way past their last day; nothing where none is."""
    shown = _queue(
        _open(request).filter(state=S.UNDER_WAY, due_on__lt=timezone.localdate()), id="late-mediations",
        title=_("Mediations past their last day"), empty="",
        url=reverse("mediation:desk") + f"?state={S.UNDER_WAY}&late=on",
    )  # fmt: skip
    return shown if shown["total"] else None


def mediations_of(request, filing):
    """The filing's mediations the reader may see, newest first."""
    rows = Mediation.objects.visible_to(request.user).filter(filing=filing).order_by("-pk")
    people = rows.select_related("organisation", "mediator__organisation")
    found = list(people.prefetch_related("confirmations"))
    return {"mediations": found} if found else None


def _of_filing():
    """The open mediation of the filing OuterRef("pk"); there is one at most."""
    return Mediation.objects.filter(filing=OuterRef("pk")).open()


def _told(state, last_day):
    """What comes next for a filing in mediation, and who has it; an offer nobody took up in time is the court's."""
    silent = state == S.OFFERED and last_day < timezone.localdate()
    if silent or state == S.TURNED_DOWN:
        return _("It is offered to another mediator"), _("The filing division")
    step = _("A mediator accepts it") if state == S.OFFERED else _("Mediation comes to its end")
    return step, _("The mediator")


# What the pages of filings ask while a filing is here.
MEDIATION = Room(
    day=lambda: Subquery(_of_filing().with_deadline().values("deadline")),
    state=lambda: Subquery(_of_filing().values("state")),
    told=_told,
)


def _open(request):
    return Mediation.objects.visible_to(request.user).open()


def _queue(rows, **context):
    return queue(rows.with_deadline().with_people(), row=_row, **context)


def _row(mediation):
    return {
        "url": reverse("mediation:detail", args=[mediation.pk]),
        "title": "、".join(party.name for party in mediation.filing.parties.all()),
        "reference": f"{mediation.filing.reference} {mediation.filing.cause_name}",
        "due": mediation.next_by,
        "state_of": mediation,
    }
