"""How the audit calls filings and their parties: by the filing's number, linked where the reader may see it."""

from django.urls import reverse

from filing.intake.models import Filing, Party
from filing.superior.models import EVENT_KINDS, SuperiorRequest
from portal.audit.subjects import Belonging, register_subjects


def register_filings():
    register_subjects("filing", lambda keys, person: of_filings(dict(zip(keys, keys, strict=True)), person))
    register_subjects("party", _of_parties)
    for kind in EVENT_KINDS.values():
        register_subjects(kind, _of_requests)


def of_filings(filings, person):
    """{key: Belonging} for {key: filing's key}; two statements."""
    keys = set(filings.values())
    found = Filing.objects.select_related("case_number__court").in_bulk(keys)
    open_to = set(Filing.objects.visible_to(person).filter(pk__in=keys).values_list("pk", flat=True))
    return {
        key: Belonging(
            found[pk].event_reference(), reverse("filing:detail", args=[pk]) if pk in open_to else ""
        )
        for key, pk in filings.items()
        if pk in found
    }


def _of_requests(keys, person):
    return of_filings(dict(SuperiorRequest.objects.filter(pk__in=keys).values_list("pk", "filing")), person)


def _of_parties(keys, person):
    return of_filings(dict(Party.objects.filter(pk__in=keys).values_list("pk", "filing")), person)
