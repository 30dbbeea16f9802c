"""The two things a reviewer may ask for: their pages, and what the filing's page offers and shows of them."""

from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from filing.review.conditions import was_returned
from filing.review.transitions import UNDECIDED
from filing.superior import forms, workflow
from filing.superior.models import SuperiorRequest
from portal.calendar import law
from portal.calendar.law import Article

Kind = SuperiorRequest.Kind


@dataclass(frozen=True)
class Question:
    """`do(filing, by=, **what the form asked)`; `article`: why it is not the reviewer's own step."""

    route: str
    do: object
    form: type
    label: object
    explanation: object
    article: Article


QUESTIONS = {
    Kind.NOTICE: Question(
        "filing:ask_notice", workflow.ask_for_notice, forms.NoticeRequestForm, _("Ask for a further notice"),
        _("Everything had to be said in the first notice. A further one is for the duty leader of this court to give."),
        Article(law.FILING, "7"),
    ),
    Kind.DESIGNATION: Question(
        "filing:ask_designation", workflow.ask_for_designation, forms.DesignationRequestForm,
        _("Ask for designation of the court"),
        _("What was transferred here is not passed on again. The court above says which court has jurisdiction."),
        Article(law.CIVIL_PROCEDURE, "37"),
    ),
}  # fmt: skip


def requests_of(request, filing):
    """What was asked about the filing, and what this reader may ask now; None for others than staff, and where
    neither is."""
    if not request.user.is_staff or not (filing.transferred_from_id or was_returned(filing)):
        return None
    rows = SuperiorRequest.objects.select_related("asked_by", "designated")
    prefetch_related_objects([filing], Prefetch("superior_requests", rows))  # once for both
    asked = list(filing.superior_requests.all())
    offered = [
        {"label": question.label, "url": reverse(question.route, args=[filing.pk])}
        for kind, question in QUESTIONS.items()
        if filing.state in UNDECIDED and workflow.hindrance(filing, kind, by=request.user) is None
    ]
    return {"requests": asked, "offered": offered} if asked or offered else None
