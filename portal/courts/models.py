from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class CourtQuerySet(models.QuerySet):
    def basic(self):
        return self.filter(level=Court.Level.BASIC)

    def visible_to(self, person):
        """Courts where the person serves, and the courts under those (the division sees its basic courts)."""
        return self.filter(pk__in=person.court_ids()) if person.is_authenticated else self.none()

    def named(self, text):
        """The court with this code, name or short name, as people and registers write it."""
        text = text.strip()
        return self.filter(Q(code=text) | Q(name=text) | Q(short_name=text)) if text else self.none()


class Court(models.Model):
    """A people's court 人民法院 of the district."""

    class Level(models.TextChoices):
        INTERMEDIATE = "intermediate", _("Intermediate court")
        BASIC = "basic", _("Basic court")

    # Empty until confirmed: a case number then shows a placeholder (case numbers keep the court, not its code).
    code = models.CharField(_("Court code"), max_length=10, null=True, blank=True, unique=True)
    name = models.CharField(_("Name"), max_length=60, unique=True)
    name_ko = models.CharField(_("Name in Korean"), max_length=60, blank=True)
    name_en = models.CharField(_("Name in English"), max_length=120, blank=True)
    short_name = models.CharField(_("Short name"), max_length=20, unique=True)
    level = models.CharField(_("Level"), max_length=12, choices=Level)
    superior = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inferiors",
        verbose_name=_("Superior court"),
    )
    seat = models.CharField(_("Seat"), max_length=60, blank=True)

    objects = CourtQuerySet.as_manager()

    class Meta:
        ordering = ["level", "pk"]

    def __str__(self):
        return {"ko": self.name_ko, "en": self.name_en}.get(get_language(), "") or self.name

    @property
    def brief(self):
        """The short name in Chinese, the full one in languages where no short one is in use."""
        return str(self) if get_language() in ("ko", "en") else self.short_name

    def clean(self):
        self.code = self.code or None
