from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filing.intake.models import Filing
from portal.people.models import Role


class SuperiorRequestQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Staff who may see the filing; between the court and those above it, the parties are told by what comes of it."""
        if not person.is_staff:
            return self.none()
        return self.filter(filing__in=Filing.objects.visible_to(person).values("pk"))

    def standing(self):
        """To be answered: the filing has not moved since it was asked."""
        return self.filter(state=SuperiorRequest.State.ASKED, filing__state_since=F("filing_since"))

    def overtaken(self):
        """Never answered: the filing was decided or passed on before."""
        return self.filter(state=SuperiorRequest.State.ASKED).exclude(filing__state_since=F("filing_since"))

    def to_be_answered_by(self, person):
        """Standing requests whose answer is this person's."""
        courts = {role: [] for role in ANSWERS.values()}
        for court, role in person.standing():
            courts.setdefault(role, []).append(court)
        mine = Q(pk=None)
        for kind, role in ANSWERS.items():
            mine |= Q(kind=kind, court__in=courts[role])
        return self.standing().filter(mine)

    def with_deadline(self):
        """`deadline`: the day by which the court must have decided on the filing; it runs on meanwhile."""
        return self.annotate(deadline=F("filing__decide_by"))

    def with_filing(self):
        """With whatever a row of a list or the page says about it."""
        return self.select_related(
            "filing__court", "filing__case_number__court", "court", "proposed", "designated", "asked_by", "answered_by",
        ).prefetch_related("filing__parties")  # fmt: skip


class SuperiorRequest(models.Model):
    """A reviewer's request to somebody above him 报请, about one filing in one state of it."""

    class Kind(models.TextChoices):
        NOTICE = "notice", _("Further notice")
        DESIGNATION = "designation", _("Designation of the court")

    class State(models.TextChoices):
        ASKED = "asked", _("Asked, to be answered")
        GRANTED = "granted", pgettext_lazy("request", "Granted")
        REFUSED = "refused", pgettext_lazy("request", "Refused")

    kind = models.CharField(_("Kind"), max_length=12, choices=Kind)
    filing = models.ForeignKey(Filing, models.PROTECT, related_name="superior_requests")
    # As the filing was: once it has moved on, there is nothing to answer.
    filing_since = models.DateTimeField(editable=False)
    # Whose answer it is: the filing's own court, or the one above it.
    court = models.ForeignKey("portal.Court", models.PROTECT, related_name="+", verbose_name=_("Court"))
    reasons = models.TextField(_("Reasons"))
    defects = models.JSONField(_("What is missing"), default=list, blank=True)
    remarks = models.TextField(_("Further remarks"), blank=True)
    proposed = models.ForeignKey(
        "portal.Court",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Proposed court"),
    )
    designated = models.ForeignKey(
        "portal.Court",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Designated court"),
    )
    answer = models.TextField(_("Answer"), blank=True)
    asked_by = models.ForeignKey(
        "portal.Person", models.PROTECT, related_name="+", verbose_name=_("Asked by")
    )
    asked_at = models.DateTimeField(_("Asked"), default=timezone.now)
    answered_by = models.ForeignKey(
        "portal.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Answered by"),
    )
    state = models.CharField(_("State"), max_length=12, choices=State, default=State.ASKED)
    state_since = models.DateTimeField(default=timezone.now)

    objects = SuperiorRequestQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["court", "kind"], name="superior_asked", condition=Q(state="asked"))]
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "kind", "filing_since"], condition=Q(state="asked"), name="superior_asked_once",
                violation_error_message=_("This was asked for already."),
            )
        ]  # fmt: skip

    def __str__(self):
        return self.event_reference()

    @property
    def event_kind(self):
        return EVENT_KINDS[self.kind]

    @property
    def stands(self):
        """Whether it waits for its answer."""
        return self.state == self.State.ASKED and self.filing.state_since == self.filing_since

    @property
    def is_overtaken(self):
        """Whether the filing moved on before it was answered."""
        return self.state == self.State.ASKED and not self.stands

    def event_reference(self):
        return self.filing.event_reference()

    def event_facts(self):
        return {**self.filing.event_facts(), "filing": self.filing_id}


# Whose answer each kind is, and under which name its events stand.
ANSWERS = {
    SuperiorRequest.Kind.NOTICE: Role.DUTY_LEADER,
    SuperiorRequest.Kind.DESIGNATION: Role.DIVISION,
}
EVENT_KINDS = {
    SuperiorRequest.Kind.NOTICE: "notice_request",
    SuperiorRequest.Kind.DESIGNATION: "designation_request",
}
