import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from filing.intake.models import Filing


def invitation_code():
    return secrets.token_urlsafe(16)


class Rating(models.Model):
    """One case, one rating 一案一评: invited when the case ends, given once, never edited."""

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
    court = models.ForeignKey("portal.Court", models.PROTECT, related_name="ratings")
    code = models.CharField(max_length=32, unique=True, default=invitation_code)
    grade = models.PositiveSmallIntegerField(_("Grade"), choices=Grade, null=True, blank=True)
    words = models.TextField(_("In your words"), blank=True, max_length=500)
    state = models.CharField(max_length=8, choices=State, default=State.INVITED)
    state_since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="rating_has_a_grade_once_given",
                condition=models.Q(state="invited", grade=None) | models.Q(state="given", grade__range=(1, 5)),
                violation_error_message=_("Choose one of the five grades."),
            )
        ]

    def __str__(self):
        return f"{self.filing} {self.grade or ''}"

    def event_reference(self):
        return self.filing.event_reference()

    def event_facts(self):
        return {**self.filing.event_facts(), "filing": self.filing_id, "grade": self.grade}
