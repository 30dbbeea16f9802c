from django.shortcuts import render

from filing.casenumbers.forms import ReaderForm
from filing.casenumbers.types import types
from filing.casenumbers.words import KINDS
from portal.courts.models import Court
from portal.people.access import public


@public
def reader(request):
    """What a case number says; the address holds the number. Without one, the empty page."""
    form = ReaderForm(request.GET if request.GET.get("text", "").strip() else None)
    context = {"form": form, "types": list(types().values())}
    if form.is_valid():
        parts = form.parts
        context |= {
            "parts": parts,
            "kind": KINDS[parts.court_kind],
            "court": Court.objects.named(parts.court_code).first(),
        }
    return render(request, "filing/casenumbers/reader.html", context, status=400 if form.errors else 200)
