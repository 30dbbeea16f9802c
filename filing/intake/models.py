import uuid

from django.db import models
from django.db.models import Case, F, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filing.casenumbers.models import CaseNumber
from filing.casenumbers.types import types
from portal.events import court_day
from portal.people.models import Role
from portal.personal.fields import BlindIndexField, PersonalField


class FilingQuerySet(models.QuerySet):
    def visible_to(self, person):
        """A litigant's own filings; staff: those for, received at, or passed on by the courts they serve or supervise."""
        if not person.is_authenticated:
            return self.none()
        courts = person.court_ids()
        if Role.MEDIATOR in person.roles:
            # A mediator serves outside the court: what he mediates is shown to him as mediations.
            courts = person.court_ids_as(*(person.roles - {Role.MEDIATOR}))
        if not courts:
            return self.filter(filed_by=person)
        at_court = Q(court__in=courts) | Q(assisting_court__in=courts) | Q(transferred_from__in=courts)
        return self.filter(Q(filed_by=person) | at_court)

    def without_passed_on(self, person):
        """Without those the person may only look at, because his court passed them on to another."""
        courts = person.court_ids()
        still_here = Q(court__in=courts) | Q(assisting_court__in=courts)
        return self.filter(still_here | ~Q(transferred_from__in=courts))

    def to_decide(self):
        """With the court and on the clock: new, accepted, or back from a mediation that failed."""
        return self.filter(state__in=Filing.TO_DECIDE)

    def overdue(self, today=None):
        """Undecided past the last day of the limit."""
        return self.to_decide().filter(decide_by__lt=today or timezone.localdate())

    def red_list(self, today=None):
        """What is late now, and what was docketed only because its limit ran out, until it is closed."""
        late = Q(state__in=Filing.TO_DECIDE, decide_by__lt=today or timezone.localdate())
        return self.filter(late | Q(expired=True, state=Filing.State.DOCKETED))

    def on_desk(self):
        """What waits for the filing division or for the party."""
        return self.filter(state__in=Filing.ON_DESK)

    def with_deadline(self):
        """`deadline`: the day of the next step, by the court or the party; None where the desk waits for nothing."""
        return self.annotate(
            deadline=Case(
                When(state=Filing.State.RETURNED, then="correct_by"),
                When(state__in=Filing.TO_DECIDE, then="decide_by"),
                output_field=models.DateField(),
            )
        )

    def with_parties(self):
        return self.prefetch_related("parties")

    def with_people(self):
        courts = ("court", "assisting_court", "transferred_from", "case_number__court")
        return self.select_related(*courts).with_parties()


def _maybe(to, related_name, label):
    """One that few filings have; an index, where one is needed, holds only these."""
    return models.ForeignKey(
        to,
        models.PROTECT,
        null=True,
        blank=True,
        related_name=related_name,
        db_index=False,
        verbose_name=label,
    )


def _where_given(field, *, name):
    return models.Index(fields=[field], name=name, condition=Q(**{f"{field}__isnull": False}))


