"""Gathers the rooms' models."""

from mediation.conciliation.models import Consent, Mediation, PartyMediation
from mediation.confirmation.models import Confirmation
from mediation.roster.models import MediationOrganisation, Mediator

__all__ = ["Confirmation", "Consent", "Mediation", "MediationOrganisation", "Mediator", "PartyMediation"]
