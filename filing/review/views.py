from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from filing.intake import duplicates
from filing.intake.models import Filing
from filing.jurisdiction.advice import advise
from filing.review import acts, workflow
from filing.review.conditions import check, waits_for_leader
from filing.review.defects import named
from filing.review.elsewhere import next_step, with_step
from filing.review.filters import FilingFilter
from filing.review.grounds import GROUNDS
from filing.review.models import CorrectionNotice
from filing.review.rulings import wording
from filing.review.timeline import court_then, timeline
from portal.calendar.law import Citation
from portal.events import court_day
from portal.paging import page_by_day, page_by_key
from portal.people.access import staff_required
from portal.people.models import Role
from portal.verb_page import answer, ready

COUNTER = frozenset({Role.CLERK, Role.FILING_JUDGE})
OPEN = workflow.UNDECIDED | {Filing.State.RETURNED}


@require_safe
@staff_required
def desk(request):
    """What waits for the filing division, by the day it is due; everything else newest first."""
    found = FilingFilter(
        request.GET, with_step(Filing.objects.visible_to(request.user).with_people()), request=request
    )
    if found.asks("state", "q"):
        page = page_by_key(found.qs, request, descending=True)
    else:
        rows = (found.qs if found.asks("late") else found.qs.on_desk()).without_passed_on(request.user)
        page = page_by_day(rows, request, "deadline")
    return render(
        request,
        "filing/review/desk.html",
        {"page": page, "filter": found, "at_counter": request.user.roles & COUNTER},
    )


@require_safe
def detail(request, pk):
    """The whole filing; for htmx the short form that stands beside the desk."""
    filing = _visible(request, pk)
    notices = Prefetch("notices", CorrectionNotice.objects.select_related("issued_by"))
    prefetch_related_objects([filing], notices)  # once for the buttons and for what is shown
    context = {"filing": filing, "verbs": acts.buttons(filing, request.user), "step": next_step(filing)}
    if filing.state in workflow.UNDECIDED:
        context["waits_for_leader"] = waits_for_leader(filing, request.user)
    if request.htmx:
        return render(request, "filing/review/_item.html", context)
    context["events"] = timeline(filing)
    context["notices"] = [(notice, named(notice.defects)) for notice in filing.notices.all()]
    if request.user.is_staff:
        context["alike"] = duplicates.alike(filing, filing.parties.all(), seen_by=request.user)
        context["advice"] = advise(filing) if filing.state in OPEN else None
        context["passed_on"] = _passed_on(filing, request.user)
    return render(request, "filing/review/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def act(request, pk, verb):
    """The small page of one verb: what it asks, and the deed."""
    filing = ready(request, _visible(request, pk), workflow.TRANSITIONS, verb)
    check(filing, verb, by=request.user)
    known = acts.act_of(filing, verb)
    return answer(
        request,
        known.form(filing, request.POST if request.method == "POST" else None),
        lambda data: known.do(filing, by=request.user, **data),
        template=known.template,
        then=reverse("filing:ruling" if verb == "decline" else "filing:detail", args=[pk]),
        filing=filing, label=acts.label_of(filing, verb), act=known, preview=acts.preview(filing, verb),
    )  # fmt: skip


@require_safe
def ruling(request, pk):
    """The written refusal (立案规定 9) for print."""
    filing = _visible(request, pk)
    refusal = getattr(filing, "refusal", None)
    if refusal is None:
        raise Http404
    on, words = court_day(refusal.issued_at), wording(filing.case_type)
    ground = GROUNDS[refusal.ground]
    context = {
        "filing": filing, "refusal": refusal, "ground": ground, "article": ground.cite(on),
        "wording": words, "remedy_articles": Citation(words.articles, on),
    }  # fmt: skip
    return render(request, "filing/review/ruling.html", context)


@require_safe
def notice(request, pk, number):
    """One correction notice (立案规定 7) for print, counted from 1."""
    filing = _visible(request, pk)
    notices = list(filing.notices.all())
    if not 1 <= number <= len(notices):
        raise Http404
    shown = notices[number - 1]
    context = {"filing": filing, "notice": shown, "defects": named(shown.defects), "number": number}
    context["court"] = court_then(filing, shown.issued_at)
    return render(request, "filing/review/notice.html", context)


def _visible(request, pk):
    return get_object_or_404(with_step(Filing.objects.visible_to(request.user).with_people()), pk=pk)


def _passed_on(filing, person):
    """Whether the person sees it only because his court passed it on."""
    here = {filing.court_id, filing.assisting_court_id} & person.court_ids()
    return not here and filing.transferred_from_id in person.court_ids()
