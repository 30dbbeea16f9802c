"""Disputes as they come in, for the rooms of filing."""

import datetime
import uuid
from zoneinfo import ZoneInfo

import pytest
import time_machine

from filing.intake.models import Filing, Party
from filing.intake.workflow import enter

COURT_ZONE = ZoneInfo("Asia/Shanghai")
# A Monday without holidays near; the seventh day after is a Monday too.
MONDAY = datetime.datetime(2026, 3, 9, 9, 30, tzinfo=COURT_ZONE)

ENTER = "/filings/enter/"


def plaintiff(name="金明哲", **fields):
    return Party(side=Party.Side.PLAINTIFF, name=name, **fields)


def defendant(name="李海林", **fields):
    return Party(side=Party.Side.DEFENDANT, name=name, **fields)


def dispute(court, **fields):
    """An unsaved loan dispute for the court."""
    cause = {"cause_version": "2025", "cause_code": "112", "cause_name": "民间借贷纠纷"}
    return Filing(court=court, **{**cause, "claim": "偿还借款三万元", "amount": 30_000, **fields})


def row(number, side, name, **fields):
    """The fields of one party of the form of entry."""
    texts = {"kind": "person", "id_number": "", "phone": "", "address": "", "representative": "", **fields}
    return {f"party-{number}-{key}": value for key, value in {"side": side, "name": name, **texts}.items()}


@pytest.fixture
def clock():
    """The court's clock, standing on a Monday morning; `clock.shift(days=…)` moves it."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def receive(clerk, helong):
    """Enter a two-party dispute at the counter: `receive(case_type=…, parties=[…])`."""

    def make(*, by=clerk, parties=None, **fields):
        filing = dispute(fields.pop("court", helong), **fields)
        return enter(filing, by=by, parties=parties or [plaintiff(), defendant()])

    return make


@pytest.fixture
def filing(receive):
    return receive()


@pytest.fixture
def form(helong):
    """What a browser sends for a plain loan dispute."""
    return {
        "form_key": str(uuid.uuid4()), "counter": helong.pk, "court": helong.pk, "channel": "window",
        "case_type": "民初", "cause_text": "民间借贷纠纷", "claim": "请求判令被告偿还借款三万元", "grounds": "",
        "amount": "3万", "party-TOTAL_FORMS": "2", "party-INITIAL_FORMS": "0",
        **row(0, "plaintiff", "金明哲"), **row(1, "defendant", "李海林"),
    }  # fmt: skip


@pytest.fixture
def at_counter(client, clerk):
    client.force_login(clerk)
    return client
