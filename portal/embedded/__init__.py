"""PostgreSQL and Valkey from wheels, for machines that have neither.

`with servers():` sets DATABASE_URL and REDIS_URL where they are unset, and the secrets outside production. Several
processes share one pair: each holds a shared lock, and the last one to leave stops what was started.
For demonstration and tests; production sets both variables and never comes here.
"""

import atexit
import contextlib
import fcntl
import functools
import os
import shutil
import subprocess
from pathlib import Path

from portal.environment import HOME, local_secrets
from portal.interrupts import uninterrupted

from . import postgres, valkey
from .ground import locked
from .postgres import data_folder

__all__ = ["data_folder", "folder", "remove", "servers", "start", "stop"]

SERVERS = {"DATABASE_URL": postgres, "REDIS_URL": valkey}
YES = {"1", "true", "t", "yes", "y", "on"}


def folder():
    """Where data, sockets' numbers and locks of the embedded pair live."""
    return Path(os.environ.get("SONGTING_HOME", HOME / ".local"))


def _is_production():
    """A given database behind TLS: keys made up there would seal what no other process reads again."""
    return bool(os.environ.get("DATABASE_URL")) and os.environ.get("HTTPS", "").lower() in YES


@contextlib.contextmanager
def servers():
    """DATABASE_URL and REDIS_URL are set inside; what had to be started is stopped after the last user.

    Gives a function that brings back, at its address, what was killed meanwhile.
    """
    home = folder()
    if not _is_production():
        local_secrets(home)
    wanted = [name for name in SERVERS if not os.environ.get(name)]
    if not wanted:
        yield lambda: None
        return
    home.mkdir(parents=True, exist_ok=True)
    with open(home / "users.lock", "a") as users:
        leave = functools.partial(_leave, home, users, os.getpid())
        atexit.register(leave)  # for whoever never comes back to the end of the block
        try:
            with _starting(home):
                fcntl.flock(users, fcntl.LOCK_SH)
                os.environ.update(_started(home, wanted))
            yield functools.partial(_revive, home, wanted)
        finally:
            atexit.unregister(leave)
            leave()


def start(home):
    """Have both servers of this folder run; returns {"DATABASE_URL": …, "REDIS_URL": …}.

    What runs already stays; what was killed comes back where it was. Whoever starts them so has to stop them.
    """
    home.mkdir(parents=True, exist_ok=True)
    with _starting(home):
        return _started(home, SERVERS)


@contextlib.contextmanager
def _starting(home):
    """One at a time, and whole: a server that nobody has written down would never be stopped."""
    with locked(home / "start.lock"), uninterrupted():
        yield


def _started(home, wanted):
    return {name: SERVERS[name].start(home) for name in wanted}


def _revive(home, wanted):
    if not all(SERVERS[name].runs(home) for name in wanted):
        # What is left of a killed server may still be in the way; then next time.
        with _starting(home), contextlib.suppress(subprocess.SubprocessError):
            _started(home, wanted)


def _leave(home, users, owner):
    if os.getpid() != owner:  # a forked worker is not the one that came in
        return
    with contextlib.suppress(OSError), _starting(home):
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)  # nobody else is left
        stop(home)
        fcntl.flock(users, fcntl.LOCK_UN)


def stop(home):
    """Stop both servers of this folder, whoever started them."""
    for server in SERVERS.values():
        server.stop(home)


def remove(home):
    """Stop both servers and delete their folders; for tests and benchmarks, which use folders of their own."""
    stop(home)
    postgres.remove(home)
    shutil.rmtree(home, ignore_errors=True)
