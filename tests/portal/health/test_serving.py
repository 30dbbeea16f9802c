"""The web server as the image starts it: its workers count together, and a fault of the settings ends it."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
import yaml

from tests.processes import children_of, free_port, kill, until

HOME = Path(__file__).resolve().parents[3]
COUNTED = re.compile(r'songting_requests_total\{method="GET",status="200"\} ([\d.]+)')


def words(port):
    """What the image runs, and the demo too."""
    image = (HOME / "Dockerfile").read_text(encoding="utf-8").rpartition("CMD ")[2]
    command = yaml.safe_load(image.replace("0.0.0.0:8000", f"127.0.0.1:{port}"))
    return [sys.executable, "-m", *command]


def environment(tmp_path, **changes):
    return {**os.environ, "LOG_LEVEL": "WARNING", "TMPDIR": str(tmp_path), **changes}


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def web(tmp_path, port):
    process = subprocess.Popen(
        words(port), cwd=HOME, env=environment(tmp_path), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    until(lambda: process.poll() is not None or asked(port, "/healthz"))
    yield process
    process.send_signal(signal.SIGTERM)
    process.wait(20)


def asked(port, path):
    with (
        contextlib.suppress(OSError),
        urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as response,
    ):
        return response.read().decode()
    return ""


def counted(port):
    return float(COUNTED.search(asked(port, "/metrics"))[1])


def test_the_figures_of_all_workers_add_up_and_outlive_a_killed_one(web, port):
    for _time in range(30):
        asked(port, "/healthz")
    first = counted(port)
    assert first >= 30
    # Whichever worker answers: each reading counts the one before, and nothing else.
    assert [counted(port) for _time in range(12)] == [first + number for number in range(1, 13)]
    kill(children_of(web)[0])
    until(lambda: len(children_of(web)) == 2)
    assert counted(port) >= first + 13


def test_its_folder_is_its_own_and_goes_with_it(web, port, tmp_path):
    asked(port, "/metrics")
    (folder,) = tmp_path.glob("songting-metrics-*")
    assert list(folder.glob("*.db"))
    kill(children_of(web)[0], with_signal=signal.SIGTERM)
    assert folder.exists()
    web.send_signal(signal.SIGTERM)
    web.wait(20)
    assert not folder.exists()


def test_a_folder_that_is_given_is_emptied_of_old_figures_only(tmp_path, port, monkeypatch):
    from portal import serving

    (tmp_path / "counter_1.db").touch()
    (tmp_path / "kept").touch()
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    serving._gather_figures()
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


WRONG = {"THROTTLE_ANONYMOUS": "0/minute", "MEDIATION_TYPE_CODE": "无此类型"}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_fault_of_the_settings_ends_the_server_and_leaves_nothing(tmp_path, port, wrong):
    done = subprocess.run(
        words(port), cwd=HOME, env=environment(tmp_path, **{wrong: WRONG[wrong]}), capture_output=True, text=True,
        timeout=60,
    )  # fmt: skip
    assert done.returncode == 1 and f"  {wrong}:" in done.stderr and "配置有误" in done.stderr
    assert "Traceback" not in done.stderr and "Booting worker" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("service", ["worker", "beat"])
@pytest.mark.parametrize("wrong", WRONG)
def test_worker_and_beat_end_too(service, wrong, tmp_path):
    compose = yaml.safe_load((HOME / "docker-compose.yml").read_text(encoding="utf-8"))
    words = [word.replace("/tmp/", f"{tmp_path}/") for word in compose["services"][service]["command"]]
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=HOME, capture_output=True, text=True,
        env=environment(tmp_path, **{wrong: WRONG[wrong]}), timeout=60,
    )  # fmt: skip
    assert done.returncode == 1 and f"  {wrong}:" in done.stderr and "Traceback" not in done.stderr
