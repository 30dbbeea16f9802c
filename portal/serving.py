"""How gunicorn serves the portal: `gunicorn portal.wsgi --config python:portal.serving --bind …`."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

workers, threads, worker_class = 2, 4, "gthread"
worker_tmp_dir = "/dev/shm"  # noqa: S108 - gunicorn's heartbeat wants memory, not disk
control_socket_disable = True

FOLDER = "PROMETHEUS_MULTIPROC_DIR"


def on_starting(server):
    """Before anything is forked: a fault of the settings ends the server, not each of its workers again and again."""
    _gather_figures()
    import django

    django.setup()


def child_exit(server, worker):
    from prometheus_client import multiprocess  # it looks for the folder when it is imported

    multiprocess.mark_process_dead(worker.pid)


def _gather_figures():
    """A folder in which what the workers count adds up, whichever of them is asked for /metrics; empty at first."""
    if not os.environ.get(FOLDER):
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="songting-metrics-")
        atexit.register(_remove, os.environ[FOLDER], os.getpid())
    folder = Path(os.environ[FOLDER])
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob("*.db"):
        left.unlink()


def _remove(folder, owner):
    if os.getpid() == owner:  # not when one of the workers ends
        shutil.rmtree(folder, ignore_errors=True)
