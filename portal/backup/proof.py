"""A backup is worth what a restore of it brings back: tried in a database of its own, which is gone afterwards."""

import os
import secrets
import signal
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.backup.archive import Refused

MAY_CREATE = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"


def must_be_able():
    """Refused if the portal's database user may not create the database a proof needs."""
    with connection.cursor() as cursor:
        cursor.execute(MAY_CREATE)
        if not cursor.fetchone()[0]:
            user = connection.settings_dict["USER"]
            raise Refused(
                _(
                    "The database user %(user)s may not create databases, and a proof needs one of its own. "
                    "Let an administrator of the server run: ALTER ROLE %(user)s CREATEDB"
                )
                % {"user": user}
            )


def prove(path):
    """Restore the file elsewhere on the same server and look at it; returns (whether all is well, report)."""
    with scratch_database() as name:
        address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
        # A process of its own: no migration of the scratch database can touch the live one by mistake.
        trial = subprocess.run(
            [sys.executable, "-m", "portal.backup", path.resolve(), get_language()],
            cwd=settings.BASE_DIR,
            env={**os.environ, "DATABASE_URL": address, "LOG_LEVEL": "WARNING"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    return trial.returncode == 0, trial.stdout


@contextmanager
def scratch_database():
    """An empty database beside ours, dropped in every case this process lives to see."""
    name = f"songting_proof_{secrets.token_hex(4)}"
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        _execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        yield name
    finally:
        _execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        signal.signal(signal.SIGTERM, before)


def _execute(statement):
    connection.close()  # it would idle for the whole of the trial, and somebody may cut it
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()
