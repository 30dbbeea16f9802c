"""How the audit calls mediations and confirmations: by the filing they belong to."""

from filing.intake.belonging import of_filings
from mediation.conciliation.models import Mediation
from mediation.confirmation.models import Confirmation
from portal.audit.subjects import register_subjects


def register_mediations():
    register_subjects("mediation", _teller(Mediation, "filing"))
    register_subjects("confirmation", _teller(Confirmation, "mediation__filing"))


def _teller(model, filing):
    def tell(keys, person):
        return of_filings(dict(model.objects.filter(pk__in=keys).values_list("pk", filing)), person)

    return tell
