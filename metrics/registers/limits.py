"""The last days a register is held against, each reckoned once: its rows repeat few days."""

from functools import cache

from portal.calendar.counting import due
from portal.calendar.limits import find
from portal.calendar.loading import court_days


class Limits:
    """decide_by and mediate_by for one import; the court's days are read once."""

    def __init__(self, days=None):
        days = days or court_days()

        @cache
        def last_day(code, start):
            return due(find(code), start, days=days).due

        self._last_day = last_day

    def decide_by(self, case_type, received_on):
        """Last day to decide on a filing (立案规定 8)."""
        return self._last_day(decision_limit(case_type), received_on)

    def mediate_by(self, accepted_on):
        """Last day of a pre-litigation mediation accepted then (在线调解规则 24)."""
        return self._last_day("mediation_period", accepted_on)


def decision_limit(case_type):
    """The code of the limit for deciding on a filing of this type."""
    if case_type.startswith("执"):
        return "filing_decision_enforcement"
    return {"刑初": "filing_decision_private_prosecution", "民撤": "filing_decision_third_party_revocation"}.get(
        case_type, "filing_decision"
    )
