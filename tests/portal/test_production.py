"""What docker-compose.yml starts, started by hand: migration job, web, worker and beat as processes of their own."""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psycopg2
import pytest
import yaml
from django.utils import timezone

HOME = Path(__file__).resolve().parent.parent.parent
COMPOSE = yaml.safe_load((HOME / "docker-compose.yml").read_text(encoding="utf-8"))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def production():
    """The environment of a fresh production: a database of its own, both addresses set."""
    name = f"songting_{secrets.token_hex(4)}"
    base = os.environ["DATABASE_URL"]
    root = psycopg2.connect(base)
    root.autocommit = True
    root.cursor().execute(f"CREATE DATABASE {name}")
    redis = os.environ["REDIS_URL"].rpartition("/")[0] + "/5"
    yield {
        **os.environ,
        "DATABASE_URL": base.rpartition("/")[0] + f"/{name}",
        "REDIS_URL": redis,
        "REFRESH_SECONDS": "1",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "LOG_LEVEL": "WARNING",
    }
    root.cursor().execute(f"DROP DATABASE {name} WITH (FORCE)")
    root.close()


def command_of(service, **changes):
    words = COMPOSE["services"][service].get("command") or COMPOSE["x-portal"].get("command")
    words = [changes.get(word, word) for word in words]
    return words


@contextlib.contextmanager
def running(words, environment):
    process = subprocess.Popen(
        words,
        cwd=HOME,
        env=environment,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def until(condition, seconds):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := condition():
            return answer
        time.sleep(0.2)
    raise AssertionError("it did not happen in time")


def answered(url):
    with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2) as response:
        return response.status
    return None


def test_all_services_start_and_a_committed_event_becomes_a_figure(production, tmp_path):
    subprocess.run(command_of("migrate"), cwd=HOME, env=production, check=True, stdout=subprocess.DEVNULL)
    port = free_port()
    image = (HOME / "Dockerfile").read_text(encoding="utf-8").rpartition("CMD ")[2]
    web = [word.replace("0.0.0.0:8000", f"127.0.0.1:{port}") for word in yaml.safe_load(image)]
    beat = command_of("beat", **{"/tmp/beat-schedule": str(tmp_path / "schedule")})
    with running(web, production), running(command_of("worker"), production), running(beat, production):
        assert until(lambda: answered(f"http://127.0.0.1:{port}/readyz"), 30) == 200
        assert answered(f"http://127.0.0.1:{port}/healthz") == 200
        with contextlib.closing(psycopg2.connect(production["DATABASE_URL"])) as database:
            database.autocommit = True
            cursor = database.cursor()
            now = timezone.now()
            cursor.execute(
                "INSERT INTO portal_court (name, short_name, name_ko, name_en, level, seat)"
                " VALUES ('示范法院', '示范', '', '', 'basic', '') RETURNING id"
            )
            court = cursor.fetchone()[0]
            cursor.execute(
                "INSERT INTO portal_event (court_id, day, at, subject_kind, subject_id, reference, verb, source, target,"
                " facts, note, process) VALUES (%s, %s, %s, 'mediation', 1, 'R', 'accept', 'offered', 'under_way',"
                """ '{"first": true, "case_type": "民初"}', '', 'test')""",
                [court, timezone.localdate(now), now],
            )

            def figure():
                cursor.execute(
                    "SELECT numerator, denominator FROM metrics_dailyfigure WHERE indicator = 'diversion_a'"
                )
                return cursor.fetchone()

            assert until(figure, 40) == (1, 1)


def test_compose_names_no_secret_and_every_service_of_the_plan():
    assert set(COMPOSE["services"]) == {"postgres", "redis", "migrate", "web", "worker", "beat", "proxy"}
    for service in COMPOSE["services"].values():
        for name, value in (service.get("environment") or {}).items():
            if name.endswith(("PASSWORD", "KEY", "KEYS")):
                assert value.startswith("${"), f"{name} is written out"
