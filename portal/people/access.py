"""Who may open a page at all: everybody signed in, unless the view says otherwise."""

from functools import wraps

from django.core.exceptions import PermissionDenied

from portal.courts.models import Court
from portal.people.models import Role


def public(view):
    """Mark a view as open to people who are not signed in."""
    view.public = True
    return view


def is_public(view):
    """Whether the view is marked, itself or by its class. An API view keeps its own door and answers in JSON."""
    owner = getattr(view, "cls", None) or getattr(view, "view_class", None)
    return getattr(view, "public", False) or getattr(owner, "public", False) or hasattr(view, "cls")


def require_role(person, *roles, at):
    """Raise PermissionDenied (403) unless the person has one of the roles at the court."""
    if not person.holds(*roles, at=at):
        raise PermissionDenied


def role_required(*roles):
    """Let in who has one of the roles at any court; others get 403."""
    return only_if(lambda person: person.roles.intersection(roles))


def staff_required(view):
    """Let in who serves at any court; others get 403."""
    return only_if(lambda person: person.is_staff)(view)


def administers(person, court):
    """Whether the person is administrator at the court or at its superior."""
    courts = {court.pk, court.superior_id} - {None}
    return any(person.holds(Role.ADMINISTRATOR, at=pk) for pk in courts)


def keeps_for_all(person):
    """Whether the person keeps what holds for every court of a district: division or administrator at its head."""
    held = [court for court, role in person.standing() if role in (Role.DIVISION, Role.ADMINISTRATOR)]
    return bool(held) and Court.objects.filter(pk__in=held, superior=None).exists()


def only_if(fits):
    """Let in the persons that fit; others get 403."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not fits(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate
