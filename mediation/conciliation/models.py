from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filing.intake.models import Filing, Party
from mediation.roster.models import Mediator
from portal.people.models import Role


class MediationQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The mediator's own, those of the courts served or supervised, and a litigant's own."""
        if not person.is_authenticated:
            return self.none()
        mine = Q(filing__filed_by=person)
        if Role.MEDIATOR in person.roles:
            serving = Mediator.objects.filter(person=person, active=True, courts=OuterRef("court"))
            offered_to_all = serving.filter(organisation=OuterRef("organisation"))
            mine |= Q(mediator__person=person) | Q(Exists(offered_to_all), mediator=None)
        if courts := person.court_ids_as(*(person.roles - {Role.MEDIATOR})):
            mine |= Q(court__in=courts)
        return self.filter(mine)

    def open(self):
        """Not ended and not recalled: somebody has something to do."""
        return self.filter(state__in=Mediation.OPEN)

    def overdue(self, today=None):
        """Past the day by which it was to be accepted or ended."""
        return self.open().with_deadline().filter(deadline__lt=today or timezone.localdate())

    def with_people(self):
        """With whatever a row of a list or the page says about it."""
        return self.select_related(
            "filing__court", "filing__case_number", "court", "organisation", "mediator__organisation"
        ).prefetch_related("filing__parties")

    def with_deadline(self):
        """`deadline`: the last day to accept while it is offered, the last day of mediation once accepted."""
        return self.annotate(deadline=Coalesce("due_on", "accept_by"))


class Mediation(models.Model):
    """Pre-litigation mediation 诉前调解 of one filing, from the offer to its end."""

    event_kind = "mediation"

    class State(models.TextChoices):
        OFFERED = "offered", _("Offered, to be accepted")
        UNDER_WAY = "under_way", _("Under way")
        SUCCEEDED = "succeeded", _("Succeeded")
        FAILED = "failed", pgettext_lazy("mediation", "Failed")
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

    OPEN = (State.OFFERED, State.TURNED_DOWN, State.UNDER_WAY)
    SUCCESSES = frozenset({Ending.AGREEMENT, Ending.SETTLED})

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="mediations", verbose_name=_("Filing"))
    court = models.ForeignKey(
        "portal.Court", models.PROTECT, related_name="mediations", verbose_name=_("Court")
    )
    organisation = models.ForeignKey(
        "mediation.MediationOrganisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mediations",
        verbose_name=_("Organisation"),
    )
    mediator = models.ForeignKey(
        "mediation.Mediator",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mediations",
        verbose_name=_("Mediator"),
    )
    basis = models.CharField(_("Basis"), max_length=12, choices=Basis, default=Basis.APPOINTED)
    offered_at = models.DateTimeField(_("Offered"), default=timezone.now)
    accept_by = models.DateField(_("Accept by"), null=True)
    accepted_at = models.DateTimeField(pgettext_lazy("mediation", "Accepted"), null=True, blank=True)
    due_on = models.DateField(_("Due"), null=True, blank=True)
    ended_at = models.DateTimeField(_("Ended"), null=True, blank=True)
    ending = models.CharField(_("Ending"), max_length=16, choices=Ending, blank=True)
    agreement = models.TextField(_("Agreement"), blank=True)
    # In force when the last party has signed (在线调解规则 19); confirmation is applied for from this day on.
    effective_on = models.DateField(_("In force since"), null=True, blank=True)
    report = models.TextField(_("Report to the court"), blank=True)
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
            models.CheckConstraint(
                name="mediation_agreement_in_force",
                condition=~Q(ending="agreement") | Q(effective_on__isnull=False),
                violation_error_message=_("Say when the last party signed."),
            ),
        ]

    def __str__(self):
        return f"{self.filing.reference}"

    @property
    def is_open(self):
        return self.state in self.OPEN

    @property
    def next_by(self):
        """The day by which the next step is due; None once ended."""
        if not self.is_open:
            return None
        return self.due_on or self.accept_by

    @property
    def is_late(self):
        """Past the day by which it was to be accepted or ended."""
        return bool(self.next_by) and self.next_by < timezone.localdate()

    @property
    def next_step(self):
        """What is waited for, in the reader's words; empty once ended."""
        return {
            self.State.OFFERED: _("To be accepted"),
            self.State.TURNED_DOWN: _("To be offered to somebody else"),
            self.State.UNDER_WAY: _("To end, with or without agreement"),
        }.get(self.state, "")

    def belongs_to(self, person):
        """The mediator himself; while nobody is named, any of the organisation who serves this court."""
        mine = getattr(person, "mediator", None) if Role.MEDIATOR in person.roles else None
        if mine is None:
            return False
        if self.mediator_id:
            return self.mediator_id == mine.pk
        if self.organisation_id is None or self.organisation_id != mine.organisation_id:
            return False
        return Mediator.objects.serving(self.court_id).filter(pk=mine.pk).exists()

    def event_reference(self):
        return self.filing.reference

    def event_facts(self):
        return {
            **self.filing.event_facts(),
            "filing": self.filing_id,
            "organisation": self.organisation_id,
            "mediator": self.mediator_id,
        }


class PartyMediation(Mediation):
    """The same mediation as the litigant holds it, who may refuse it at any time (在线调解规则 4, 25)."""

    class Meta:
        proxy = True

    def belongs_to(self, person):
        return self.filing.belongs_to(person)


class Consent(models.Model):
    """A party's consent to mediation, or to its going on, and by which channel (在线调解规则 4, 24)."""

    class Channel(models.TextChoices):
        COUNTER = "counter", _("At the counter, signed")
        PHONE = "phone", _("By phone, recorded")
        ONLINE = "online", _("Online")
        SMS = "sms", _("By text message")

    mediation = models.ForeignKey(Mediation, models.PROTECT, related_name="consents")
    party = models.ForeignKey(Party, models.PROTECT, related_name="consents")
    until = models.DateField(_("To go on until"), null=True, blank=True)  # none: consent to mediation itself
    channel = models.CharField(_("Channel"), max_length=8, choices=Channel)
    given_at = models.DateTimeField(_("Given"), default=timezone.now)
    recorded_by = models.ForeignKey("portal.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mediation", "party", "until"],
                nulls_distinct=False,
                name="one_consent_per_party",
                violation_error_message=_("This party's consent is already on record."),
            )
        ]

    def __str__(self):
        return f"{self.party} {self.get_channel_display()}"
