from django.db import models
from django.utils.translation import gettext_lazy as _


class CorrectionNotice(models.Model):
    """One-time notice 一次性告知: everything that is missing, at once (立案规定 7)."""

    filing = models.ForeignKey("filing.Filing", models.PROTECT, related_name="notices")
    defects = models.JSONField(_("What is missing"))
    remarks = models.TextField(_("Further remarks"), blank=True)
    correct_by = models.DateField(_("Correct by"))
    issued_at = models.DateTimeField(_("Issued"), auto_now_add=True)
    issued_by = models.ForeignKey("portal.Person", models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField(null=True, blank=True)
    # Codes of what came in; None where nobody was asked.
    brought = models.JSONField(null=True, blank=True)
    # A second notice needs a superior's reason and is counted (F9).
    reason_for_second = models.TextField(_("Reason for a further notice"), blank=True)

    class Meta:
        ordering = ["issued_at"]

    def __str__(self):
        return f"{self.filing} {self.issued_at:%Y-%m-%d}"


class Refusal(models.Model):
    """Written non-acceptance with ground, article and remedy (立案规定 9, 10)."""

    filing = models.OneToOneField("filing.Filing", models.PROTECT, related_name="refusal")
    ground = models.CharField(_("Ground"), max_length=40)
    reasons = models.TextField(_("Reasons"))
    issued_at = models.DateTimeField(_("Issued"), auto_now_add=True)
    issued_by = models.ForeignKey("portal.Person", models.PROTECT, related_name="+")

    def __str__(self):
        return f"{self.filing} {self.ground}"
