from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from filing.casenumbers.models import CaseNumber
from mediation.conciliation.models import Mediation


class ConfirmationQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(mediation__in=Mediation.objects.visible_to(person))


class Confirmation(models.Model):
    """Judicial confirmation 司法确认 of a mediation agreement; free of charge."""

    event_kind = "confirmation"

    class State(models.TextChoices):
        APPLIED = "applied", _("Applied for")
        ACCEPTED = "accepted", _("Accepted")
        CONFIRMED = "confirmed", _("Confirmed")
        NOT_ACCEPTED = "not_accepted", _("Not accepted")
        DISMISSED = "dismissed", _("Dismissed")

    mediation = models.OneToOneField(Mediation, models.PROTECT, related_name="confirmation")
    court = models.ForeignKey("portal.Court", models.PROTECT, related_name="confirmations", verbose_name=_("Court"))
    applied_on = models.DateField(_("Applied on"), default=timezone.localdate)
    accept_by = models.DateField(_("Decide on acceptance by"), null=True)
    decide_by = models.DateField(_("Decide by"), null=True, blank=True)
    ground = models.CharField(_("Ground"), max_length=40, blank=True)
    case_number = models.OneToOneField(
        CaseNumber, models.PROTECT, null=True, blank=True, related_name="confirmation", verbose_name=_("Case number")
    )
    state = models.CharField(_("State"), max_length=16, choices=State, default=State.APPLIED)
    state_since = models.DateTimeField(default=timezone.now)

    objects = ConfirmationQuerySet.as_manager()

    def __str__(self):
        return self.event_reference()

    def belongs_to(self, person):
        return self.mediation.belongs_to(person)

    def event_reference(self):
        return str(self.case_number) if self.case_number_id else self.mediation.filing.reference

    def event_facts(self):
        return {**self.mediation.event_facts(), "mediation": self.mediation_id}
