"""The web server goes while forms are being sent, and the database goes under a web server that stays."""

import random
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException

import pytest
from django.db import connection

from filing.intake.models import Filing
from metrics.registers.models import RegisterImport, RegisterPart
from tests.portal.killing.conftest import PASSWORD
from tests.portal.killing.truth import Register, all_is_right
from tests.portal.killing.visitor import Visitor
from tests.portal.killing.writers import Writers, filing_form, filing_forms, number_in, uploads
from tests.processes import children_of, free_port, kill, until


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def web(installation, port):
    return start(installation, port)


def start(installation, port):
    """A web server, once it answers; started again while orphans of the last one are still at its port."""
    web = installation.web(port)
    until(lambda: web.poll() is not None or answers(port))
    return start(installation, port) if web.poll() is not None else web


def answers(port, path="/healthz"):
    try:
        return Visitor(port).get(path).status == 200
    except (OSError, HTTPException):
        return False


def signed_in(port, name="chuangkou"):
    return Visitor(port).sign_in(name, PASSWORD)


def test_every_form_that_was_acknowledged_is_there_once(installation, court, web, port):
    dice, register = random.Random(4), Register(2019, 40)
    clerks, division = [signed_in(port) for _number in range(2)], signed_in(port, "lian")
    forms, files = (
        Writers(*(filing_forms(clerk, court) for clerk in clerks)),
        Writers(uploads(division, register)),
    )

    def go_on():
        known = len(forms.acknowledged), len(files.acknowledged)
        until(lambda: len(forms.acknowledged) > known[0] + 3 and len(files.acknowledged) > known[1])

    with forms, files:
        for _time in range(2):
            go_on()
            time.sleep(dice.uniform(0, 0.1))
            kill(dice.choice(children_of(web)))
        go_on()
        kill(web.pid)  # its workers notice, end what they are at, and go
        start(installation, port)
        go_on()
    forms.are_kept()
    files.are_kept(RegisterImport)
    key, pk = forms.acknowledged[-1]
    assert filing_form(clerks[0], court, key) == pk and Filing.objects.filter(form_key=key).count() == 1
    all_is_right(installation)


def test_half_an_upload_is_none_and_sent_again_it_is_one(installation, web, port):
    division, register, form = signed_in(port, "lian"), Register(2017, 5000), {"form_key": uuid.uuid4()}

    def die():
        time.sleep(0.2)
        kill(*children_of(web))

    with pytest.raises((OSError, HTTPException)):
        division.post("/registers/upload/", form, register.content, halfway=die)
    assert not RegisterImport.objects.filter(**form).exists()
    until(lambda: answers(port))
    sent = [division.post("/registers/upload/", form, register.content) for _twice in range(2)]
    batch = RegisterImport.objects.get(**form)
    assert [number_in(answer, "/registers/") for answer in sent] == [batch.pk] * 2
    parts = RegisterPart.objects.filter(batch=batch).order_by("position").values_list("content", flat=True)
    assert b"".join(map(bytes, parts)) == register.content


def test_the_database_comes_back_under_a_web_server_that_stayed(installation, web, port):
    visitor = signed_in(port)

    def statuses():
        with ThreadPoolExecutor(8) as at_once:
            return {answer.status for answer in at_once.map(visitor.get, ["/filings/"] * 24)}

    assert statuses() == {200}  # every thread has its connection now
    connection.close()
    installation.end_database()
    apology = visitor.get("/filings/")
    assert apology.status == 503 and "<h1>系统出了问题</h1>" in apology.text
    assert not answers(port, "/readyz") and answers(port)
    installation.start_servers()
    assert statuses() == {200} and answers(port, "/readyz")
