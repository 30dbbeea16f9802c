"""The first thing on a home page: for visitors the ways in, for staff the day and where they serve.

Rooms with a page for everybody register a door to it; the ground floor need not know them.
"""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from portal.courts.models import Court
from portal.people.models import Role


@dataclass(frozen=True)
class Door:
    """A public page one comes for: its route, what it is called, one sentence, a name of the icon set."""

    order: int
    route: str
    title: object
    text: object
    icon: str


_doors = []


def register_door(route, title, text, icon, order=50):
    """Show a public page on the home page of visitors and litigants. Title and text are lazy translations."""
    _doors.append(Door(order, route, title, text, icon))
    _doors.sort(key=lambda door: door.order)


def doors():
    """[{url, title, text, icon}] of the doors whose rooms are built in."""
    shown = []
    for door in _doors:
        try:
            url = reverse(door.route)
        except NoReverseMatch:
            continue
        shown.append({"url": url, "title": door.title, "text": door.text, "icon": door.icon})
    return shown


def welcome(request):
    """What visitors and litigants find: doors, and the courts with their seats."""
    return {"doors": doors(), "courts": Court.objects.open().order_by("-level", "pk")}


def today(request):
    """Where this person serves, and as what: [(court, [role, …])]."""
    standing = request.user.standing()
    courts = Court.objects.in_bulk({court for court, _role in standing})
    return {
        "places": [
            (court, [role.label for role in Role if (pk, role.value) in standing])
            for pk, court in sorted(courts.items())
        ]
    }
