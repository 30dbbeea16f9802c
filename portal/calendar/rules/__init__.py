"""The limits the law and practice set, as data. Codes are a contract: rename none."""

from portal.calendar.rules.filing import COSTS, CROSS_COURT, FILING
from portal.calendar.rules.mediation import CONFIRMATION, MEDIATION
from portal.calendar.rules.trial import ENFORCEMENT, HOTLINE, SERVICE, TRIAL

_RULES = FILING + CROSS_COURT + COSTS + MEDIATION + CONFIRMATION + TRIAL + ENFORCEMENT + SERVICE + HOTLINE
_BY_CODE = {limit.code: limit for limit in _RULES}


class UnknownLimit(LookupError):
    """No rule has this code."""


def find(code):
    """The limit with this code; raises UnknownLimit."""
    try:
        return _BY_CODE[code]
    except KeyError:
        raise UnknownLimit(code) from None


def every_limit():
    """All limits in the order of the rules."""
    return tuple(_BY_CODE.values())
