from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from filing.intake.models import Filing
from filing.review import workflow as review
from mediation.conciliation import workflow
from mediation.conciliation.bounds import bound
from mediation.conciliation.filters import MediationFilter
from mediation.conciliation.forms import (
    AgreementForm,
    CandidateForm,
    ConsentForm,
    ExtendForm,
    FailureForm,
    ReferForm,
    SettledForm,
    TurnDownForm,
)  # fmt: skip
from mediation.conciliation.models import Mediation, PartyMediation
from mediation.confirmation.workflow import may_apply
from portal.events import Event
from portal.paging import page_by_day, page_by_key
from portal.people.models import Role
from portal.verb_page import answer, ready
from portal.workflow import allowed, as_seen, may

Ending = Mediation.Ending
FORM = "mediation/conciliation/form.html"


def desk(request):
    """The mediator's own queue, and the court's; by the day the next step is due, ended ones newest first."""
    rows = Mediation.objects.visible_to(request.user).with_deadline().with_people()
    found = MediationFilter(request.GET, rows, request=request)
    if found.only_open:
        page = page_by_day(found.qs, request, "deadline")
    else:
        page = page_by_key(found.qs, request, descending=True)
    return render(request, "mediation/conciliation/desk.html", {"page": page, "filter": found})


def detail(request, pk):
    mediation = _visible(request, pk)
    at_desk = _at_desk(request, mediation)
    context = {
        "mediation": mediation,
        "verbs": allowed(mediation, workflow.TRANSITIONS, request.user),
        "may_refuse": mediation.is_open and mediation.filing.belongs_to(request.user),
        "at_desk": at_desk,
        "sees_filing": Filing.objects.visible_to(request.user).filter(pk=mediation.filing_id).exists(),
        "events": _events(mediation, with_notes=at_desk),
        "may_apply": may_apply(mediation, request.user),
    }
    return render(request, "mediation/conciliation/detail.html", context)


def record(request, pk):
    """The mediation's record and report to the court (在线调解规则 20, 21), for print."""
    mediation = _visible(request, pk)
    context = {"mediation": mediation, "at_desk": _at_desk(request, mediation)}
    return render(request, "mediation/conciliation/record.html", context)


def refer(request, filing_pk):
    filings = Filing.objects.visible_to(request.user).select_related("court").with_parties()
    filing = ready(request, get_object_or_404(filings, pk=filing_pk), review.TRANSITIONS, "refer")
    form = ReferForm(filing, request.POST or None)
    return answer(
        request, form,
        lambda _data: workflow.refer(filing, **form.choice(), consents=form.consents(), by=request.user),
        template="mediation/conciliation/refer.html", then=_page_of, filing=filing,
        bound=bound(filing.case_type),
    )  # fmt: skip


@require_POST
def accept(request, pk):
    workflow.accept(_seen(request, pk), by=request.user)
    return redirect("mediation:detail", pk)


@require_POST
def recall(request, pk):
    mediation = workflow.recall(_seen(request, pk), by=request.user)
    return redirect("filing:detail", mediation.filing_id)


@require_POST
def refuse(request, pk):
    """The litigant's one tap."""
    own = get_object_or_404(
        PartyMediation.objects.visible_to(request.user).select_related("filing__court", "court"), pk=pk
    )
    workflow.refuse(as_seen(own, request.POST.get("seen")), by=request.user)
    return redirect("mediation:detail", pk)


def turn_down(request, pk):
    mediation = _ready(request, pk, "turn_down")
    form = TurnDownForm(request.POST or None)
    return _verb_page(
        request, mediation, "turn_down", form,
        lambda data: workflow.turn_down(mediation, reason=data["reason"], by=request.user),
    )  # fmt: skip


def reassign(request, pk):
    mediation = _ready(request, pk, "reassign")
    form = CandidateForm(mediation.court, request.POST or None)
    return _verb_page(
        request, mediation, "reassign", form,
        lambda _data: workflow.reassign(mediation, **form.choice(), by=request.user),
    )  # fmt: skip


def consent(request, pk):
    mediation = _ready(request, pk, "consent")
    form = ConsentForm(mediation, request.POST or None)
    return _verb_page(
        request, mediation, "consent", form,
        lambda _data: workflow.record_consents(mediation, consents=form.consents(), by=request.user),
    )  # fmt: skip


def extend(request, pk):
    mediation = _ready(request, pk, "extend")
    form = ExtendForm(mediation, request.POST or None)
    return _verb_page(
        request, mediation, "extend", form,
        lambda data: workflow.extend(mediation, until=data["until"], consents=form.consents(), by=request.user),
    )  # fmt: skip


def agree(request, pk):
    mediation = _ready(request, pk, "succeed")
    return _verb_page(
        request, mediation, "agree", AgreementForm(request.POST or None),
        lambda data: workflow.succeed(mediation, ending=Ending.AGREEMENT, by=request.user, **data),
    )  # fmt: skip


def settle(request, pk):
    mediation = _ready(request, pk, "succeed")
    return _verb_page(
        request, mediation, "settle", SettledForm(request.POST or None),
        lambda data: workflow.succeed(mediation, ending=Ending.SETTLED, by=request.user, **data),
    )  # fmt: skip


def fail(request, pk):
    mediation = _ready(request, pk, "fail")
    return _verb_page(
        request, mediation, "fail", FailureForm(request.POST or None),
        lambda data: workflow.fail(mediation, by=request.user, **data),
    )  # fmt: skip


def _visible(request, pk):
    rows = Mediation.objects.visible_to(request.user).with_people()
    return get_object_or_404(rows.prefetch_related("consents__party", "confirmations"), pk=pk)


def _seen(request, pk):
    return as_seen(_visible(request, pk), request.POST.get("seen"))


def _ready(request, pk, verb):
    return ready(request, _visible(request, pk), workflow.TRANSITIONS, verb)


def _at_desk(request, mediation):
    """Whether the reader works on it, rather than being a party to it: then he sees notes and reports."""
    person = request.user
    if mediation.filing.belongs_to(person):
        return False
    serves = mediation.court_id in person.court_ids_as(*(person.roles - {Role.MEDIATOR}))
    return serves or may(mediation, workflow.TRANSITIONS["accept"], person)


def _events(mediation, *, with_notes):
    """What happened, oldest first; notes are between the mediator and the court."""
    events = list(Event.objects.about(mediation).current().select_related("person").order_by("at", "id"))
    if not with_notes:
        for event in events:
            event.note = ""
    return events


def _page_of(mediation):
    return reverse("mediation:detail", args=[mediation.pk])


def _verb_page(request, mediation, verb, form, do):
    return answer(request, form, do, template=FORM, then=_page_of, mediation=mediation, verb=verb)
