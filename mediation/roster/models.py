import uuid

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RosterQuerySet(models.QuerySet):
    def serving(self, court):
        """Active entries of the roster this court draws on."""
        return self.filter(courts=court, active=True)

    def visible_to(self, person):
        """Entries that serve a court the person serves or supervises."""
        if not person.is_authenticated:
            return self.none()
        # A subquery, not a join: an entry that serves three courts is still one, and so is each of its mediations.
        return self.filter(pk__in=self.model.objects.filter(courts__in=person.court_ids()).values("pk"))

    def with_load(self):
        """`load`: mediations offered or under way, at whatever court."""
        return self.annotate(
            load=Count("mediations", filter=Q(mediations__state__in=["offered", "under_way"]))
        )


class MediationOrganisation(models.Model):
    """Invited mediation organisation 特邀调解组织."""

    event_kind = "organisation"  # its name on the audit

    class Kind(models.TextChoices):
        PEOPLE = "people", _("People's mediation")
        INDUSTRY = "industry", _("Industry mediation")
        ADMINISTRATIVE = "administrative", _("Administrative mediation")
        LAWYER = "lawyer", _("Lawyers' mediation")

    name = models.CharField(
        _("Name"),
        max_length=100,
        unique=True,
        error_messages={"unique": _("An organisation of this name is already on a roster.")},
    )
    kind = models.CharField(_("Kind"), max_length=16, choices=Kind)
    courts = models.ManyToManyField(
        "portal.Court", related_name="mediation_organisations", verbose_name=_("Courts")
    )
    active = models.BooleanField(_("Active"), default=True)
    # The form's own number: sent twice by a double click, it is still one organisation.
    form_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = RosterQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Mediator(models.Model):
    """Invited mediator 特邀调解员; may belong to an organisation and may sign in."""

    name = models.CharField(pgettext_lazy("of a person", "Name"), max_length=60)
    organisation = models.ForeignKey(
        MediationOrganisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mediators",
        verbose_name=_("Organisation"),
    )
    person = models.OneToOneField(
        "portal.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mediator",
        verbose_name=_("Account"),
    )
    courts = models.ManyToManyField("portal.Court", related_name="mediators", verbose_name=_("Courts"))
    place = models.CharField(pgettext_lazy("of a mediator", "Place"), max_length=100, blank=True)
    speaks_korean = models.BooleanField(_("Speaks Korean"), default=False)
    active = models.BooleanField(_("Active"), default=True)
    # The form's own number: sent twice by a double click, it is still one mediator.
    form_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = RosterQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name
