"""An impossible setting stops the start with a sentence that names it, in Chinese and English."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from portal import environment

HOME = Path(__file__).resolve().parents[2]


def check(**changes):
    """`manage.py check` with some variables changed: (exit code, what it said)."""
    environment = {name: value for name, value in {**os.environ, **changes}.items() if value is not None}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=HOME, env=environment, capture_output=True, text=True
    )
    return done.returncode, done.stdout + done.stderr


def test_the_present_settings_are_good():
    code, said = check()
    assert code == 0, said


IMPOSSIBLE = [
    ("DATABASE_URL", "mysql://court:secret@127.0.0.1/court"), ("DATABASE_URL", "postgres://"),
    ("DATABASE_URL", "postgres://127.0.0.1:fivefour/court"), ("DATABASE_URL", "postgres://127.0.0.1:99999/court"),
    ("DATABASE_URL", "postgres://127.0.0.1/"), ("REDIS_URL", "http://127.0.0.1"), ("REDIS_URL", "redis://:x@h:port/0"),
    ("SECRET_KEY", "short"), ("BLIND_INDEX_KEY", ""), ("PERSONAL_DATA_KEYS", "no-key"), ("PERSONAL_DATA_KEYS", " , "),
    ("STATISTICAL_YEAR_STARTS", "13"), ("REFRESH_SECONDS", "0"), ("REFRESH_SECONDS", "often"), ("PROXIES", "-1"),
    ("DIVERSION_READING", "C"), ("FAVOURABLE_FROM", "6"), ("HTTPS", "perhaps"), ("LOG_LEVEL", "LOUD"),
    ("THROTTLE_ANONYMOUS", "many"), ("OFFICE_HOURS", "17:00-08:30"), ("SECOND_STEP_ROLES", "clerk, king"),
    ("OIDC_ISSUER", "http://id.example"), ("OIDC_ISSUER", "id.example"), ("OIDC_ISSUER", "https://"),
    ("OIDC_USERNAME_CLAIM", ""), ("CORRECTION_DAYS_AT_MOST", "0"), ("MEDIATION_DAYS_AT_MOST", "30"),
    ("ALLOWED_HOSTS", ""), ("ALLOWED_HOSTS", " , "), ("ALLOWED_HOSTS", "https://court.example"),
    ("ALLOWED_HOSTS", "court.example:443"), ("TRUSTED_ORIGINS", "court.example"), ("TRUSTED_ORIGINS", "ftp://h"),
    ("TRUSTED_ORIGINS", "https://court.example/"), ("THROTTLE_ANONYMOUS", "0/minute"), ("THROTTLE_ANONYMOUS", "-1/day"),
    ("THROTTLE_ANONYMOUS", "5/year"), ("METRICS_TOKEN", "short"), ("DISTRICT_NAME", ""), ("OFFICE_HOURS", ""),
    ("OFFICE_HOURS", "morning"), ("PROXIES", "one"), ("PROXIES", "9" * 5000),
]  # fmt: skip


@pytest.mark.parametrize("name, value", IMPOSSIBLE)
def test_an_impossible_value_is_named_in_both_languages(name, value, monkeypatch):
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as ended:
        environment.read()
    said = ended.value.code  # a text: Python prints it and ends with 1
    assert "配置有误，系统没有启动" in said and "The settings are wrong; nothing was started" in said
    (told,) = [line for line in said.splitlines() if line.startswith(f"  {name}:")]
    assert re.search(r"[\u4e00-\u9fff].* / .*[a-z]{2}", told), told


def test_development_is_never_served_with_tls(monkeypatch):
    monkeypatch.setenv("HTTPS", "true")
    assert environment.read().https
    monkeypatch.setenv("DEBUG", "true")
    with pytest.raises(SystemExit) as ended:
        environment.read()
    assert "  HTTPS:" in ended.value.code and "DEBUG" in ended.value.code


def test_good_hosts_and_origins(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "court.example, .court.example, 10.0.0.7, [::1], *")
    monkeypatch.setenv(
        "TRUSTED_ORIGINS", "https://court.example, https://*.court.example:8443, http://[::1]:8000"
    )
    read = environment.read()
    assert len(read.allowed_hosts) == 5 and len(read.trusted_origins) == 3


def test_a_provider_needs_a_client_and_its_secret(monkeypatch):
    monkeypatch.setenv("OIDC_ISSUER", "https://id.example/realms/court")
    with pytest.raises(SystemExit) as ended:
        environment.read()
    assert "  OIDC_CLIENT_ID:" in ended.value.code and "  OIDC_CLIENT_SECRET:" in ended.value.code
    monkeypatch.setenv("OIDC_CLIENT_ID", "songting")
    monkeypatch.setenv("OIDC_CLIENT_SECRET", "secret")
    assert environment.read().oidc_issuer == "https://id.example/realms/court"


def test_roles_that_demand_a_second_step_are_those_of_the_house(monkeypatch):
    from portal.people.models import Role

    monkeypatch.setenv("SECOND_STEP_ROLES", ", ".join(Role.values))
    assert environment.read().second_step_roles == Role.values == list(environment.ROLES)


def test_the_start_stops_every_fault_is_named_at_once_and_no_secret_is_repeated():
    code, said = check(SECRET_KEY="tooshortbutsecret", PROXIES="99", DATABASE_URL="mysql://u:hunter2@h/d")
    assert code == 1
    assert "Traceback" not in said
    assert all(f"  {name}:" in said for name in ("SECRET_KEY", "PROXIES", "DATABASE_URL"))
    assert "tooshortbutsecret" not in said and "hunter2" not in said


@pytest.mark.parametrize("name, value", [("REDIS_URL", "redis://"), ("REFRESH_SECONDS", "often")])
def test_one_impossible_value_is_enough(name, value):
    code, said = check(**{name: value})
    assert code == 1 and f"  {name}:" in said and "Traceback" not in said


def test_secrets_of_a_machine_are_made_once_and_whole(tmp_path, monkeypatch):
    names = environment.SECRETS
    for name in names:
        monkeypatch.delenv(name, raising=False)
    environment.local_secrets(tmp_path)
    first = {name: os.environ.pop(name) for name in names}
    environment.local_secrets(tmp_path)
    assert {name: os.environ[name] for name in names} == first and all(first.values())
    assert [path.name for path in tmp_path.iterdir()] == ["secrets"]
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "forgotten", [environment.SECRETS, ("PERSONAL_DATA_KEYS",), ("SECRET_KEY", "BLIND_INDEX_KEY")]
)
def test_in_production_forgotten_secrets_are_named_and_none_is_made(tmp_path, forgotten):
    code, said = check(SONGTING_HOME=str(tmp_path), HTTPS="true", **dict.fromkeys(forgotten))
    assert code == 1 and [name for name in environment.SECRETS if f"  {name}:" in said] == list(forgotten)
    assert list(tmp_path.iterdir()) == []


def test_secrets_are_made_all_or_none(tmp_path, monkeypatch):
    given, *others = environment.SECRETS
    monkeypatch.setenv(given, "s" * 48)
    for name in others:
        monkeypatch.setenv(name, "")
    environment.local_secrets(tmp_path)
    assert not any(os.environ[name] for name in others) and list(tmp_path.iterdir()) == []


def test_secrets_half_written_by_a_killed_process_are_never_found(tmp_path, monkeypatch):
    for name in environment.SECRETS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(environment.os, "link", lambda *paths: os._exit(9))
    if (child := os.fork()) == 0:
        environment.local_secrets(tmp_path)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert not (tmp_path / "secrets").exists()
