import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from filing.intake.models import Filing
from portal.people.models import Role


def invitation_code():
    return secrets.token_urlsafe(16)


class RatingQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those of the courts the person serves or supervises; a litigant's own."""
        if not person.is_authenticated:
            return self.none()
        if not person.is_staff:
            return self.filter(filing__filed_by=person)
        # A mediator serves outside the court; its ratings are none of his.
        return self.filter(court__in=person.court_ids_as(*(person.roles - {Role.MEDIATOR})))

    def given(self):
        return self.filter(state=Rating.State.GIVEN)

    def invited_with(self, code):
        """The one whose invitation carries this code: knowing it is the right to see and to give it."""
        return self.filter(code=code)


class Rating(models.Model):
    """One case, one rating 一案一评: invited when the case ends, given once, never edited, never deleted."""

    event_kind = "rating"

    class State(models.TextChoices):
        INVITED = "invited", _("Invited")
        GIVEN = "given", _("Given")

    class Grade(models.IntegerChoices):
        VERY_SATISFIED = 5, _("Very satisfied")
        SATISFIED = 4, _("Satisfied")
        FAIRLY_SATISFIED = 3, _("Fairly satisfied")
        DISSATISFIED = 2, _("Dissatisfied")
        VERY_DISSATISFIED = 1, _("Very dissatisfied")

    filing = models.OneToOneField(Filing, models.PROTECT, related_name="rating")
    court = models.ForeignKey("portal.Court", models.PROTECT, related_name="ratings", verbose_name=_("Court"))
    code = models.CharField(max_length=32, unique=True, default=invitation_code)
    grade = models.PositiveSmallIntegerField(_("Grade"), choices=Grade, null=True, blank=True)
    words = models.TextField(_("In your words"), blank=True, max_length=500)
    state = models.CharField(max_length=8, choices=State, default=State.INVITED)
    state_since = models.DateTimeField(default=timezone.now)

    objects = RatingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["court", "state", "id"], name="rating_list")]
        constraints = [
            models.CheckConstraint(
                name="rating_has_a_grade_once_given",
                condition=models.Q(state="invited", grade=None)
                | models.Q(state="given", grade__range=(1, 5)),
                violation_error_message=_("Choose one of the five grades."),
            )
        ]

    def __str__(self):
        return f"{self.filing} {self.grade or ''}"

    @property
    def is_bad(self):
        """Below the line where a rating begins to be favourable."""
        return self.grade is not None and self.grade < settings.FAVOURABLE_FROM

    def belongs_to(self, person):
        """Whoever holds the invitation, but nobody who serves at a court (好差评 must not be given by the rated)."""
        return not person.is_staff

    def event_reference(self):
        return self.filing.event_reference()

    def event_facts(self):
        return {**self.filing.event_facts(), "filing": self.filing_id, "grade": self.grade}
