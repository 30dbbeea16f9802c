from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.courts import codes

# What is wrong with a code of the other level, or of neither.
CODE = _("A court code is the short name of the province with two digits or four, such as 吉75 or 吉7502.")
CODE_OF_LEVEL = {
    "intermediate": _("The code of an intermediate court has two digits, such as 吉75."),
    "basic": _("The code of a basic court has four digits, such as 吉7502."),
}
HEAD = _("An intermediate court stands at the head here: it has no superior.")


class CourtQuerySet(models.QuerySet):
    def basic(self):
        return self.filter(level=Court.Level.BASIC)

    def open(self, today=None):
        """Without those that are closed: filings and people come to the others."""
        return self.filter(Q(closed_from=None) | Q(closed_from__gt=today or timezone.localdate()))

    def visible_to(self, person):
        """Courts where the person serves, and the courts under those (the division sees its basic courts)."""
        return self.served_by(person, *person.roles) if person.is_authenticated else self.none()

    def served_by(self, person, *roles):
        """Courts where the person has one of these roles, and the courts under those."""
        served = {court for court, role in person.standing() if role in roles}
        return self.filter(Q(pk__in=served) | Q(superior__in=served))

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
    code = models.CharField(
        _("Court code"), max_length=10, null=True, blank=True, unique=True,
        error_messages={"unique": _("Another court has this code.")},
    )  # fmt: skip
    name = models.CharField(
        _("Name"), max_length=60, unique=True, error_messages={"unique": _("Another court has this name.")}
    )
    name_ko = models.CharField(_("Name in Korean"), max_length=60, blank=True)
    name_en = models.CharField(_("Name in English"), max_length=120, blank=True)
    short_name = models.CharField(
        _("Short name"), max_length=20, unique=True,
        error_messages={"unique": _("Another court has this short name.")},
    )  # fmt: skip
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
    # A court is never deleted (a trigger refuses it): what it did and its figures stay.
    closed_from = models.DateField(_("Closed from"), null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)  # the version a form carries

    objects = CourtQuerySet.as_manager()

    class Meta:
        ordering = ["level", "pk"]
        constraints = [
            models.CheckConstraint(
                name="court_not_its_own_superior",
                condition=Q(superior=None) | ~Q(superior=F("id")),
                violation_error_message=_("A court is not its own superior."),
            ),
            models.CheckConstraint(
                name="court_head_without_superior",
                condition=Q(superior=None) | ~Q(level="intermediate"),
                violation_error_message=HEAD,
            ),
        ]

    def __str__(self):
        return {"ko": self.name_ko, "en": self.name_en}.get(get_language(), "") or self.name

    @property
    def brief(self):
        """The short name in Chinese, the full one in languages where no short one is in use."""
        return str(self) if get_language() in ("ko", "en") else self.short_name

    @property
    def is_closed(self):
        return self.closed_from is not None and self.closed_from <= timezone.localdate()

    def clean(self):
        """Two levels make a district: a basic court has an intermediate one above it, and that stands at the head."""
        self.code = codes.tidy(self.code) or None
        if self.level not in self.Level:
            return  # which is said beside the level itself
        faults = {
            "code": self._code_fault(),
            "superior": self._superior_fault(),
            "level": self._level_fault(),
        }
        if faults := {field: text for field, text in faults.items() if text}:
            raise ValidationError(faults)

    def _code_fault(self):
        level = codes.level_of(self.code) if self.code else self.level
        if level == self.level:
            return ""
        return CODE_OF_LEVEL.get(self.level, CODE) if level else CODE

    def _superior_fault(self):
        if self.level != self.Level.BASIC:
            return HEAD if self.superior else ""
        if self.superior is None:
            return _("A basic court needs its superior court.")
        if self.superior.level != self.Level.INTERMEDIATE or self.superior_id == self.pk:
            return _("The superior of a basic court is an intermediate court.")
        return ""

    def _level_fault(self):
        if self.pk and self.level == self.Level.BASIC and self.inferiors.exists():
            return _("Courts stand under it; it stays an intermediate court.")
        return ""
