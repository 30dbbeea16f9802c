"""What docker-compose.yml starts, started by hand: migration job, web, worker and beat as processes of their own."""

import contextlib
import os
import re
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
from django.conf import settings
from django.utils import timezone

from portal import serveraddresses
from portal.environment import Environment

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
                "INSERT INTO portal_court (name, short_name, name_ko, name_en, level, seat, changed_at)"
                " VALUES ('示范法院', '示范', '', '', 'basic', '', now()) RETURNING id"
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


NOT_IN_PRODUCTION = {"DEBUG"}
OF_THE_IMAGE = {"STATIC_ROOT"}  # where the browser files were collected when it was built


def test_every_setting_reaches_the_containers():
    given = COMPOSE["x-portal"]["environment"]
    fields = {name.upper() for name in Environment.model_fields}
    assert set(given) == fields - NOT_IN_PRODUCTION - OF_THE_IMAGE
    for service in ("migrate", "web", "worker", "beat"):
        assert COMPOSE["services"][service]["environment"] == given
    for name, value in given.items():  # none is set, but by a name in .env, where others might want another
        fixed = name in {"HTTPS", "PROXIES", "ALLOWED_HOSTS", "TRUSTED_ORIGINS"}
        assert fixed or value is None or re.fullmatch(r"\$\{\w+(:?[-?].*)?\}", value), name


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_setting_is_documented(name):
    rows = "".join(
        line for line in (HOME / name).read_text(encoding="utf-8").splitlines() if line.startswith("| `")
    )
    assert [one for one in Environment.model_fields if f"`{one.upper()}`" not in rows] == []


def test_compose_starts_with_the_passwords_as_they_are(monkeypatch):
    """What compose would hand over for an .env of the six names of the README, with any character in a password."""
    env = {"SITE_NAME": "court.example", "POSTGRES_PASSWORD": "p/w#@:", "REDIS_PASSWORD": "r/w?", "SECRET_KEY": "s" * 48,
           "PERSONAL_DATA_KEYS": "A" * 43 + "=", "BLIND_INDEX_KEY": "b" * 48}  # fmt: skip
    for name in Environment.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in COMPOSE["x-portal"]["environment"].items():
        if value is not None:
            monkeypatch.setenv(name, interpolated(value, env))
    read = Environment()
    assert serveraddresses.as_django(read.database_url)["PASSWORD"] == "p/w#@:"
    assert read.redis_url == "redis://:r%2Fw%3F@redis:6379/0"
    assert read.https and read.trusted_origins == ["https://court.example"]
    assert read.second_step_roles == ["administrator", "division"] and read.metrics_token == ""


def interpolated(value, env):
    """As compose reads ${NAME}, ${NAME:?…}, ${NAME:-default} and ${NAME-default}."""
    return re.sub(r"\$\{(\w+)(?::?[-?]([^}]*))?\}", lambda found: env.get(found[1], found[2] or ""), value)


def test_the_proxy_lets_through_what_the_portal_takes_and_its_figures():
    proxy = (HOME / "Caddyfile").read_text(encoding="utf-8")
    (most,) = re.findall(r"max_size (\d+)MiB", proxy)
    assert settings.REGISTER_MAX_BYTES < int(most) << 20 <= settings.REGISTER_MAX_BYTES + (2 << 20)
    assert "respond" not in proxy  # /metrics passes; the portal asks for the token


SECRETS = (".env", ".env.production", "portal/.env", "own/root.key", "backup.zip", "demo.json", ".git/config")
LOCAL = (
    ".local/secrets",
    ".venv/bin/python",
    "node_modules/x.js",
    "staticfiles/x.css",
    "portal/__pycache__/x.pyc",
)
NEEDED = (
    "portal/settings.py", "filing/casenumbers/data/types.csv", "locale/ko/LC_MESSAGES/django.po", "manage.py",
    "static/css/page.css", "templates/base.html", "pyproject.toml", "requirements.txt", "package-lock.json", ".npmrc",
)  # fmt: skip


def in_the_image(path):
    """As Docker reads .dockerignore: the last line that fits the path or a folder above it decides."""
    inside = True
    for line in (HOME / ".dockerignore").read_text(encoding="utf-8").splitlines():
        rule = line.removeprefix("!")
        fits = re.escape(rule).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*")
        if line and not line.startswith("#") and re.fullmatch(f"{fits}(?:/.*)?", path):
            inside = line.startswith("!")
    return inside


def test_no_secret_and_nothing_local_gets_into_the_image():
    assert [path for path in SECRETS + LOCAL if in_the_image(path)] == []
    assert [path for path in NEEDED if not in_the_image(path)] == []


def test_no_secret_and_nothing_local_is_committed():
    ignored = set((HOME / ".gitignore").read_text(encoding="utf-8").split())
    assert {
        ".env",
        ".env.*",
        "/own/",
        ".local/",
        ".venv/",
        "node_modules/",
        "/staticfiles/",
        "*.pyc",
    } <= ignored


def test_compose_names_no_secret_and_every_service_of_the_plan():
    assert set(COMPOSE["services"]) == {"postgres", "redis", "migrate", "web", "worker", "beat", "proxy"}
    for service in COMPOSE["services"].values():
        for name, value in (service.get("environment") or {}).items():
            if name.endswith(("PASSWORD", "KEY", "KEYS", "SECRET", "TOKEN")):
                assert value is None or value.startswith("${"), f"{name} is written out"
