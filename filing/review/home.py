"""Filings on the home page: what waits for clerk and filing judge, and a litigant's own."""

from django.urls import reverse

from filing.intake.models import Filing
from filing.review.elsewhere import late, next_step, with_step
from portal.paging import page_by_key

SHOWN = 5
COUNTED = 1000  # more is said as "more than"


def waiting(request):
    """The desk's first rows by the day they are due, how many there are, and how many are late."""
    filings = Filing.objects.visible_to(request.user).without_passed_on(request.user).on_desk()
    rows = with_step(filings).with_people().order_by("deadline", "pk")[:SHOWN]
    overdue = late(with_step(filings))[:COUNTED].count()
    total = filings[: COUNTED + 1].count()
    return {
        "rows": [_row(filing) for filing in rows],
        "total": min(total, COUNTED),
        "capped": total > COUNTED,
        "late": overdue,
        "url": reverse("filing:desk"),
    }


def own_filings(request):
    """What a litigant filed, newest first and page by page; nothing for visitors and for who has filed nothing."""
    if not request.user.is_authenticated:
        return None
    mine = Filing.objects.filter(filed_by=request.user).with_people()
    page = page_by_key(with_step(mine), request, descending=True)
    for filing in page:
        filing.step = next_step(filing)
    return {"page": page} if page.rows else None


def _row(filing):
    return {
        "url": reverse("filing:detail", args=[filing.pk]),
        "title": filing.heading,
        "reference": filing.reference,
        "due": filing.deadline,
        "state_of": filing,
    }
