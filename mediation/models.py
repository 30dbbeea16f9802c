"""Gathers the rooms' models."""

from mediation.conciliation.models import Consent, Mediation
from mediation.confirmation.models import Confirmation
from mediation.roster.models import MediationOrganisation, Mediator

__all__ = ["Confirmation", "Consent", "MediationOrganisation", "Mediation", "Mediator"]
