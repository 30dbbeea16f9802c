"""Open limits of mediations counted anew by the day table as it stands."""

from django.db.models import Max

from mediation.conciliation.models import Mediation
from portal.calendar.counting import due
from portal.calendar.recounting import move
from portal.calendar.rules import find
from portal.events import court_day

S = Mediation.State


def recount(days):
    """Last days to accept and to end; returns how many moved."""
    rows = Mediation.objects.filter(state__in=(S.OFFERED, S.UNDER_WAY)).annotate(
        agreed=Max("consents__until")
    )
    return sum(_recounted(mediation, days) for mediation in rows.order_by("pk").iterator(500))


def _recounted(mediation, days):
    if mediation.state == S.OFFERED:
        answer = due(find("mediation_acceptance"), court_day(mediation.offered_at), days=days)
        return move(mediation, accept_by=answer.due)
    if mediation.agreed:  # extended: what the parties agreed on, or the first working day after it
        return move(mediation, due_on=days.next_workday(mediation.agreed))
    answer = due(find("mediation_period"), court_day(mediation.accepted_at), days=days)
    return move(mediation, due_on=answer.due)
