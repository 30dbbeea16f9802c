from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from filing.intake.models import Filing, Party


class MediationQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The mediator's own, those of the courts served or supervised, and a litigant's own."""
        if not person.is_authenticated:
            return self.none()
        courts = {court for court, role in person.standing() if role != "mediator"}
        if courts:
            return self.filter(Q(court__in=person.court_ids()) | Q(mediator__person=person))
        return self.filter(
            Q(mediator__person=person) | Q(mediator=None, organisation__mediators__person=person)
            | Q(filing__filed_by=person)
        ).distinct()

    def running(self):
        return self.filter(state__in=[Mediation.State.OFFERED, Mediation.State.UNDER_WAY])

    def overdue(self, today=None):
        return self.filter(state=Mediation.State.UNDER_WAY, due_on__lt=today or timezone.localdate())


class Mediation(models.Model):
    """Pre-litigation mediation 诉前调解 of one filing, from the offer to its end."""

    event_kind = "mediation"

    class State(models.TextChoices):
        OFFERED = "offered", _("Offered, to be accepted")
        UNDER_WAY = "under_way", _("Under way")
        SUCCEEDED = "succeeded", _("Succeeded")
        FAILED = "failed", _("Failed")
        TURNED_DOWN = "turned_down", _("Turned down, to be reassigned")
        RECALLED = "recalled", _("Recalled")

    class Basis(models.TextChoices):
        APPOINTED = "appointed", _("Appointed (before docketing)")
        ENTRUSTED = "entrusted", _("Entrusted (after docketing)")

    class Ending(models.TextChoices):
        """The eight endings of 在线调解规则 25, in its order."""

        AGREEMENT = "agreement", _("Agreement reached")
        SETTLED = "settled", _("Settled by themselves and withdrawn")
        UNREACHABLE = "unreachable", _("A party could not be reached within the limit")
        ONE_SIDE_STOPS = "one_side_stops", _("One side refuses to go on")
        TOO_FAR_APART = "too_far_apart", _("Positions too far apart")
        EXPIRED = "expired", _("Limit expired without an agreed extension")
        UNSIGNED = "unsigned", _("A party refuses to sign")
        OTHER = "other", _("Other")

    SUCCESSES = frozenset({Ending.AGREEMENT, Ending.SETTLED})

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="mediations", verbose_name=_("Filing"))
    court = models.ForeignKey("portal.Court", models.PROTECT, related_name="mediations", verbose_name=_("Court"))
    organisation = models.ForeignKey(
        "mediation.MediationOrganisation", models.PROTECT, null=True, blank=True, related_name="mediations",
        verbose_name=_("Organisation"),
    )
    mediator = models.ForeignKey(
        "mediation.Mediator", models.PROTECT, null=True, blank=True, related_name="mediations",
        verbose_name=_("Mediator"),
    )
    basis = models.CharField(_("Basis"), max_length=12, choices=Basis, default=Basis.APPOINTED)
    offered_at = models.DateTimeField(_("Offered"), default=timezone.now)
    accept_by = models.DateField(_("Accept by"), null=True)
    accepted_at = models.DateTimeField(_("Accepted"), null=True, blank=True)
    due_on = models.DateField(_("Due"), null=True, blank=True)
    ended_at = models.DateTimeField(_("Ended"), null=True, blank=True)
    ending = models.CharField(_("Ending"), max_length=16, choices=Ending, blank=True)
    agreement = models.TextField(_("Agreement"), blank=True)
    state = models.CharField(_("State"), max_length=16, choices=State, default=State.OFFERED)
    state_since = models.DateTimeField(default=timezone.now)

    objects = MediationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["court", "state", "due_on", "id"], name="mediation_desk"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["filing"],
                condition=Q(state__in=["offered", "under_way", "turned_down"]),
                name="one_open_mediation",
                violation_error_message=_("This filing is already in mediation."),
            ),
            models.CheckConstraint(
                name="mediation_has_somebody",
                condition=~Q(organisation=None, mediator=None),
                violation_error_message=_("Choose an organisation or a mediator."),
            ),
        ]

    def __str__(self):
        return f"{self.filing.reference}"

    def belongs_to(self, person):
        """The mediator himself, or any mediator of the organisation while nobody is named."""
        mine = getattr(person, "mediator", None)
        if mine is None:
            return False
        if self.mediator_id:
            return self.mediator_id == mine.pk
        return self.organisation_id is not None and self.organisation_id == mine.organisation_id

    def event_reference(self):
        return self.filing.reference

    def event_facts(self):
        return {
            **self.filing.event_facts(),
            "filing": self.filing_id,
            "organisation": self.organisation_id,
            "mediator": self.mediator_id,
        }


class Consent(models.Model):
    """A party's consent to mediation, by which channel (在线调解规则 4). No consent, no referral."""

    class Channel(models.TextChoices):
        COUNTER = "counter", _("At the counter, signed")
        PHONE = "phone", _("By phone, recorded")
        ONLINE = "online", _("Online")
        SMS = "sms", _("By text message")

    mediation = models.ForeignKey(Mediation, models.PROTECT, related_name="consents")
    party = models.ForeignKey(Party, models.PROTECT, related_name="consents")
    channel = models.CharField(_("Channel"), max_length=8, choices=Channel)
    given_at = models.DateTimeField(_("Given"), default=timezone.now)
    recorded_by = models.ForeignKey("portal.Person", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mediation", "party"], name="one_consent_per_party")]

    def __str__(self):
        return f"{self.party} {self.get_channel_display()}"
