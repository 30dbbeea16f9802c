from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from filing.intake.models import Filing
from filing.review.defects import named
from filing.review.elsewhere import with_step
from filing.review.forms import ReturnForm
from filing.superior import forms, workflow
from filing.superior.asking import QUESTIONS
from filing.superior.filters import SuperiorRequestFilter
from filing.superior.models import SuperiorRequest
from portal.events import Event, court_day
from portal.paging import page_by_day, page_by_key
from portal.people.access import staff_required
from portal.verb_page import answer, ready
from portal.workflow import allowed, as_seen, too_late

Kind = SuperiorRequest.Kind


@require_safe
@staff_required
def desk(request):
    """What waits for its answer, by the day the filing is due; what was answered newest first."""
    rows = SuperiorRequest.objects.visible_to(request.user).with_deadline().with_filing()
    found = SuperiorRequestFilter(request.GET, rows, request=request)
    if found.only_standing:
        page = page_by_day(found.qs, request, "deadline")
    else:
        page = page_by_key(found.qs, request, descending=True)
    return render(request, "filing/superior/desk.html", {"page": page, "filter": found})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def ask(request, pk, kind):
    """The page on which a reviewer asks for it."""
    filing = get_object_or_404(with_step(Filing.objects.visible_to(request.user).with_people()), pk=pk)
    as_seen(filing, request.POST.get("seen"))
    if found := workflow.hindrance(filing, kind, by=request.user):
        raise found
    question = QUESTIONS[kind]
    return answer(
        request,
        question.form(filing, request.POST if request.method == "POST" else None),
        lambda data: question.do(filing, by=request.user, **data),
        template="filing/superior/ask.html",
        then=reverse("filing:detail", args=[pk]),
        filing=filing, question=question, article=question.article.cite(court_day()),
    )  # fmt: skip


@require_safe
@staff_required
def detail(request, pk):
    asked = _visible(request, pk)
    context = {
        "asked": asked,
        "defects": named(asked.defects),
        "verbs": allowed(asked, workflow.table_of(asked), request.user) if asked.stands else [],
        "events": Event.objects.about(asked).current().select_related("person").order_by("at", "id"),
    }
    return render(request, "filing/superior/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def give_notice(request, pk):
    asked = _ready(request, pk, Kind.NOTICE, "grant")
    initial = {"defects": asked.defects, "remarks": asked.remarks, "reason_for_second": asked.reasons}
    return _answered(request, asked, "grant", ReturnForm, workflow.give_notice, initial=initial)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def refuse(request, pk):
    asked = _ready(request, pk, Kind.NOTICE, "refuse")
    return _answered(request, asked, "refuse", forms.RefusalForm, workflow.refuse)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def designate(request, pk):
    asked = _ready(request, pk, Kind.DESIGNATION, "grant")
    initial = {"court": asked.proposed_id}
    return _answered(request, asked, "grant", forms.DesignationForm, workflow.designate, initial=initial)


def _answered(request, asked, verb, form_class, do, **options):
    return answer(
        request,
        form_class(asked.filing, request.POST if request.method == "POST" else None, **options),
        lambda data: do(asked, by=request.user, **data),
        template="filing/superior/answer.html",
        then=reverse("filing:request", args=[asked.pk]),
        asked=asked, verb=verb, label=workflow.table_of(asked)[verb].label, defects=named(asked.defects),
    )  # fmt: skip


def _visible(request, pk):
    return get_object_or_404(SuperiorRequest.objects.visible_to(request.user).with_filing(), pk=pk)


def _ready(request, pk, kind, verb):
    asked = _visible(request, pk)
    if asked.kind != kind:
        raise Http404
    ready(request, asked, workflow.table_of(asked), verb)
    if asked.is_overtaken:
        raise too_late(asked.filing)
    return asked
