"""What is under way when something is killed."""

import io
import time

from django.db import connection

from metrics.registers import importing, workflow
from metrics.registers.models import IMPORT, RegisterImport
from tests.processes import until

RESUME = "metrics.registers.tasks.resume_imports"
S = RegisterImport.State


def uploaded(register):
    """An import of it that waits to be read."""
    return workflow.upload(io.BytesIO(register.content), name=f"{register.year}.csv", by=IMPORT)


def confirmed(register):
    """An import of it that waits to be applied."""
    batch = uploaded(register)
    importing.check(batch.pk)
    batch.refresh_from_db()
    return workflow.confirm(batch, by=IMPORT)


def state_of(batch):
    return RegisterImport.objects.values_list("state", flat=True).get(pk=batch.pk)


def rounds_until(installation, batch, state):
    """Ring for waiting imports round after round, as beat does, until the import is in this state."""

    def one_round():
        installation.ring(RESUME)
        time.sleep(0.2)
        return state_of(batch) == state

    until(one_round)


def waiting(table=None):
    """How many sessions wait for their turn at the table, or at an advisory lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND"
            " CASE WHEN %(table)s IS NULL THEN locktype = 'advisory' ELSE relation = %(table)s::regclass END",
            {"table": table},
        )
        return cursor.fetchone()[0]
