"""What waits for the filing division, on the home pages of clerk and filing judge."""

from django.urls import reverse

from filing.intake.models import Filing

SHOWN = 5
COUNTED = 1000  # more is said as "more than"


def waiting(request):
    """The desk's first rows by the day they are due, how many there are, and how many are late."""
    filings = Filing.objects.visible_to(request.user).without_passed_on(request.user).on_desk()
    rows = filings.with_people().with_deadline().order_by("deadline", "pk")[:SHOWN]
    late = filings.overdue()[:COUNTED].count()
    total = filings[: COUNTED + 1].count()
    return {
        "rows": [_row(filing) for filing in rows],
        "total": min(total, COUNTED),
        "capped": total > COUNTED,
        "late": late,
        "url": reverse("filing:desk"),
    }


def _row(filing):
    names = " / ".join(party.name for party in filing.parties.all())
    return {
        "url": reverse("filing:detail", args=[filing.pk]),
        "title": f"{names} {filing.cause_name}",
        "reference": filing.reference,
        "due": filing.next_by,
        "state_of": filing,
    }
