"""Until when a court must have decided on a filing (立案规定 8): which limit, and how it restarts and rests."""

import datetime

from filing.intake.models import Filing
from portal.calendar.counting import due
from portal.calendar.limits import find

# Private prosecution is the only criminal case a party files (立案规定 1, 8(2)).
BY_CASE_TYPE = {
    "刑初": "filing_decision_private_prosecution",
    "民撤": "filing_decision_third_party_revocation",
    "执": "filing_decision_enforcement",
}
BY_CAUSE = {
    "第三人撤销之诉": "filing_decision_third_party_revocation",
    "执行异议之诉": "filing_decision_enforcement_objection",
}


def decision_rule(*, case_type, cause_name, channel):
    """The code of the limit for deciding: 7, 15 or 30 days, 7 working days for what comes over a border."""
    if channel == Filing.Channel.CROSS_BORDER:
        return "cross_border_decision"
    for ending, code in BY_CAUSE.items():
        if cause_name.endswith(ending):
            return code
    return BY_CASE_TYPE.get(case_type, "filing_decision")


def decision_due(filing, received_on, *, days):
    """The limit counted from that day, with its steps: a calendar answer. The day itself is not counted."""
    rule = decision_rule(case_type=filing.case_type, cause_name=filing.cause_name, channel=filing.channel)
    return due(find(rule), received_on, days=days)


def after_rest(filing, since, until, *, days):
    """`decide_by` moved by the days nobody could decide (an offer of mediation that was not taken up)."""
    moved = filing.decide_by + datetime.timedelta(days=(until - since).days)
    return days.next_workday(moved)
