"""Doorbells of the import: ids in, safe to ring twice."""

from functools import partial

import structlog
from celery import shared_task
from django.db import InterfaceError, OperationalError, transaction
from kombu.exceptions import OperationalError as BrokerError

from metrics.registers import importing
from metrics.registers.forgotten import discard_forgotten
from metrics.registers.models import RegisterImport

log = structlog.get_logger("songting")
AGAIN = 60  # seconds between two rounds of `resume_imports`


@shared_task
def work_on_import(pk, state):
    """The step an import in this state waits for."""
    try:
        importing.STEPS[state](pk)
    except (OperationalError, InterfaceError):
        raise  # the database went away, and with it the step; the next round takes it up
    except Exception:
        importing.give_up(pk)
        raise


@shared_task
def resume_imports():
    """Imports whose worker was killed, or whose doorbell nobody heard."""
    for pk, state in importing.abandoned():
        work_on_import.apply_async((pk, state), expires=AGAIN)
    discard_forgotten()


def ring(batch):
    """Have a worker see to it once what was decided is committed."""
    if batch.state in RegisterImport.WAITING:
        transaction.on_commit(partial(_ring, batch.pk, batch.state))


def _ring(pk, state):
    try:
        work_on_import.delay(pk, state)
    except BrokerError:
        log.warning("bell unheard", batch=pk)  # what was decided stands; the next round takes it up