class Filing(models.Model):
    """A dispute as it came to a court, from the counter to its end."""

    event_kind = "filing"

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Awaiting review")
        RETURNED = "returned", _("Returned for correction")
        ACCEPTED = "accepted", _("Accepted, to be docketed or referred")
        REFERRED = "referred", _("Offered for mediation")
        IN_MEDIATION = "in_mediation", _("In mediation")
        MEDIATION_FAILED = "mediation_failed", _("Mediation failed, to be docketed")
        SETTLED = "settled", _("Settled by mediation")
        NOT_CONFIRMED = "not_confirmed", _("Settled, but not confirmed")
        DOCKETED = "docketed", _("Docketed")
        DECLINED = "declined", _("Not accepted")
        HANDED_BACK = "handed_back", _("Handed back, not corrected")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        CLOSED = "closed", _("Closed")

    class Channel(models.TextChoices):
        WINDOW = "window", _("Window")
        KIOSK = "kiosk", _("Self-service kiosk")
        CROSS_COURT = "cross_court", _("Cross-court")
        CROSS_BORDER = "cross_border", _("Cross-border")
        ONLINE = "online", _("Online")
        MOBILE = "mobile", _("Mobile")
        CIRCUIT = "circuit", _("Circuit or grid point")

    class Track(models.TextChoices):
        FAST = "fast", _("Fast track")
        SIMPLE = "simple", _("Simple procedure")
        SMALL_CLAIM = "small_claim", _("Small claim")
        ORDINARY = "ordinary", _("Ordinary procedure")

    TO_DECIDE = (State.SUBMITTED, State.ACCEPTED, State.MEDIATION_FAILED)
    ON_DESK = (*TO_DECIDE, State.RETURNED, State.REFERRED, State.NOT_CONFIRMED)

    reference = models.CharField(_("Reference"), max_length=40, editable=False)
    # The form's own number: sent twice by a double click, it is still one filing.
    form_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    court = models.ForeignKey(
        "portal.Court", models.PROTECT, related_name="filings", db_index=False, verbose_name=_("Court")
    )
    assisting_court = _maybe("portal.Court", "assisted_filings", _("Assisting court"))
    # The court that last passed it on (移送); it may still look at it.
    transferred_from = _maybe("portal.Court", "+", _("Transferred from"))
    channel = models.CharField(_("Channel"), max_length=12, choices=Channel, default=Channel.WINDOW)
    case_type = models.CharField(_("Case type"), max_length=8, default="民初")
    # The list of the day of receipt; a case keeps it when the next list comes into force.
    cause_version = models.CharField(max_length=8)
    cause_code = models.CharField(max_length=12)
    cause_name = models.CharField(_("Cause of action"), max_length=100)
    claim = models.TextField(_("Claim"))
    grounds = models.TextField(_("Facts and grounds"), blank=True)
    amount = models.DecimalField(
        _("Amount in dispute (yuan)"), max_digits=15, decimal_places=2, null=True, blank=True
    )
    received_at = models.DateTimeField(_("Received"), default=timezone.now)
    decide_by = models.DateField(_("Decide by"), null=True, blank=True)
    correct_by = models.DateField(_("Correct by"), null=True, blank=True)
    filed_by = _maybe("portal.Person", "filings", _("Filed by"))
    entered_by = _maybe("portal.Person", "+", _("Entered by"))
    expired = models.BooleanField(
        default=False, editable=False
    )  # docketed because its limit ran out (立案规定 8)
    was_mediated = models.BooleanField(default=False)  # an organisation or mediator accepted it at some time
    was_settled = models.BooleanField(
        default=False
    )  # mediation ended it, whatever paper was drawn up afterwards
    has_agreement = models.BooleanField(default=False)  # signed: a 调解书 can be drawn up of it
    case_number = models.OneToOneField(
        CaseNumber,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="filing",
        verbose_name=_("Case number"),
    )
    track = models.CharField(_("Track"), max_length=12, choices=Track, blank=True)
    state = models.CharField(_("State"), max_length=20, choices=State, default=State.SUBMITTED)
    state_since = models.DateTimeField(default=timezone.now)

    objects = FilingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["court", "state", "decide_by", "id"], name="filing_desk"),
            _where_given("assisting_court", name="filing_assisting"),
            _where_given("transferred_from", name="filing_passed_on"),
            _where_given("filed_by", name="filing_mine"),
            models.Index(fields=["court", "state"], name="filing_red_list", condition=Q(expired=True)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="filing_reference"),
            models.CheckConstraint(
                name="filing_amount_not_negative",
                condition=Q(amount=None) | Q(amount__gte=0),
                violation_error_message=_("The amount cannot be below zero."),
            ),
            models.CheckConstraint(
                name="filing_assisted_by_another_court",
                condition=Q(assisting_court=None) | ~Q(assisting_court=F("court")),
                violation_error_message=_("The assisting court is another court than the competent one."),
            ),
        ]

    def __str__(self):
        return self.reference

    def belongs_to(self, person):
        return self.filed_by_id is not None and self.filed_by_id == person.pk

    @property
    def is_late(self):
        """Whether the court owes a decision since before today."""
        return self.state in self.TO_DECIDE and self.decide_by is not None and self.decide_by < court_day()

    @property
    def is_being_corrected(self):
        """Whether the party may still bring its corrections."""
        return self.state == self.State.RETURNED and bool(self.correct_by) and court_day() <= self.correct_by

    @property
    def next_step(self):
        """What comes next, in the reader's words; None when nothing is to come."""
        return NEXT_STEPS.get(self.state, (None, None))[0]

    @property
    def next_who(self):
        return NEXT_STEPS.get(self.state, (None, None))[1]

    @property
    def case_type_name(self):
        """The type's name in the reader's language; a code the list does not know stands for itself."""
        return str(types().get(self.case_type, self.case_type))

    @property
    def heading(self):
        """What a queue calls it: its parties and its cause."""
        return " / ".join(party.name for party in self.parties.all()) + f" {self.cause_name}"

    def event_reference(self):
        return str(self.case_number) if self.case_number_id else self.reference

    def event_facts(self):
        """What figures count by. Copied into every event, since it may change later."""
        return {
            "case_type": self.case_type,
            "channel": self.channel,
            "cause": self.cause_code,
            "cause_version": self.cause_version,
            "cause_name": self.cause_name,
            "mediated": self.was_mediated,
            "settled": self.was_settled,
            "assisting_court": self.assisting_court_id,
        }


