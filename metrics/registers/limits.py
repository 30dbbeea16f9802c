"""The last days a register is held against, each reckoned once: its rows repeat few days."""

from functools import cache

from filing.review.clock import decision_rule
from portal.calendar.counting import due
from portal.calendar.loading import court_days
from portal.calendar.rules import find


class Limits:
    """decide_by and mediate_by for one import; the court's days are read once."""

    def __init__(self, days=None):
        days = days or court_days()

        @cache
        def last_day(code, start):
            return due(find(code), start, days=days).due

        self._last_day = last_day

    def decide_by(self, received_on, *, case_type, cause, channel):
        """Last day to decide on a filing (立案规定 8)."""
        return self._last_day(
            decision_rule(case_type=case_type, cause_name=cause, channel=channel), received_on
        )

    def mediate_by(self, accepted_on):
        """Last day of a pre-litigation mediation accepted then (在线调解规则 24)."""
        return self._last_day("mediation_period", accepted_on)
