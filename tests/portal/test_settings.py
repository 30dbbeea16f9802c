"""An impossible setting stops the start with a sentence that names it, in Chinese and English."""

import os
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
    ("OIDC_USERNAME_CLAIM", ""),
]  # fmt: skip


@pytest.mark.parametrize("name, value", IMPOSSIBLE)
def test_an_impossible_value_is_named_in_both_languages(name, value, monkeypatch):
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as ended:
        environment.read()
    said = ended.value.code  # a text: Python prints it and ends with 1
    assert "配置有误，系统没有启动" in said and "The settings are wrong; nothing was started" in said
    assert f"  {name}:" in said


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
