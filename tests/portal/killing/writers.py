"""People at work while something is killed: what was not acknowledged they send again, with the same key."""

import re
import threading
import time
import uuid
from http.client import HTTPException

from django.db import InterfaceError, OperationalError, connection

from filing.intake import workflow
from filing.intake.models import Filing, Party

NOT_NOW = (OperationalError, InterfaceError, OSError, HTTPException)
CLAIM = "请求返还借款。"


class Writers:
    """A thread for each of `send`, which takes a key and returns the number of what it became; until the block ends."""

    def __init__(self, *send):
        self.acknowledged, self._faults, self._over = [], [], threading.Event()
        self._threads = [threading.Thread(target=self._work, args=(one,), daemon=True) for one in send]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *fault):
        self._over.set()
        for thread in self._threads:
            thread.join(30)
        assert self._faults == [] and not any(thread.is_alive() for thread in self._threads)

    def _work(self, send):
        key = uuid.uuid4()
        try:
            while not self._over.is_set():
                try:
                    self.acknowledged.append((key, send(key)))
                    key = uuid.uuid4()
                except NOT_NOW:
                    connection.close()
                    time.sleep(0.05)
        except Exception as fault:
            self._faults.append(fault)
        finally:
            connection.close()

    def are_kept(self, model=Filing):
        """Each acknowledged one is there, once, under the number that was told."""
        keys = [key for key, _pk in self.acknowledged]
        assert len(set(keys)) == len(keys) > 0
        assert sorted(model.objects.filter(form_key__in=keys).values_list("form_key", "pk")) == sorted(
            self.acknowledged
        )


def entering(clerk, court):
    """Filings by the verb itself."""

    def send(key):
        filing = Filing(form_key=key, court=court, cause_name="民间借贷纠纷", claim=CLAIM)
        parties = [Party(side="plaintiff", name="全某"), Party(side="defendant", name="南某")]
        return workflow.enter(filing, by=clerk, parties=parties).pk

    return send


def filing_forms(visitor, court):
    """Filings by the form at the counter."""

    def send(key):
        return filing_form(visitor, court, key)

    return send


def filing_form(visitor, court, key):
    answer = visitor.post("/filings/enter/", {
        "form_key": key, "counter": court.pk, "court": court.pk, "channel": "window", "case_type": "民初",
        "cause_text": "民间借贷纠纷", "claim": CLAIM, "anyway": "1", "party-TOTAL_FORMS": 2, "party-INITIAL_FORMS": 0,
        "party-0-side": "plaintiff", "party-0-kind": "person", "party-0-name": "全某",
        "party-1-side": "defendant", "party-1-kind": "person", "party-1-name": "南某",
    })  # fmt: skip
    return number_in(answer, "/filings/")


def uploads(visitor, register):
    """Registers by the form for them."""

    def send(key):
        answer = visitor.post("/registers/upload/", {"form_key": key}, file=register.content)
        return number_in(answer, "/registers/")

    return send


def number_in(answer, place):
    """The number of what a form became; a server in trouble is asked again later."""
    if answer.status >= 500:
        raise ConnectionError(answer.status)
    assert answer.status == 302, answer
    return int(re.fullmatch(rf"{place}(\d+)/.*", answer.location)[1])
