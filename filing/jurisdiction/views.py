from django.shortcuts import render

from filing.jurisdiction.forms import WhichCourtForm
from portal.courts.models import Court
from portal.people.access import public


@public
def which_court(request):
    """Which court and which procedure; the address holds question and answer."""
    form = WhichCourtForm(request.GET if "cause" in request.GET else None)
    context = {"form": form}
    if form.is_valid():
        suggestion = form.court()
        named = Court.objects.filter(short_name__in=suggestion.courts).select_related("superior")
        courts = {court.short_name: court for court in named}
        context |= {
            "cause": form.cause,
            "others": form.others,
            "suggestion": suggestion,
            "level": Court.Level(suggestion.level).label if suggestion.level in Court.Level.values else "",
            "courts": [courts[name] for name in suggestion.courts if name in courts],
            "track": form.track(),
        }
    return render(
        request, "filing/jurisdiction/which_court.html", context, status=400 if form.errors else 200
    )
