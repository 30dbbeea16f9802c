"""Open limits of filings counted anew by the day table as it stands."""

from filing.intake.models import Filing
from filing.review import clock
from portal.calendar.recounting import move

AT_ONCE = 500
S = Filing.State


def recount(days):
    """Last days to decide and to correct; returns how many moved."""
    moved, rows = 0, Filing.objects.filter(state__in=(*Filing.TO_DECIDE, S.RETURNED)).order_by("pk")
    after = 0
    while filings := list(rows.filter(pk__gt=after)[:AT_ONCE]):
        running = clock.running([filing.pk for filing in filings])
        moved += sum(recount_one(filing, running.get(filing.pk), days=days) for filing in filings)
        after = filings[-1].pk
    return moved


def recount_one(filing, running=None, *, days):
    """The same for one; `running` as `clock.running` gives it, asked for where it is left out."""
    if filing.state == S.RETURNED:
        return move(filing, correct_by=days.next_workday(filing.correct_by)) if filing.correct_by else 0
    running = running or clock.running([filing.pk]).get(filing.pk)
    if running is None or filing.decide_by is None:
        return 0
    answer = clock.decision_due(filing, running.start, days=days, rests=running.rests)
    return move(filing, decide_by=answer.due)
