from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from filing.intake import duplicates, workflow
from filing.intake.entry import COUNTER_ROLES, Entry
from filing.intake.forms import SoughtCause
from filing.intake.models import Filing
from filing.jurisdiction.advice import advise
from filing.review.clock import decision_due
from filing.review.grounds import ADMINISTRATIVE, ENFORCEMENT
from filing.review.timeline import as_received
from portal.calendar.loading import court_days
from portal.events import court_day
from portal.people.access import role_required


@role_required(*COUNTER_ROLES)
def enter(request):
    """Receive a dispute at the counter. What speaks against it is shown once; "enter it all the same" goes on."""
    entry = Entry(request.user, request.POST if request.method == "POST" else None)
    context = {"entry": entry}
    if entry.is_valid():
        filing, parties = entry.form.filing(), entry.parties.parties()
        context |= _doubts(filing, parties, request.user)
        if "anyway" in request.POST or not any(context[name] for name in ("alike", "advice")):
            entered = workflow.enter(filing, by=request.user, parties=parties)
            if entered is not filing:
                messages.info(request, _("This form was entered before. Later changes to it were not saved."))
            return redirect("filing:receipt", entered.pk)
    return render(request, "filing/intake/enter.html", context, status=422 if entry.errors else 200)


@require_safe
def cause_hits(request):
    """Suggestions while the cause is typed, also for a party that corrects its own filing."""
    return render(request, "filing/intake/_cause_hits.html", {"hits": SoughtCause(request.GET).hits})


@require_safe
def receipt(request, pk):
    """The written receipt 书面凭证 (立案规定 2): what was received when, until when it is decided, and why then."""
    filing = get_object_or_404(Filing.objects.visible_to(request.user).with_people(), pk=pk)
    received, corrected_at = as_received(filing)
    limit = decision_due(received, court_day(filing.received_at), days=court_days())
    context = {
        "filing": filing,
        "received": received,
        "limit": limit,
        "anew": filing.decide_by
        if filing.state in Filing.TO_DECIDE and filing.decide_by != limit.due
        else None,
        "corrected_at": corrected_at,
        "court": received.court,
        "mediable": filing.case_type not in (ADMINISTRATIVE, ENFORCEMENT),
        "at_counter": request.user.roles & set(COUNTER_ROLES),
    }
    return render(request, "filing/intake/receipt.html", context)


def _doubts(filing, parties, person):
    """Filings like this one, and the court the rules name if it is none of this level."""
    advice = advise(filing)
    return {
        "alike": duplicates.alike(filing, parties, seen_by=person),
        "advice": advice if advice and advice.level else None,
    }
