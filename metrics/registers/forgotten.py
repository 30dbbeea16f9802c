"""Imports that were read and never confirmed."""

from datetime import timedelta

from django.utils import timezone

from metrics.registers.models import IMPORT, RegisterImport
from metrics.registers.workflow import discard
from portal.workflow import IllegalTransition

# Rows of cases are not kept longer than somebody may still come back for them.
KEPT = timedelta(days=30)


def discard_forgotten():
    since = timezone.now() - KEPT
    for batch in RegisterImport.objects.filter(state=RegisterImport.State.CHECKED, state_since__lt=since):
        try:
            discard(batch, by=IMPORT)
        except IllegalTransition:
            continue  # somebody came back for it just now
