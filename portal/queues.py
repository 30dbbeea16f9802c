"""A desk's first rows for the home page."""

from django.utils import timezone

SHOWN = 5
CAP = 1000  # beyond, "more than": counting on would cost more than it tells


def queue(rows, *, row, **context):
    """The variables of a home panel: the first rows by deadline as `row(subject)`, how many there are, how many late.

    `rows` is a queryset with `deadline`.
    """
    first = [row(subject) for subject in rows.order_by("deadline", "pk")[:SHOWN]]
    total = rows.order_by()[: CAP + 1].count() if len(first) == SHOWN else len(first)
    late = rows.filter(deadline__lt=timezone.localdate()).order_by()[:CAP].count() if first else 0
    return {**context, "rows": first, "total": min(total, CAP), "capped": total > CAP, "late": late}
