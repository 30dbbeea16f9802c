"""The broker goes, and with it the cache: pages answer, uploads are taken, and what was rung in vain is done later."""

import time
import uuid

from django.urls import reverse

from metrics.registers.models import RegisterImport
from tests.portal.killing.conftest import PASSWORD
from tests.portal.killing.deeds import S, state_of
from tests.portal.killing.truth import Register, all_is_right
from tests.portal.killing.visitor import Visitor
from tests.portal.killing.writers import filing_form, number_in
from tests.processes import free_port, kill, until


def test_pages_answer_without_it_and_an_upload_made_meanwhile_is_done(installation, court):
    port, register, key = free_port(), Register(2014, 100), uuid.uuid4()
    installation.web(port)
    worker = installation.worker()
    installation.hasty_beat(0.5, "resume-imports", "refresh-figures")
    until(installation.is_heard)
    division = Visitor(port).sign_in("lian", PASSWORD)
    kill(*installation.broker_processes())

    quote = reverse("fees:api_quote") + "?kind=property&amount=35000"
    clerk = Visitor(port).sign_in("chuangkou", PASSWORD)
    assert Visitor(port).get(quote).status == 200  # counted by the throttle, which counts in the cache
    pages = [division.get(path).status for path in ("/", "/dashboard/", "/registers/", "/readyz")]
    assert pages == [200, 200, 200, 503]
    assert filing_form(clerk, court, uuid.uuid4())
    began = time.monotonic()
    sent = division.post("/registers/upload/", {"form_key": key}, register.content)
    assert time.monotonic() - began < 8
    batch = RegisterImport.objects.get(pk=number_in(sent, "/registers/"))
    assert division.get(sent.location).status == 200 and batch.state == S.UPLOADED

    installation.start_servers()
    # Celery's worker may end when the broker goes with something unacknowledged; whoever keeps it starts it again.
    until(lambda: worker.poll() is not None or installation.is_heard())
    if worker.poll() is not None:
        installation.worker()
    until(lambda: state_of(batch) == S.CHECKED)
    assert division.post(f"{sent.location}confirm/", {}).status == 302
    until(lambda: state_of(batch) == S.APPLIED)
    installation.stop()
    all_is_right(installation, register)
