"""Celery's worker and beat as real processes: figures follow filings by themselves, also after a worker was killed."""

import os
import signal
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest
from django.db import connection

from metrics.rollup.models import DailyFigure, Run
from tests.metrics.events import diverted, happen

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def celery(tmp_path):
    """Start a celery process on the test's database and a broker database of its own: celery("worker", …)."""
    broker = urlsplit(os.environ["REDIS_URL"])._replace(path="/15").geturl()
    database = (
        urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    )
    surroundings = {**os.environ, "REDIS_URL": broker, "DATABASE_URL": database, "REFRESH_SECONDS": "0.5"}
    started = []

    def start(*words):
        with open(tmp_path / f"{words[0]}.log", "a") as log:
            command = [sys.executable, "-m", "celery", "-A", "portal.celery", *words]
            started.append(subprocess.Popen(command, env=surroundings, stdout=log, stderr=log))
        return started[-1]

    yield start
    for process in started:
        process.send_signal(signal.SIGKILL)
        process.wait(10)


def wait_until(condition, seconds=40):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.2)


def test_beat_rings_and_the_worker_counts(district, helong, celery, tmp_path):
    celery("beat", "--schedule", str(tmp_path / "beat"))
    worker = celery("worker", "--pool", "solo")
    happen(diverted(helong, "2026-03-02"))
    wait_until(lambda: DailyFigure.objects.filter(indicator="diversion_a", numerator=1).exists())
    # What a run did is written after its figures: killed in between, they are right and its row is short of them.
    wait_until(lambda: Run.objects.filter(job=Run.Job.REFRESH, report__rows=2).exists())

    worker.kill()
    worker.wait(10)
    happen(diverted(helong, "2026-03-02"))
    celery("worker", "--pool", "solo")
    wait_until(lambda: DailyFigure.objects.filter(indicator="diversion_a", numerator=2).exists())
    wait_until(lambda: Run.objects.get(job=Run.Job.REFRESH).report["rows"] == 4)
