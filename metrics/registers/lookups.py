"""What the cells of a register are held against: courts, case types and causes, each looked up once."""

from functools import lru_cache

from django.conf import settings
from django.utils import timezone

from filing import casenumbers
from filing.causes.holdings import held
from metrics.registers.access import open_courts
from metrics.registers.columns import CHANNELS, RESULTS, TRACKS, reading
from metrics.registers.courtnames import CourtNames
from portal.courts.models import Court

LONGEST_NAME = 100  # characters; every cause of action is shorter, and a longer text is not worth remembering


class Lookups:
    """For one reading of one file by one person or process; two statements, whatever the rows."""

    def __init__(self, by, today=None):
        self.today = today or timezone.localdate()
        self.open = open_courts(by)  # None: all
        courts = list(Court.objects.all())
        self.codes = {court.pk: court.code for court in courts}
        self.closed_from = {court.pk: court.closed_from for court in courts if court.closed_from}
        # A court whose code is not confirmed is named in its numbers by the placeholder this portal prints.
        self.owners = {court.code or f"〔{court.short_name}代字待定〕": court.pk for court in courts}
        self.court_named = CourtNames(courts).named
        self.choices = {
            "channel": reading(CHANNELS), "track": reading(TRACKS), "mediation_result": reading(RESULTS),
        }  # fmt: skip
        self.pre_litigation = casenumbers.PRE_LITIGATION | {settings.MEDIATION_TYPE_CODE}
        # Taken before reading begins: while rows are copied in, the connection answers no question.
        self._list_on = held().list_on
        self._named = lru_cache(maxsize=20_000)(lambda causes, name: causes.named(name))

    def cause(self, name, received_on):
        """The Cause of this name in the list of that day, or None. Raises NoCauseList."""
        causes = self._list_on(received_on)
        return self._named(causes, name) if len(name) <= LONGEST_NAME else None
