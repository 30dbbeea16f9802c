"""One agreement becomes one enforceable paper: the ruling that confirms it, or the mediation paper drawn up of it."""

from django.utils.translation import gettext as _

from filing.intake.models import Filing
from mediation.confirmation.models import Confirmation

S = Confirmation.State


def no_second_paper(filing):
    """Why no mediation paper is drawn up of what mediation settled; None while one may be."""
    if filing.state != Filing.State.SETTLED:
        return None
    states = set(Confirmation.objects.filter(mediation__filing=filing).values_list("state", flat=True))
    if S.CONFIRMED in states:
        return _("The agreement is confirmed and enforceable as it is; no mediation paper is drawn up of it.")
    if states & set(Confirmation.OPEN):
        return _("The parties applied for confirmation of the agreement; the court rules on that first.")
    return None
