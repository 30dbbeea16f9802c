"""What needs a person: the red list, mediations near their limit, and how much is late at which court."""
# ruff: noqa: S608 - only compiled querysets are put together; values travel as parameters

from collections import Counter, namedtuple
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from filing.intake.models import Filing
from mediation.conciliation.models import Mediation
from metrics.rollup.models import Run
from portal.fetching import compiled, fetched

SHOWN = 5  # of each list

Due = namedtuple("Due", "url due reference court what")  # one line of a list; `court` is a Court


@dataclass(frozen=True)
class Waiting:
    """Each list short and due first; `late`: {court id: filings undecided and mediations unended past their last day}."""

    filings: list
    mediations: list
    late: Counter


def waiting(choice):
    """The Waiting of a choice, in one statement. All of it lies at courts whose figures the reader may read."""
    courts = {court.pk: court for court in choice.courts}
    scope, today = tuple(choice.scope), timezone.localdate()
    parts = [
        _listed("filing", compiled(_overdue_filings, scope, today)),
        _listed("mediation", compiled(_mediations_under_way, scope)),
        _counted(compiled(_late_by_court, Filing, tuple(courts), today)),
        _counted(compiled(_late_by_court, Mediation, tuple(courts), today)),
    ]
    found = {"filing": [], "mediation": [], "late": []}
    for kind, *row in fetched(
        " UNION ALL ".join(sql for sql, _params in parts),
        [value for _sql, params in parts for value in params],
    ):
        found[kind].append(row)
    late = Counter()
    for court, number, *_nothing in found["late"]:
        late[court] += number
    return Waiting(
        filings=_lines(found["filing"], "filing:detail", courts),
        mediations=_lines(found["mediation"], "mediation:detail", courts),
        late=late,
    )


def failed_runs():
    """The last runs that failed, for those who can do something about it."""
    return Run.objects.raw(*compiled(_failed_runs))


def _failed_runs():
    return Run.objects.filter(outcome=Run.Outcome.FAILED).order_by("-day")[:SHOWN]


def _listed(kind, statement):
    sql, params = statement
    return f"SELECT '{kind}', * FROM ({sql}) AS {kind}", params


def _counted(statement):
    """{court: number} in the columns of a list."""
    sql, params = statement
    return f"SELECT 'late', court, late, NULL, NULL, NULL FROM ({sql}) AS counted", params


def _overdue_filings(scope, today):
    rows = Filing.objects.filter(court__in=scope).overdue(today)
    return _due_first(rows, "decide_by", "reference", "cause_name")


def _mediations_under_way(scope):
    rows = Mediation.objects.filter(court__in=scope, state=Mediation.State.UNDER_WAY, due_on__isnull=False)
    return _due_first(rows, "due_on", "filing__reference", "mediator__name")


def _due_first(rows, due, reference, what):
    return rows.order_by(due, "pk").values_list("pk", "court", due, reference, what)[:SHOWN]


def _late_by_court(model, courts, today):
    rows = model.objects.filter(court__in=courts).overdue(today)
    return rows.order_by().values_list("court").annotate(late=Count("pk"))


def _lines(rows, route, courts):
    """Due first: a UNION promises no order."""
    return [
        Due(reverse(route, args=[pk]), due, reference, courts[court], what)
        for pk, court, due, reference, what in sorted(rows, key=lambda row: (row[2], row[0]))
    ]
