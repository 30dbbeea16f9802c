"""The menu: where the house has places, and for whom. Rooms are named by route, never imported."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.people.models import Role

STAFF = frozenset(Role)
KEEPERS = frozenset({Role.DIVISION, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Place:
    """A room in the menu; `icon` is a name of the icon set."""

    route: str
    label: object
    icon: str
    roles: frozenset


PLACES = (
    Place("dashboard:home", _("Figures"), "bar-chart-line", STAFF - {Role.MEDIATOR, Role.OPERATOR}),
    Place("filing:desk", pgettext_lazy("menu", "Filings"), "inbox", STAFF - {Role.MEDIATOR, Role.ADMINISTRATOR}),
    Place(
        "filing:requests", pgettext_lazy("menu", "Requests"), "arrow-up-circle",
        frozenset({Role.FILING_JUDGE, Role.DUTY_LEADER, Role.DIVISION}),
    ),
    Place("mediation:desk", pgettext_lazy("menu", "Mediation"), "people", STAFF - {Role.OPERATOR, Role.ADMINISTRATOR}),
    Place(
        "confirmation:desk", pgettext_lazy("menu", "Confirmation"), "patch-check",
        frozenset({Role.JUDGE, Role.FILING_JUDGE, Role.CLERK, Role.MEDIATOR, Role.DIVISION}),
    ),
    Place("rating:list", pgettext_lazy("menu", "Ratings"), "star", STAFF - {Role.MEDIATOR, Role.ADMINISTRATOR}),
    Place("registers:list", pgettext_lazy("menu", "Registers"), "table", KEEPERS | {Role.CLERK, Role.WATCHER}),
    Place(
        "ranking:list", pgettext_lazy("menu", "Published rankings"), "list-ol",
        STAFF - {Role.MEDIATOR, Role.OPERATOR},
    ),
    Place("rollup:runs", pgettext_lazy("menu", "Runs"), "clock-history", KEEPERS),
    Place("roster:list", pgettext_lazy("menu", "Mediators"), "card-list", KEEPERS | {Role.FILING_JUDGE, Role.CLERK}),
    Place("calendar:year", _("Court days"), "calendar3", STAFF - {Role.MEDIATOR}),
    Place("people:list", pgettext_lazy("menu", "People"), "person-badge", KEEPERS),
    Place("courts:list", _("Courts"), "bank", KEEPERS),
    Place("audit:list", _("Audit"), "journal-check", KEEPERS),
)  # fmt: skip


def entries(person, request):
    """[{url, label, icon, current}] of the places this person's roles open; a room that is not built in has none."""
    if person is None or not person.is_staff:
        return []
    return [
        {"url": url, "label": place.label, "icon": place.icon, "current": request.path.startswith(url)}
        for place in PLACES
        if person.roles & place.roles and (url := _address(place.route, get_urlconf()))
    ]


@lru_cache  # every page asks for all of them
def _address(route, urlconf):
    try:
        return reverse(route, urlconf)
    except NoReverseMatch:
        return None
