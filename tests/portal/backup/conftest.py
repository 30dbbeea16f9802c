"""Databases of their own beside the tests' one: a migrated one without rows, and a small district that lives."""

import os
import secrets
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import psycopg2
import pytest
from django.db import connection

from tests.portal.backup.filling import fill_what_is_empty

HOME = Path(__file__).resolve().parents[3]


def address(database, user=None):
    base, _slash, _name = os.environ["DATABASE_URL"].rpartition("/")
    return f"{base}/{database}" if user is None else f"postgres://{user}@{base.rpartition('@')[2]}/{database}"


def manage(database, *words, user=None):
    """A management command in a process of its own, upon that database."""
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, words)],
        cwd=HOME,
        env={**os.environ, "DATABASE_URL": address(database, user)},
        capture_output=True,
        text=True,
        check=False,
    )


def ask(database, statement, *values):
    """All rows of the answer, each as a tuple; None for a statement that has no answer."""
    session = psycopg2.connect(address(database))
    session.autocommit = True
    try:
        cursor = session.cursor()
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else None
    finally:
        session.close()


@pytest.fixture(scope="session")
def create():
    """create(template) makes a database, without tables if no template is given; all are dropped in the end."""
    made = []

    def make(template="template0", owner=None):
        name = f"songting_backup_{secrets.token_hex(4)}"
        ask("postgres", f"CREATE DATABASE {name} TEMPLATE {template}")
        if owner:
            ask("postgres", f"ALTER DATABASE {name} OWNER TO {owner}")
        made.append(name)
        return name

    yield make
    for name in made:
        ask("postgres", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def migrated(create):
    """A template to copy: migrated, without rows."""
    name = create()
    done = manage(name, "migrate", "--verbosity", "0")
    assert done.returncode == 0, done.stderr
    return name


@pytest.fixture
def empty(create, migrated):
    return create(migrated)


@pytest.fixture
def filled(create, district):
    return create(district)


@pytest.fixture(scope="session")
def standing_in(django_db_blocker):
    """`with standing_in(database):` this process works there."""

    @contextmanager
    def stand(database):
        with django_db_blocker.unblock():
            connection.close()
            before = connection.settings_dict["NAME"]
            connection.settings_dict["NAME"] = database
            try:
                yield
            finally:
                connection.close()
                connection.settings_dict["NAME"] = before

    return stand


@pytest.fixture(scope="session")
def district(create, migrated, standing_in):
    """A template to copy: seeded, counted, sealed but for the last entry; every table has a row, if it takes a made-up one."""
    from portal.audit.models import record
    from portal.audit.sealing import seal

    name = create(migrated)
    for words in (
        ("seed_district", "--courts", "3", "--years", "0.2", "--cases", "40"),
        ("roll_up", "--all"),
    ):
        done = manage(name, *words)
        assert done.returncode == 0, done.stderr
    with standing_in(name):
        record(None, "sealed", detail={"名": "一"})
        seal()
        record(None, "waits for its seal")
    session = psycopg2.connect(address(name))
    with session, session.cursor() as cursor:
        fill_what_is_empty(cursor)
    session.close()
    return name


@pytest.fixture(scope="session")
def saved(district, standing_in, tmp_path_factory):
    """A backup of the district."""
    from portal.backup.saving import save

    path = tmp_path_factory.mktemp("saved") / "district.zip"
    with standing_in(district):
        save(path)
    return path


@pytest.fixture
def plain(create):
    """A database without tables and its owner, who may do nothing else on the server."""
    role = f"songting_{secrets.token_hex(4)}"
    ask("postgres", f"CREATE ROLE {role} LOGIN PASSWORD 'plain'")
    database = create(owner=role)
    yield SimpleNamespace(database=database, user=f"{role}:plain")
    ask("postgres", f"DROP DATABASE {database} WITH (FORCE)")
    ask("postgres", f"DROP ROLE {role}")


def content(database):
    """{table: its rows as text, sorted}: another way of looking than that of the backup."""
    names = ask(
        database,
        "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind IN ('r', 'p') AND NOT relispartition",
    )
    return {
        name: sorted(row for (row,) in ask(database, f'SELECT t::text FROM "{name}" t')) for (name,) in names
    }


def rows_of_ours(database):
    """{table: number of rows}, of the tables a backup holds and that have any."""
    from portal.backup.tables import LEFT_OUT

    return {
        name: len(rows) for name, rows in content(database).items() if rows and not name.startswith(LEFT_OUT)
    }