# What comes after a state, and who does it.
NEXT_STEPS = {
    Filing.State.SUBMITTED: (_("The court decides whether to docket it"), _("The filing division")),
    Filing.State.RETURNED: (_("Corrections are brought in"), _("The party")),
    Filing.State.ACCEPTED: (_("The court dockets it, or leads it to mediation"), _("The filing division")),
    Filing.State.REFERRED: (_("A mediator accepts it"), _("The mediator")),
    Filing.State.IN_MEDIATION: (_("Mediation comes to its end"), _("The mediator")),
    Filing.State.MEDIATION_FAILED: (_("The court dockets it"), _("The filing division")),
    Filing.State.NOT_CONFIRMED: (
        _("The parties agree anew by mediation, or the court dockets the suit"),
        _("The parties and the filing division"),
    ),
    Filing.State.DOCKETED: (_("The case is heard and closed"), _("The trial division")),
}


class Party(models.Model):
    """Somebody in a filing. A defendant's identity number is never demanded (立案规定 6)."""

    class Side(models.TextChoices):
        PLAINTIFF = "plaintiff", _("Plaintiff")
        DEFENDANT = "defendant", _("Defendant")
        THIRD = "third", _("Third party")

    class Kind(models.TextChoices):
        PERSON = "person", _("Natural person")
        ORGANISATION = "organisation", pgettext_lazy("party", "Organisation")

    # A party is part of its filing and goes with a discarded draft.
    filing = models.ForeignKey(Filing, models.CASCADE, related_name="parties")
    side = models.CharField(_("Side"), max_length=10, choices=Side)
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind, default=Kind.PERSON)
    name = models.CharField(_("Name"), max_length=100)
    id_number = PersonalField(_("Identity number or credit code"), mask="id_number", blank=True, default="")
    id_number_index = BlindIndexField("id_number")
    phone = PersonalField(_("Phone"), mask="phone", blank=True, default="")
    phone_index = BlindIndexField("phone")
    address = PersonalField(_("Address"), mask="address", blank=True, default="")
    representative = models.CharField(_("Legal representative"), max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["filing", "position", "pk"]
        indexes = [models.Index(fields=["name"], name="party_name", opclasses=["varchar_pattern_ops"])]

    def __str__(self):
        return self.name
