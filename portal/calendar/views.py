"""The public page of time limits."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.calendar.forms import QuestionForm
from portal.calendar.ics import as_ics
from portal.calendar.loading import court_days
from portal.calendar.rules import UnknownLimit, find
from portal.people.access import public


@public
@require_safe
def limits(request):
    """A question in the address and its answer below the form; without a start the form alone."""
    if "start" not in request.GET:
        return render(
            request, "portal/calendar/limits.html", {"form": QuestionForm(initial=_initial(request))}
        )
    form = QuestionForm(request.GET)
    if not form.is_valid():
        return render(request, "portal/calendar/limits.html", {"form": form}, status=400)
    context = {
        "form": form.once_more(),
        "answer": form.answer(court_days()),
        "limit": form.cleaned_data["limit"],
    }
    return render(request, "portal/calendar/limits.html", context)


@public
@require_safe
def ics(request):
    """The answer for the reader's own calendar; a question that cannot be answered goes back to the page."""
    form = QuestionForm(request.GET)
    if not form.is_valid():
        return redirect(f"{reverse('calendar:limits')}?{request.GET.urlencode()}")
    answer = form.answer(court_days())
    if answer.due is None:
        raise Http404(_("This rule has no due date."))
    content = as_ics(answer, str(form.cleaned_data["limit"].name), now=timezone.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{answer.due:%Y-%m-%d}.ics"'
    return response


def _initial(request):
    """What a link may choose beforehand: the rule."""
    code = request.GET.get("rule", "")
    try:
        find(code)
    except UnknownLimit:
        code = ""
    return {"rule": code, "start": timezone.localdate().isoformat()}
