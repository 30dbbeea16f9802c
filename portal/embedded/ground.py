"""What both embedded servers stand on: a file of what they were started with, a lock, and their ports."""

import contextlib
import fcntl
import json
import socket
import time


def state(home):
    """What is known of the servers of this folder: ports and passwords; {} of a new one."""
    with contextlib.suppress(FileNotFoundError, ValueError):
        return json.loads((home / "state.json").read_text())
    return {}


def keep(home, known):
    path = home / "state.json"
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(known))
    fresh.replace(path)


@contextlib.contextmanager
def locked(path):
    with open(path, "a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def listens(port):
    if not port:
        return False
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait(condition, seconds=10):
    """Whether the condition came true in time."""
    deadline = time.monotonic() + seconds
    while not (true := condition()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return true


def free_port(kept):
    """The port of last time, where whoever is still running looks for the server; another if that is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", kept or 0))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
