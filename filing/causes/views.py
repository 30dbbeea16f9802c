from django.http import Http404
from django.shortcuts import render

from filing import causes
from filing.causes.forms import FinderForm
from filing.causes.holdings import held
from portal.people.access import public


@public
def finder(request):
    """Find a cause by words, or walk the list from the top; the address holds both."""
    form = FinderForm(request.GET)
    context = {"form": form}
    if form.is_valid():
        edition = form.edition
        context |= {
            "edition": edition,
            "ends": held().ends(edition),
            "asked": form.cleaned_data["q"],
            "found": [(cause, how, edition.path(cause)[:-1]) for cause, how in form.found()],
            "roots": edition.children[""],
        }
    return render(request, "filing/causes/finder.html", context, status=400 if form.errors else 200)


@public
def cause_detail(request, version, code):
    """One cause: where it stands, what stands under it, what it was before and became after."""
    cause = causes.find(version, code)
    if cause is None:
        raise Http404
    edition = causes.list(version)
    context = {
        "cause": cause,
        "edition": edition,
        "ends": held().ends(edition),
        "above": edition.path(cause)[:-1],
        "children": edition.children.get(code, ()),
        "succession": causes.successor(cause),
        "origins": held().origins(cause),
    }
    return render(request, "filing/causes/cause.html", context)
