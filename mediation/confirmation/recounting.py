"""Open limits of applications for confirmation counted anew by the day table as it stands."""

from mediation.conciliation.workflow import last_day
from mediation.confirmation.models import Confirmation
from portal.calendar.counting import due
from portal.calendar.recounting import move
from portal.calendar.rules import find

S = Confirmation.State


def recount(days):
    """Last days to accept and to rule; returns how many moved."""
    return sum(_recounted(one, days) for one in Confirmation.objects.awaiting_decision().iterator(500))


def _recounted(confirmation, days):
    if confirmation.state == S.ACCEPTED:
        accepted = confirmation.state_since
        return move(
            confirmation,
            warn_on=last_day("confirmation_decision", accepted, days=days),
            decide_by=last_day("confirmation_special_procedure", accepted, days=days),
        )
    if confirmation.accept_by == confirmation.applied_on:  # all were present: at once
        return 0
    answer = due(find("confirmation_acceptance"), confirmation.applied_on, days=days)
    return move(confirmation, accept_by=answer.due)
