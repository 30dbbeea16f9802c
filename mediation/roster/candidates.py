"""Whom a court can offer a mediation to, the least busy first."""

from dataclasses import dataclass

from mediation.roster.models import MediationOrganisation, Mediator


@dataclass(frozen=True)
class Candidate:
    """An organisation or a mediator of the roster; `load` is what is open there, at whatever court."""

    one: MediationOrganisation | Mediator
    load: int

    @property
    def key(self):
        return f"{self.one._meta.model_name}-{self.one.pk}"

    @property
    def choice(self):
        """As the verbs take it."""
        return {"mediator": self.one} if isinstance(self.one, Mediator) else {"organisation": self.one}


def candidates(court):
    """All who serve the court, by load and then by name."""
    organisations = MediationOrganisation.objects.serving(court).with_load()
    mediators = Mediator.objects.serving(court).with_load().select_related("organisation")
    found = [Candidate(one, one.load) for one in (*organisations, *mediators)]
    return sorted(found, key=lambda candidate: (candidate.load, candidate.one.name))
