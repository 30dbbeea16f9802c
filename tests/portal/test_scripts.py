"""script/bootstrap and .ci/run in a checkout of their own: what was interrupted is made good, nothing is left out silently."""

import contextlib
import os
import shutil
import socket
import subprocess
import venv
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def checkout(tmp_path):
    """The scripts alone, with nothing to install: no network is asked."""
    for script in ("script/bootstrap", ".ci/run"):
        (tmp_path / script).parent.mkdir()
        shutil.copy(HOME / script, tmp_path / script)
    for name in ("requirements-dev.txt", "requirements-node.txt", "package-lock.json"):
        (tmp_path / name).touch()
    (tmp_path / "portal").mkdir()
    (tmp_path / "portal" / "catalogues.py").touch()
    program(tmp_path / "bin" / "npm")
    return tmp_path


def program(path, text="exit 0"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def run(checkout, script):
    surroundings = {**os.environ, "PATH": f"{checkout / 'bin'}:{os.environ['PATH']}", "CI_DATABASE_URL": ""}
    return subprocess.run([checkout / script], env=surroundings, capture_output=True, text=True)


def test_a_setup_that_was_interrupted_before_pip_came_in_is_made_anew(checkout):
    venv.create(checkout / ".venv", with_pip=False)
    done = run(checkout, "script/bootstrap")
    assert done.returncode == 0, done.stderr
    pip = [checkout / ".venv" / "bin" / "python", "-m", "pip", "--version"]
    assert subprocess.run(pip, capture_output=True).returncode == 0
    (checkout / ".venv" / "mine").touch()
    assert run(checkout, "script/bootstrap").returncode == 0
    assert (checkout / ".venv" / "mine").exists(), "what is whole is left as it is"


def listening(port):
    """Somebody listens there: we, unless a server of this machine does."""
    with contextlib.suppress(OSError):
        return socket.create_server(("127.0.0.1", port))
    return contextlib.nullcontext()


@pytest.mark.parametrize("opens, passes", [("exit 1", 1), ("exit 0", 2)])
def test_a_second_pass_that_is_left_out_is_told(checkout, opens, passes):
    for name in ("ruff", "lint-imports"):
        program(checkout / ".venv" / "bin" / name)
    program(checkout / ".venv" / "bin" / "python", opens)
    program(checkout / "script" / "bootstrap")
    program(checkout / "script" / "test", f"echo pass >> {checkout / 'passes'}")
    with listening(5432), listening(6379):
        done = run(checkout, ".ci/run")
    assert (done.returncode, "LEFT OUT" in done.stderr) == (0, passes == 1), done.stderr
    assert (checkout / "passes").read_text().split() == ["pass"] * passes
