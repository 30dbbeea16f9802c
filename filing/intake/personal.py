"""Whose personal data parties are: those may ask to see it who may see the filing."""

from filing.intake.models import Filing, Party
from portal.personal import revealing


def register_parties():
    revealing.register(
        "party", _visible_to, ["id_number", "phone", "address"], court_of=lambda party: party.filing.court
    )


def _visible_to(person):
    return Party.objects.filter(filing__in=Filing.objects.visible_to(person)).select_related("filing__court")
