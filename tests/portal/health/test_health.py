"""What machines ask: alive, ready (or what is missing), and how it does."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import reverse
from prometheus_client.parser import text_string_to_metric_families

from portal.events import ChangedCourtDay
from portal.health import gauges, readiness

HOME = Path(__file__).resolve().parents[3]
CLOSED = "redis://127.0.0.1:1/0"


def test_alive_needs_no_database_and_no_broker(client, settings):
    settings.CELERY_BROKER_URL = CLOSED
    response = client.get("/healthz")  # without the db mark a query would fail the test
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert client.post("/healthz").status_code == 405


def test_ready(client, db):
    response = client.get("/readyz")
    assert response.status_code == 200 and response.json() == {"ready": True, "missing": []}
    assert "no-store" in response["Cache-Control"]


def test_without_the_broker_it_is_not_ready_and_says_so(client, db, settings):
    settings.CELERY_BROKER_URL = CLOSED
    response = client.get("/readyz")
    assert response.status_code == 503 and response.json() == {"ready": False, "missing": ["broker"]}


def test_without_the_database_it_is_not_ready_and_says_so(client, db, monkeypatch):
    from django.db import OperationalError

    def refuse():
        raise OperationalError("connection refused by 10.0.0.9")

    monkeypatch.setattr(readiness, "_database", refuse)
    response = client.get("/readyz")
    assert response.status_code == 503 and response.json()["missing"] == ["database"]
    assert b"10.0.0.9" not in response.content


ASK = """
import django; django.setup()
from django.test import Client
client = Client(raise_request_exception=False)
print(client.get("/healthz").status_code)
ready = client.get("/readyz"); print(ready.status_code, ready.content.decode())
page = client.get("/"); print(page.status_code, page["X-Request-Number"] in page.content.decode())
"""


def test_without_a_database_the_process_lives_says_what_is_missing_and_apologises():
    nowhere = {**os.environ, "DATABASE_URL": "postgres://x:x@127.0.0.1:1/x", "ALLOWED_HOSTS": "testserver"}
    nowhere["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    done = subprocess.run([sys.executable, "-c", ASK], cwd=HOME, env=nowhere, capture_output=True, text=True)
    alive, ready, page = done.stdout.splitlines()
    assert alive == "200"
    assert ready == '503 {"ready": false, "missing": ["database"]}'
    assert page == "503 True"


def test_with_a_migration_to_come_it_is_not_ready(client, db):
    recorder = MigrationRecorder(connection)
    name = recorder.migration_qs.filter(app="metrics").order_by("-id").first().name
    recorder.record_unapplied("metrics", name)
    assert client.get("/readyz").json() == {"ready": False, "missing": ["migrations"]}


def figures(text):
    """{name: {labels: value}} of a page of metrics."""
    return {
        family.name: {tuple(sample.labels.items()): sample.value for sample in family.samples}
        for family in text_string_to_metric_families(text)
    }


def test_metrics_tell_what_waits(client, helong):
    import datetime

    ChangedCourtDay.objects.bulk_create(
        ChangedCourtDay(court_id=helong.pk, day=datetime.date(2026, 3, day)) for day in (1, 2, 3)
    )
    from portal.audit.models import AuditEntry, record

    unsealed = AuditEntry.objects.waiting().count()
    record(None, "test")
    read = figures(client.get("/metrics").content.decode())
    assert read["songting_change_log_backlog"] == {(): 3.0}
    assert read["songting_audit_unsealed"] == {(): unsealed + 1}


def test_metrics_count_requests_by_status_and_route(client, db):
    def count(status):
        read = figures(client.get("/metrics").content.decode())
        return read["songting_requests"].get((("method", "GET"), ("status", status)), 0)

    found, lost = count("200"), count("404")
    client.get("/sign-in/")
    client.get("/no-such-page/")
    # the two readings of the figures were requests too
    assert count("200") == found + 3 and count("404") == lost + 1
    text = client.get("/metrics").content.decode()
    assert 'route="people:sign_in"' in text and "no-such-page" not in text


def test_made_up_methods_make_no_new_series(client, db):
    client.generic("HACK", "/sign-in/")
    assert "HACK" not in client.get("/metrics").content.decode()


@pytest.mark.parametrize("address, headers, status", [
    ("127.0.0.1", {}, 200), ("::1", {}, 200), ("10.0.0.5", {}, 403),
    ("127.0.0.1", {"x-forwarded-for": "8.8.8.8"}, 403), ("127.0.0.1", {"authorization": "Bearer x"}, 200),
])  # fmt: skip
def test_without_a_token_only_this_machine_reads_metrics(db, address, headers, status):
    assert Client(REMOTE_ADDR=address).get("/metrics", headers=headers).status_code == status


@pytest.mark.parametrize("address, token, status", [
    ("10.0.0.5", "Bearer s3cret-s3cret", 200), ("10.0.0.5", "Bearer wrong", 403), ("10.0.0.5", "Bearer", 403),
    ("127.0.0.1", "", 403), ("10.0.0.5", "Bearer s3cret-s3cret-längst", 403),
])  # fmt: skip
def test_with_a_token_only_its_bearer_does(db, settings, address, token, status):
    settings.METRICS_TOKEN = "s3cret-s3cret"
    assert Client(REMOTE_ADDR=address).get("/metrics", headers={"authorization": token}).status_code == status


def test_a_gauge_that_cannot_be_read_hides_no_other(client, db, monkeypatch):
    monkeypatch.setattr(gauges, "_gauges", list(gauges._gauges))

    @gauges.gauge("songting_broken", "Never there.")
    def broken():
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM no_such_table")

    @gauges.gauge("songting_by_job", "By job.", labels=["job"])
    def by_job():
        return {("daily",): 4, ("weekly",): 5}

    read = figures(client.get("/metrics").content.decode())
    assert "songting_broken" not in read
    assert read["songting_by_job"] == {(("job", "daily"),): 4.0, (("job", "weekly"),): 5.0}


def test_several_processes_add_up_in_a_folder(client, db, monkeypatch, tmp_path):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    response = client.get("/metrics")
    assert response.status_code == 200 and "songting_audit_unsealed" in response.content.decode()


def test_names_do_not_give_away_addresses_or_people(client, clerk):
    client.force_login(clerk)
    client.get(reverse("people:sessions"))
    text = client.get("/metrics").content.decode()
    assert not re.search(r"\d+\.\d+\.\d+\.\d+", text) and clerk.username not in text
