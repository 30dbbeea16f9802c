"""The addresses of the servers: what they may hold reaches the driver, what they may not hold stops the start."""

import os
import re

import psycopg2
import pytest
from psycopg2.extensions import parse_dsn
from redis import Redis

from portal import environment, serveraddresses

ODD = "p/w#?@:[%2F 密$'"
IMPOSSIBLE = [
    ("DATABASE_URL", "postgres://u:a/b@127.0.0.1/court"), ("DATABASE_URL", "postgres://u:a#b@127.0.0.1/court"),
    ("DATABASE_URL", "postgres://u:a?b@127.0.0.1/court"), ("REDIS_URL", "redis://:a/b@h/0"),
    ("DATABASE_URL", "postgres://u:[a@127.0.0.1/court"), ("DATABASE_URL", "postgres://h/d#part"),
    ("DATABASE_URL", "postgres://h/d?sslmode=requires"), ("DATABASE_URL", "postgres://h/d?sslmod=require"),
    ("DATABASE_URL", "postgres://h/d?sslmode"), ("DATABASE_URL", "postgres://h/d?host=elsewhere"),
    ("DATABASE_URL", "postgres://h/d?connect_timeout=soon"), ("DATABASE_URL", "postgres://h/d?sslrootcert=/no/file"),
    ("DATABASE_URL", "postgres://h/d?sslmode=require&sslmode="),
]  # fmt: skip


@pytest.mark.parametrize("name, address", IMPOSSIBLE)
def test_an_impossible_address_is_refused_in_both_languages_and_not_repeated(name, address, monkeypatch):
    monkeypatch.setenv(name, address)
    with pytest.raises(SystemExit) as ended:
        environment.read()
    (told,) = [line for line in ended.value.code.splitlines() if line.startswith(f"  {name}:")]
    assert re.search(r"[\u4e00-\u9fff].* / .*[a-z]{2}", told)
    assert address not in told and "a/b" not in told


@pytest.mark.parametrize("address", [one for _name, one in IMPOSSIBLE[:3]])
def test_a_password_that_tears_its_address_apart_is_told_as_such(address):
    with pytest.raises(ValueError, match=r"DATABASE_PASSWORD / percent-encode.*DATABASE_PASSWORD"):
        serveraddresses.checked("database_url", address)


def test_a_password_beside_the_address_is_taken_as_it_is(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://songting@postgres:5433/court")
    monkeypatch.setenv("DATABASE_PASSWORD", ODD)
    monkeypatch.setenv("REDIS_URL", "rediss://redis:6380/3")
    monkeypatch.setenv("REDIS_PASSWORD", ODD)
    read = environment.read()
    database = serveraddresses.as_django(read.database_url)
    assert {name: database[name] for name in ("HOST", "PORT", "USER", "PASSWORD", "NAME")} == {
        "HOST": "postgres", "PORT": 5433, "USER": "songting", "PASSWORD": ODD, "NAME": "court",
    }  # fmt: skip
    broker = Redis.from_url(read.redis_url).connection_pool.connection_kwargs
    assert (broker["host"], broker["port"], broker["db"], broker["password"]) == ("redis", 6380, 3, ODD)


def test_an_address_that_has_a_password_keeps_it():
    kept = serveraddresses.checked("database_url", "postgres://u:own%2Fone@h/d", "other")
    assert serveraddresses.as_django(kept)["PASSWORD"] == "own/one"


def test_options_of_the_database_reach_the_driver(tmp_path):
    certificate = tmp_path / "root.crt"
    certificate.touch()
    options = (
        f"sslmode=verify-full&sslrootcert={certificate}&target_session_attrs=read-write&connect_timeout=3"
    )
    address = serveraddresses.checked(
        "database_url", f"postgres://u@h/d?{options}&application_name=%E6%9D%BE%E5%BA%AD"
    )
    assert serveraddresses.as_django(address)["OPTIONS"] == {
        "sslmode": "verify-full", "sslrootcert": str(certificate), "target_session_attrs": "read-write",
        "connect_timeout": "3", "application_name": "松庭",
    }  # fmt: skip


def test_the_driver_knows_every_option_that_is_passed_on():
    for name in serveraddresses.OPTIONS:
        assert parse_dsn(f"postgres://h/d?{name}=1")[name] == "1"


def test_a_server_without_tls_is_not_talked_to_where_tls_is_required():
    address = serveraddresses.as_django(os.environ["DATABASE_URL"] + "?sslmode=require")
    with pytest.raises(psycopg2.OperationalError, match="SSL"):
        psycopg2.connect(
            host=address["HOST"], port=address["PORT"], user=address["USER"], password=address["PASSWORD"],
            dbname=address["NAME"], **address["OPTIONS"],
        )  # fmt: skip
