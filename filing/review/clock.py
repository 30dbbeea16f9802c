"""Until when a court must have decided on a filing (立案规定 8): which limit, and how it restarts and rests; until
when the party corrects."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from filing.intake.models import Filing
from portal.calendar.counting import due
from portal.calendar.rules import find
from portal.events import court_day

# Private prosecution is the only criminal case a party files (立案规定 1, 8(2)).
BY_CASE_TYPE = {
    "刑初": "filing_decision_private_prosecution",
    "行初": "filing_decision_administrative",
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


def decided_in_time(filing, moment):
    """The fact whether a decision at that moment falls inside its limit; nothing where none was due."""
    return {"in_time": court_day(moment) <= filing.decide_by} if filing.decide_by else {}


def last_day_to_correct(day, *, days):
    """That day, or the first working day after it (民诉法 85). The law sets no length (立案规定 7): from tomorrow to as
    many days as the court allows, lest a filing rest outside every limit. Raises ValidationError."""
    latest = court_day() + datetime.timedelta(days=settings.CORRECTION_DAYS_AT_MOST)
    if day <= court_day():
        raise ValidationError({"correct_by": _("Leave at least one day for the correction.")})
    if day > latest:
        told = {"n": settings.CORRECTION_DAYS_AT_MOST, "day": date_format(latest)}
        raise ValidationError(
            {"correct_by": _("Give at most %(n)d days for the correction, until %(day)s.") % told}
        )
    return days.next_workday(day)


def moment_of(day, filing):
    """Now if it is today; on an earlier day its noon, or just after the filing's last step if that was later."""
    now = timezone.now()
    if day == court_day(now):
        return now
    noon = timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
    return max(noon, filing.state_since + datetime.timedelta(microseconds=1))
