"""The embedded servers come back from what was done to them, also from half of it."""

import os
from pathlib import Path

import psycopg2
import pytest
from redis import Redis, RedisError

from portal import embedded
from tests.processes import Installation, kill, until


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SONGTING_HOME", str(tmp_path))
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.setenv(name, "")
    yield tmp_path
    embedded.remove(tmp_path)


def answer():
    try:
        psycopg2.connect(os.environ["DATABASE_URL"]).close()
        with Redis.from_url(os.environ["REDIS_URL"]) as broker:
            return broker.ping()
    except (psycopg2.OperationalError, RedisError):
        return False


def test_a_database_that_recovers_is_not_asked_while_the_broker_is_brought_back(home):
    with embedded.servers() as revive:
        there = Installation(home)
        main = int(Path(embedded.data_folder(home), "postmaster.pid").read_text().split()[0])
        kill(*set(there.database_processes()).difference({main}), *there.broker_processes())
        revive()
        until(answer)
        assert main in there.database_processes(), "it had not to be started"
    assert there.processes() == []
