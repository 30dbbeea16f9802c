"""An installation of its own, web, worker and beat as real processes on real servers: anything in it may be killed."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection, connections
from kombu import Connection
from redis import Redis

from portal import demo, embedded
from portal.celery import app

HOME = Path(__file__).resolve().parent.parent
PATIENCE = 120  # seconds; whatever takes longer is a failure
# Beat as it is, with the named entries due all the time and no others.
HASTY_BEAT = """
import sys
from portal.celery import app
schedule, seconds, *entries = sys.argv[1:]
app.conf.beat_schedule = {
    name: {**entry, "schedule": float(seconds)} for name, entry in app.conf.beat_schedule.items() if name in entries
}
app.Beat(loglevel="WARNING", schedule=schedule).run()
"""


def until(condition, seconds=PATIENCE):
    """What the condition answers as soon as that is true."""
    deadline = time.monotonic() + seconds
    while not (answer := condition()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)
    return answer


class Installation:
    """One folder, a database and a broker in it, and the processes started on them."""

    def __init__(self, home):
        self.home, self.log, self._started = home, home / "processes.log", []
        self.start_servers()
        self.log.touch()

    def start_servers(self):
        """Start what does not run; it comes back at its old address."""
        self.addresses = embedded.start(self.home)
        self._data = str(embedded.data_folder(self.home).resolve())

    @property
    def environment(self):
        return {
            **os.environ, **self.addresses, "SONGTING_HOME": str(self.home), "REFRESH_SECONDS": "0.3",
            "LOG_LEVEL": "WARNING", "DJANGO_SETTINGS_MODULE": "portal.settings",
        }  # fmt: skip

    def run(self, words, **changes):
        """A process in a group of its own; a change to None takes the variable out of its environment."""
        environment = {k: v for k, v in {**self.environment, **changes}.items() if v is not None}
        with open(self.log, "a") as log:
            process = subprocess.Popen(
                words,
                cwd=HOME,
                env=environment,
                start_new_session=True,
                stdout=log,
                stderr=log,
                preexec_fn=_as_from_a_terminal(),
            )
        self._started.append(process)
        return process

    def manage(self, *words):
        return self.run([sys.executable, "manage.py", *words])

    def web(self, port):
        return self.run(demo.web(port))

    def worker(self):
        return self.run(demo.worker())

    def hasty_beat(self, seconds, *entries):
        """Beat that rings for these entries of the schedule every so many seconds, and for no others."""
        return self.run([
            sys.executable, "-c", HASTY_BEAT, str(self.home / "beat-schedule"), str(seconds), *entries
        ])  # fmt: skip

    def ring(self, task):
        """What beat does when the task's time has come."""
        with Connection(self.addresses["REDIS_URL"]) as broker:
            app.send_task(task, connection=broker)

    def is_heard(self):
        """Whether a worker waits for the next bell."""
        with Redis.from_url(self.addresses["REDIS_URL"]) as broker:
            return any(client["cmd"] == "brpop" for client in broker.client_list())

    def database_processes(self):
        return [pid for pid, folder in _each("cwd", os.readlink) if folder == self._data]

    def end_database(self, with_signal=signal.SIGKILL):
        """SIGKILL to all of it, as a power cut would; or SIGQUIT, by which `pg_ctl stop -m immediate` stops it."""
        everybody = set(self.database_processes())
        if with_signal == signal.SIGKILL:
            kill(*everybody)
        else:
            os.kill(int(Path(self._data, "postmaster.pid").read_text().split()[0]), with_signal)
        # Of those that were there: a demo that brings it back may be quicker than we look.
        until(lambda: not everybody.intersection(self.database_processes()))

    def broker_processes(self):
        _host, _at, address = urlsplit(self.addresses["REDIS_URL"]).netloc.rpartition("@")
        named = f"valkey-server {address}".encode()
        return [pid for pid, words in _each("cmdline", _content) if named in words]

    def processes(self):
        """Everything of this installation that runs, whoever started it."""
        named = f"SONGTING_HOME={self.home}".encode()
        ours = [pid for pid, environment in _each("environ", _content) if named in environment.split(b"\0")]
        return sorted({*ours, *self.database_processes(), *self.broker_processes()})

    def stop(self):
        """End what was started and all that started; the servers stay, and nothing else."""
        kill(*set(self.processes()).difference(self.database_processes(), self.broker_processes()))
        for process in self._started:
            process.wait()
        self._started.clear()

    def remove(self):
        self.stop()
        embedded.remove(self.home)
        assert self.processes() == [], "processes were left behind"


def _as_from_a_terminal():
    """What a child does first: it ends with us, and a closed terminal ends it, though we may run under nohup."""
    end_with_us = demo.ending_with_us()

    def begin():
        end_with_us()
        signal.signal(signal.SIGHUP, signal.SIG_DFL)

    return begin


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def kill(*pids, with_signal=signal.SIGKILL):
    """Kill them all and wait until they are gone."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, with_signal)
    until(lambda: not any(_runs(pid) for pid in pids))


def children_of(process):
    with contextlib.suppress(FileNotFoundError):
        return [int(pid) for pid in _content(f"/proc/{process.pid}/task/{process.pid}/children").split()]
    return []


@contextlib.contextmanager
def standing_in(installation):
    """This process's Django works on the installation's database instead of the tests' own."""
    address = urlsplit(installation.addresses["DATABASE_URL"])
    there = {
        "HOST": address.hostname, "PORT": address.port, "USER": address.username, "PASSWORD": address.password,
        "NAME": address.path.strip("/"),
    }  # fmt: skip
    settings = connections.settings["default"]
    here = {name: settings[name] for name in there}
    connection.close()
    settings.update(there)
    try:
        yield
    finally:
        connection.close()
        settings.update(here)


def _each(what, read):
    """(process number, what its entry in /proc says) of all that may be read."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            with contextlib.suppress(OSError):
                yield int(folder.name), read(folder / what)


def _content(path):
    return Path(path).read_bytes()


def _runs(pid):
    """Alive, and not only waiting for its parent to notice its end."""
    with contextlib.suppress(OSError):
        return _content(f"/proc/{pid}/stat").rpartition(b")")[2].split()[0] != b"Z"
    return False
