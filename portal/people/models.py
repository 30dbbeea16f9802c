import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.courts.models import Court
from portal.people.devices import device_name
from portal.personal.fields import PersonalField


class Role(models.TextChoices):
    CLERK = "clerk", _("Window clerk")
    FILING_JUDGE = "filing_judge", _("Filing judge")
    JUDGE = "judge", _("Judge")
    MEDIATOR = "mediator", _("Mediator")
    DUTY_LEADER = "duty_leader", _("Duty leader")
    OPERATOR = "operator", _("12368 operator")
    DIVISION = "division", _("Case-filing division")
    WATCHER = "watcher", _("Named watcher")
    ADMINISTRATOR = "administrator", _("Administrator")


class PersonQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Staff of the courts whose people the person looks after, and of those under them; litigants are nobody's list."""
        if not person.is_authenticated:
            return self.none()
        courts = person.court_ids_as(Role.ADMINISTRATOR, Role.DIVISION)
        return self.filter(Exists(Membership.objects.filter(person=OuterRef("pk"), court__in=courts)))

    def matching(self, text):
        """Whose name or user name contains the text."""
        return self.filter(Q(name__icontains=text) | Q(username__icontains=text)) if text else self


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    def get_by_natural_key(self, username):
        """Who signs in as this; upper and lower case are one name."""
        return self.get(username__iexact=username)

    def create_person(self, username, password=None, **fields):
        person = self.model(username=self.model.normalize_username(username), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in: staff through memberships, a litigant without any."""

    username = models.CharField(
        _("User name"), max_length=60, unique=True, error_messages={"unique": _("This user name is taken.")}
    )
    name = models.CharField(pgettext_lazy("of a person", "Name"), max_length=60)
    language = models.CharField(_("Language"), max_length=10, blank=True)
    is_active = models.BooleanField(_("May sign in"), default=True)
    must_change_password = models.BooleanField(default=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)  # the version a form carries

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = PersonManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                Upper("username"), name="one_user_name",
                violation_error_message=_("This user name is taken."),
            )
        ]  # fmt: skip

    def __str__(self):
        return self.name

    def standing(self):
        """{(court id, role)} where this person serves; read once per request."""
        if not hasattr(self, "_standing"):
            self._standing = frozenset(self.memberships.values_list("court_id", "role"))
        return self._standing

    @property
    def roles(self):
        return frozenset(role for _court, role in self.standing())

    @property
    def is_staff(self):
        return bool(self.standing())

    def court_ids(self):
        """Ids of the courts served and of those under them."""
        return self._with_inferiors({court for court, _role in self.standing()})

    def court_ids_as(self, *roles):
        """Ids of the courts where the person has one of these roles, and of those under them."""
        return self._with_inferiors({court for court, role in self.standing() if role in roles})

    def _with_inferiors(self, served):
        """These of the courts served, and those under them; read once per request."""
        if served and not hasattr(self, "_inferiors"):
            courts = {court for court, _role in self.standing()}
            self._inferiors = tuple(Court.objects.filter(superior__in=courts).values_list("superior", "pk"))
        return served | {pk for superior, pk in getattr(self, "_inferiors", ()) if superior in served}

    def holds(self, *roles, at):
        """Whether the person has one of these roles at the court `at` (an id or a Court)."""
        court = at.pk if isinstance(at, Court) else at
        return any((court, role) in self.standing() for role in roles)

    def first_court(self):
        """Where the person has served longest, to whose audit belongs what concerns the account; None for a litigant."""
        first = self.memberships.select_related("court").order_by("pk").first()
        return first.court if first else None

    def supervises(self, court):
        """Whether the person serves in the case-filing division of this court's superior (or of itself)."""
        return self.holds(Role.DIVISION, at=court.pk) or (
            court.superior_id is not None and self.holds(Role.DIVISION, at=court.superior_id)
        )


class Membership(models.Model):
    """A person serves at a court in a role."""

    # A person or a court is never deleted, so neither is this by cascade.
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    court = models.ForeignKey(Court, models.PROTECT, related_name="memberships")
    role = models.CharField(_("Role"), max_length=16, choices=Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "court", "role"],
                name="one_membership_per_role",
                violation_error_message=_("This person already has this role at this court."),
            )
        ]

    def __str__(self):
        return f"{self.person} · {self.court} · {self.get_role_display()}"


class SessionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(expire_date__gt=timezone.now())


class SessionManager(BaseSessionManager.from_queryset(SessionQuerySet)):
    pass


class Session(AbstractBaseSession):
    """A signed-in device; its owner sees and ends it on the page of sessions."""

    person = models.ForeignKey(
        Person, models.CASCADE, null=True, related_name="sessions"
    )  # goes with its owner
    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    began_at = models.DateTimeField(default=timezone.now)
    address = models.GenericIPAddressField(null=True)
    device = models.CharField(max_length=200, blank=True)

    objects = SessionManager()

    @property
    def device_name(self):
        return device_name(self.device)

    @classmethod
    def get_session_store_class(cls):
        from portal.people.sessions import SessionStore

        return SessionStore


class SecondStep(models.Model):
    """A person who shows a code of his phone after the password. The secret is sealed like other personal data."""

    # Both go with the person.
    person = models.OneToOneField(Person, models.CASCADE, related_name="second_step")
    secret = PersonalField(mask="nothing")
    # The time step of the last code: no code is good twice.
    last_step = models.BigIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)

    def __str__(self):
        return str(self.person)


class RecoveryCode(models.Model):
    """One of ten codes for a lost phone, each good once; only its digest is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "digest"], name="one_recovery_code")]

    def __str__(self):
        return f"{self.person} {self.pk}"
