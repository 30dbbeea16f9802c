"""The world every test stands in: six courts, their people, a fixed clock where days matter."""

import pytest
from django.db import connection

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
    from portal.courts.district import load_courts

    load_courts()
    return {court.short_name: court for court in Court.objects.all()}
