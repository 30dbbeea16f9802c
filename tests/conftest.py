"""The world every test stands in: six courts, their people, a fixed clock where days matter."""

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation

from portal.courts.models import Court


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tests with real commits clean up by TRUNCATE, which the audit refuses; only that one trigger rests."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in ("portal_auditentry", "portal_auditseal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_no_truncate")


@pytest.fixture
def district(db):
    """The intermediate court and its five basic courts, as `load_courts` makes them."""
    from portal.courts.district import _remembered, district_name, load_courts

    translation.activate(settings.LANGUAGE_CODE)  # an earlier test may have left another one
    load_courts()
    _remembered.clear()
    district_name()  # so that a page asks for it in no test or in every one
    return {court.short_name: court for court in Court.objects.all()}


@pytest.fixture
def person_at(db):
    """Make somebody: `person_at(court, *roles, name=…)`; without roles a litigant. Nobody has a password."""
    from portal.people.models import Membership, Person

    def make(court=None, *roles, name="某人", **fields):
        username = fields.pop("username", f"user{Person.objects.count() + 1}")
        person = Person.objects.create_person(username, name=name, **fields)
        Membership.objects.bulk_create(Membership(person=person, court=court, role=role) for role in roles)
        return person

    return make


@pytest.fixture
def helong(district):
    return district["和龙林院"]


@pytest.fixture
def dunhua(district):
    return district["敦化林院"]


@pytest.fixture
def intermediate(district):
    return district["延边林区中院"]


@pytest.fixture
def clerk(person_at, helong):
    return person_at(helong, "clerk", name="柳书记员")


@pytest.fixture
def filing_judge(person_at, helong):
    return person_at(helong, "filing_judge", name="朴法官")


@pytest.fixture
def judge(person_at, helong):
    return person_at(helong, "judge", name="崔审判员")


@pytest.fixture
def duty_leader(person_at, helong):
    return person_at(helong, "duty_leader", name="带班院长")


@pytest.fixture
def mediator_person(person_at, helong):
    return person_at(helong, "mediator", name="金调解员")


@pytest.fixture
def watcher(person_at, helong):
    return person_at(helong, "watcher", name="姜专人")


@pytest.fixture
def division(person_at, intermediate):
    return person_at(intermediate, "division", name="赵立案")


@pytest.fixture
def administrator(person_at, intermediate):
    return person_at(intermediate, "administrator", name="林管理")


@pytest.fixture
def litigant(person_at):
    return person_at(name="全当事人")


@pytest.fixture
def elsewhere(person_at, dunhua):
    """The same roles at another basic court: elsewhere.clerk, elsewhere.filing_judge, …"""
    from types import SimpleNamespace

    roles = ("clerk", "filing_judge", "judge", "mediator", "watcher", "administrator")
    return SimpleNamespace(**{role: person_at(dunhua, role, name=f"敦化{role}") for role in roles})


@pytest.fixture(scope="session", autouse=True)
def shipped_causes():
    """The lists of causes that come with the portal only: no statement looks for imported ones."""
    from filing.causes import holdings

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(holdings, "imported", tuple)
        yield


@pytest.fixture
def time_machine_at():
    """time_machine_at(moment): the clock of this process stands there until the test ends."""
    import time_machine

    travels = []

    def travel(moment):
        traveller = time_machine.travel(moment, tick=False)
        traveller.start()
        travels.append(traveller)

    yield travel
    for traveller in reversed(travels):
        traveller.stop()
