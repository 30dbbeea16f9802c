"""One small seeded installation for all that is killed here."""

import json

import pytest
from django.core.management import call_command

from portal.courts.models import Court
from portal.people.models import Person
from tests.processes import Installation, standing_in

PASSWORD = "松树-2026-kill"


@pytest.fixture(scope="package")
def installed(tmp_path_factory, django_db_blocker):
    """Three courts with a third of a year of cases, the truth about them beside."""
    installation = Installation(tmp_path_factory.mktemp("installation"))
    try:
        (installation.home / "demo.json").write_text(json.dumps({"password": PASSWORD}))
        with (
            django_db_blocker.unblock(),
            standing_in(installation),
            pytest.MonkeyPatch.context() as patch,
        ):
            patch.setenv("DEMO_PASSWORD", PASSWORD)
            call_command("migrate", verbosity=0)
            truth = installation.home / "truth.json"
            call_command("seed_district", courts=3, years=0.3, cases=60, truth=truth, verbosity=0)
            call_command("roll_up")
        yield installation
    finally:
        installation.remove()


@pytest.fixture
def installation(installed, django_db_blocker):
    """The installation, this process's Django on its database; whatever a test started ends with it."""
    installed.start_servers()
    with django_db_blocker.unblock(), standing_in(installed):
        yield installed
        installed.stop()
        print(installed.log.read_text()[-4000:])  # pytest shows it where a test failed


@pytest.fixture
def clerk(installation):
    return Person.objects.get(username="chuangkou")


@pytest.fixture
def court(installation):
    return Court.objects.get(short_name="和龙林院")
