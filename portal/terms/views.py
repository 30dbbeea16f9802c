from django.shortcuts import render

from portal.people.access import public
from portal.terms.words import terms


@public
def glossary(request):
    """Every word with what it means; also where a word leads without JavaScript."""
    return render(request, "portal/terms/list.html", {"terms": terms().values()})
