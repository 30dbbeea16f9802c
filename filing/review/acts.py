"""The verbs people do on a page: their forms, their buttons, what the page says before they are done."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from filing.review import clock, forms, workflow
from filing.review.conditions import hindrance
from filing.review.correction_form import CorrectionForm
from portal.calendar.loading import court_days
from portal.events import court_day
from portal.workflow import allowed


@dataclass(frozen=True)
class Act:
    """A verb with a page of its own. `do(filing, by=, **what the form asked)`; `before`: what stands above the form."""

    do: object
    form: type
    explanation: object
    tone: str = "primary"
    before: str = ""
    template: str = "filing/review/act.html"
    label: object = None  # where the word of the table does not say enough


ACTS = {
    "accept": Act(
        workflow.accept, forms.PlainForm,
        _("The filing is complete. It is docketed next, or referred to mediation if the parties agree."),
    ),
    "docket": Act(
        workflow.docket, forms.DocketForm, _("The case takes the next number of its court, type and year."),
        before="filing/track/_suggestion.html",
    ),
    "return": Act(
        workflow.return_for_correction, forms.ReturnForm,
        _("The party receives one written notice with everything that is missing."),
    ),
    "resubmit": Act(
        workflow.resubmit, CorrectionForm,
        _("The corrections are here. The days for the decision begin anew; today is not counted."),
        template="filing/review/resubmit.html",
    ),
    "transfer": Act(
        workflow.transfer, forms.TransferForm,
        _("Handed to the wrong court: that court receives it, and its days for the decision begin; today is not counted."),
        before="filing/jurisdiction/_before_transfer.html",
    ),
    "hand_back": Act(
        workflow.hand_back, forms.PlainForm,
        _("The papers go back to the party, which is put on record. If the party insists on filing, decline it in writing instead."),
    ),
    "decline": Act(
        workflow.decline, forms.DeclineForm,
        _("Only in writing: the party receives a ruling with ground, reasons and what can be done against it."),
        "danger",
    ),
    "withdraw": Act(
        workflow.withdraw, forms.WithdrawForm, _("The party takes the filing back. It can be filed again."), "danger"
    ),
    "close": Act(workflow.close, forms.CloseForm, _("The case has ended.")),
}  # fmt: skip
PAPER = Act(
    workflow.docket, forms.PaperForm,
    _("The court draws up a mediation paper of what was agreed; it is worth as much as a judgment."),
    before="filing/review/_paper_number.html", label=_("Docket to draw up a mediation paper"),
)  # fmt: skip


def act_of(filing, verb):
    """What the verb is for this filing now: of what mediation settled, docketing draws up the paper."""
    if verb == "docket" and workflow.number_type(filing) == workflow.PAPER_AFTER_MEDIATION:
        return PAPER
    return ACTS[verb]


def label_of(filing, verb):
    return (act_of(filing, verb).label if verb in ACTS else None) or workflow.TRANSITIONS[verb].label


@dataclass(frozen=True)
class Button:
    verb: str
    label: object
    url: str
    tone: str


def buttons(filing, person):
    """The verbs this person may do now, in table order, as links to their pages; the first is the likely one.

    Taking a filing back is never what a page leads to.
    """
    shown = []
    for verb in allowed(filing, workflow.TRANSITIONS, person):
        if hindrance(filing, verb, by=person):
            continue
        if verb == "refer":
            url = reverse("mediation:refer", args=[filing.pk])
        elif verb in ACTS:
            url = reverse(f"filing:{verb}", args=[filing.pk])
        else:
            continue
        tone = "" if shown or verb == "withdraw" else "primary"
        shown.append(Button(verb, label_of(filing, verb), url, tone))
    return shown


def preview(filing, verb):
    """What the page can say beforehand: the limit that would start anew. None for other verbs."""
    if verb in ("resubmit", "transfer"):
        return clock.decision_due(filing, court_day(), days=court_days())
    return None
