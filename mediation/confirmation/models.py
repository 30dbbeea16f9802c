from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filing.casenumbers.models import CaseNumber
from filing.intake.models import Party
from mediation.conciliation.models import Mediation
from mediation.confirmation.grounds import REFUSED, WITHDRAWN


class ConfirmationQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(mediation__in=Mediation.objects.visible_to(person).values("pk"))

    def awaiting_decision(self):
        return self.filter(state__in=Confirmation.OPEN)

    def standing(self):
        """Without those that were taken back: of an agreement there is one at most."""
        return self.exclude(state=Confirmation.State.WITHDRAWN)

    def with_case(self):
        """With whatever a row of a list or the page says about it."""
        return self.select_related(
            "mediation__filing__case_number", "mediation__mediator", "mediation__organisation", "court",
            "case_number__court", "ruled_by",
        ).prefetch_related("mediation__filing__parties", "applicants")  # fmt: skip

    def with_deadline(self):
        """`deadline`: the last day to decide on acceptance, then the last day to rule."""
        return self.annotate(deadline=Coalesce("decide_by", "accept_by"))


class Confirmation(models.Model):
    """Judicial confirmation 司法确认 of a mediation agreement; free of charge."""

    event_kind = "confirmation"

    class State(models.TextChoices):
        APPLIED = "applied", _("Applied for")
        ACCEPTED = "accepted", pgettext_lazy("application", "Accepted")
        CONFIRMED = "confirmed", _("Confirmed")
        NOT_ACCEPTED = "not_accepted", _("Not accepted")
        DISMISSED = "dismissed", _("Dismissed")
        WITHDRAWN = "withdrawn", pgettext_lazy("application", "Withdrawn")

    OPEN = (State.APPLIED, State.ACCEPTED)

    mediation = models.ForeignKey(Mediation, models.PROTECT, related_name="confirmations")
    court = models.ForeignKey(
        "portal.Court", models.PROTECT, related_name="confirmations", verbose_name=_("Court")
    )
    applied_on = models.DateField(_("Applied on"), default=timezone.localdate)
    applicants = models.ManyToManyField(Party, related_name="confirmations", verbose_name=_("Applicants"))
    accept_by = models.DateField(_("Decide on acceptance by"), null=True)
    decide_by = models.DateField(_("Decide by"), null=True, blank=True)
    warn_on = models.DateField(_("Better decided by"), null=True, blank=True)
    ground = models.CharField(_("Ground"), max_length=40, choices=REFUSED + WITHDRAWN, blank=True)
    reasons = models.TextField(_("Reasons"), blank=True)
    ruled_by = models.ForeignKey(
        "portal.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Judge")
    )
    ruled_on = models.DateField(_("Ruled on"), null=True, blank=True)
    case_number = models.OneToOneField(
        CaseNumber,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="confirmation",
        verbose_name=_("Case number"),
    )
    state = models.CharField(_("State"), max_length=16, choices=State, default=State.APPLIED)
    state_since = models.DateTimeField(default=timezone.now)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["court", "state", "decide_by", "id"], name="confirmation_desk")]
        constraints = [
            models.UniqueConstraint(
                fields=["mediation"],
                condition=~models.Q(state="withdrawn"),
                name="confirmation_one_standing",
                violation_error_message=_("Confirmation of this agreement was applied for already."),
            )
        ]

    def __str__(self):
        return self.event_reference()

    @property
    def is_open(self):
        return self.state in self.OPEN

    @property
    def next_by(self):
        """The day by which the next step is due; None once decided."""
        if not self.is_open:
            return None
        return self.decide_by or self.accept_by

    @property
    def is_late(self):
        """Past the day by which it had to be decided."""
        return bool(self.next_by) and self.next_by < timezone.localdate()

    @property
    def is_warned(self):
        """Past the shorter limit, not yet past the longer one."""
        today = timezone.localdate()
        return self.state == self.State.ACCEPTED and self.warn_on < today <= self.decide_by

    @property
    def next_step(self):
        """What is waited for, in the reader's words; empty once decided."""
        return {
            self.State.APPLIED: _("To be accepted or refused"),
            self.State.ACCEPTED: _("To be confirmed or dismissed"),
        }.get(self.state, "")

    def belongs_to(self, person):
        return self.mediation.belongs_to(person)

    def event_reference(self):
        return str(self.case_number) if self.case_number_id else self.mediation.filing.reference

    def event_facts(self):
        return {**self.mediation.event_facts(), "mediation": self.mediation_id}
