"""Until when a court must have decided on a filing (立案规定 8): which limit, and how it restarts and rests; until
when the party corrects."""

import datetime
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from filing.intake.models import Filing
from portal.calendar.counting import due
from portal.calendar.rules import find
from portal.events import Event, court_day

ONE_DAY = datetime.timedelta(days=1)
# The steps on whose day the limit starts, itself not counted.
STARTS = ("submit", "resubmit", "receive", "come_back")
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


def decision_due(filing, received_on, *, days, rests=()):
    """The limit counted from that day without its rests: a calendar answer, with its steps. The day itself is not
    counted."""
    rule = decision_rule(case_type=filing.case_type, cause_name=filing.cause_name, channel=filing.channel)
    return due(find(rule), received_on, days=days, pauses=rests)


@dataclass(frozen=True)
class Running:
    """A limit as the filing's steps tell it: the day that started it, and the (begin, end) of each rest since, half-open."""

    start: datetime.date
    rests: tuple = ()


def running(filings):
    """{filing's key: Running} of these keys, from their events in one statement; without those no step started."""
    steps = Event.objects.filter(subject_kind=Filing.event_kind, subject_id__in=filings).current()
    found, offered = {}, {}
    for key, verb, day in (
        steps.filter(verb__in=(*STARTS, "refer", "take_back"))
        .order_by("at", "id")
        .values_list("subject_id", "verb", "day")
    ):
        if verb in STARTS:
            found[key] = Running(day)
        elif verb == "refer":
            offered[key] = day
        elif key in found and key in offered:
            found[key] = _rested(found[key], offered[key], day)
    return found


def after_rest(filing, since, until, *, days):
    """`decide_by` once the filing is back from an offer of mediation nobody took up: nobody could decide meanwhile."""
    rested = _rested(running([filing.pk])[filing.pk], since, until)
    return decision_due(filing, rested.start, days=days, rests=rested.rests).due


def _rested(limit, since, until):
    """The day of the offer counts still, that of the return does not."""
    return replace(limit, rests=(*limit.rests, (since + ONE_DAY, until + ONE_DAY)))


def decided_in_time(filing, moment):
    """The fact whether a decision at that moment falls inside its limit; nothing where none was due."""
    return {"in_time": court_day(moment) <= filing.decide_by} if filing.decide_by else {}


def most_days_to_correct(filing):
    """15 for what comes over a border (跨境立案规定); else the law sets no length (立案规定 7), but the court does, lest a
    filing rest outside every limit."""
    if filing.channel == Filing.Channel.CROSS_BORDER:
        return find("cross_border_correction").length.amount
    return settings.CORRECTION_DAYS_AT_MOST


def last_day_to_correct(filing, day, *, days):
    """That day, or the first working day after it (民诉法 85), from tomorrow to the most. Raises ValidationError."""
    most = most_days_to_correct(filing)
    latest = court_day() + datetime.timedelta(days=most)
    if day <= court_day():
        raise ValidationError({"correct_by": _("Leave at least one day for the correction.")})
    if day > latest:
        told = {"n": most, "day": date_format(latest)}
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
