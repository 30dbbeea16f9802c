"""Open limits of mediations counted anew by the day table as it stands."""

from django.db.models import Max

from mediation.conciliation.models import Mediation
from mediation.conciliation.workflow import last_day
from portal.calendar.recounting import move

S = Mediation.State


def recount(days):
    """Last days to accept and to end; returns how many moved."""
    rows = Mediation.objects.filter(state__in=(S.OFFERED, S.UNDER_WAY)).annotate(
        agreed=Max("consents__until")
    )
    return sum(_recounted(mediation, days) for mediation in rows.order_by("pk").iterator(500))


def _recounted(mediation, days):
    if mediation.state == S.OFFERED:
        return move(mediation, accept_by=last_day("mediation_acceptance", mediation.offered_at, days=days))
    if mediation.agreed:  # extended: what the parties agreed on, or the first working day after it
        return move(mediation, due_on=days.next_workday(mediation.agreed))
    return move(mediation, due_on=last_day("mediation_period", mediation.accepted_at, days=days))
