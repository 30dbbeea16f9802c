import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.models import record
from portal.courts.models import Court
from portal.people.models import Membership, Person, Role
from portal.people.staffing import readable_password
from portal.workflow import Process


class Command(BaseCommand):
    help = (
        "Make a person who may sign in, such as the first administrator. Without --password-stdin a password for "
        "once is printed, to be changed at the first sign-in."
    )

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", choices=Role.values, help="with --court; without both a litigant")
        parser.add_argument("--court", help="code, name or short name")
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password from standard input"
        )

    def handle(self, *, username, name, role, court, password_stdin, **options):
        if bool(role) != bool(court):
            raise CommandError(_("--role and --court go together."))
        person = Person(username=Person.normalize_username(username), name=name)
        place = self._court(court) if court else None
        password = sys.stdin.readline().rstrip("\n") if password_stdin else readable_password()
        person.must_change_password = not password_stdin
        try:
            validate_password(password, person)
            person.set_password(password)
            person.full_clean()
        except ValidationError as error:
            raise CommandError("\n".join(_reasons(error))) from None
        self._save(person, place, role)
        self.stdout.write(_("%(name)s may sign in.") % {"name": f"{person.name} ({person.username})"})
        if not password_stdin:
            self.stdout.write(password)

    def _court(self, text):
        found = Court.objects.named(text).first()
        if found is None:
            raise CommandError(_("There is no court “%(court)s”.") % {"court": text})
        if found.is_closed:
            raise CommandError(_("%(court)s is closed; nobody new comes to it.") % {"court": found})
        return found

    @transaction.atomic
    def _save(self, person, court, role):
        person.save()
        by = Process("create_person")
        record(by, "take_on", subject=person, court=court, detail={"username": person.username})
        if court:
            Membership.objects.create(person=person, court=court, role=role)
            record(by, "give_role", subject=person, court=court, detail={"role": role})


def _reasons(error):
    """Each reason, after the name of the field it is about."""
    if not hasattr(error, "error_dict"):
        return error.messages
    return [
        _("%(column)s: %(reason)s") % {"column": Person._meta.get_field(name).verbose_name, "reason": text}
        if name != NON_FIELD_ERRORS
        else text
        for name, texts in error.message_dict.items()
        for text in texts
    ]
