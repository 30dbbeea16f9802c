"""Orders of days that cannot be: each rule yields (column, code, details). Pure."""

from mediation.confirmation.workflow import TYPE_CODE


def impossible(row):
    """Everything wrong with the days of a row whose single cells could be read."""
    return [*_mediation(row), *_docketing(row), *_after(row)]


def _mediation(row):
    diverted, ended = row.diverted_on, row.mediation_ended_on
    if diverted and diverted < row.received_on:
        yield "diverted_on", "diverted_before_received", {"day": row.received_on}
    if ended and not row.mediation_result:
        yield "mediation_result", "end_without_result", {}
    if row.mediation_result and not ended:
        yield "mediation_ended_on", "result_without_end", {}
    if (ended or row.mediation_result) and not diverted:
        yield "diverted_on", "ended_without_diversion", {}
    if ended and diverted and ended < diverted:
        yield "mediation_ended_on", "ended_before_diverted", {"day": diverted}
    if row.confirmed_on and not row.settled:
        yield "confirmed_on", "confirmed_without_success", {}
    elif row.confirmed_on and ended and row.confirmed_on < ended:
        yield "confirmed_on", "confirmed_before_end", {"day": ended}


def _docketing(row):
    docketed = row.docketed_on
    if not docketed:
        return
    if docketed < row.received_on:
        yield "docketed_on", "docketed_before_received", {"day": row.received_on}
    if row.diverted_on and row.diverted_on > docketed:
        yield "diverted_on", "diverted_after_docketed", {"day": docketed}
    elif row.mediation_ended_on and docketed < row.mediation_ended_on:
        yield "docketed_on", "docketed_before_mediation_ended", {"day": row.mediation_ended_on}
    elif row.entered_as == TYPE_CODE and row.confirmed_on and row.confirmed_on < docketed:
        yield "confirmed_on", "confirmed_before_docketed", {"day": docketed}


def _after(row):
    closed = row.closed_on
    if closed and row.docketed_on:
        if closed < row.docketed_on:
            yield "closed_on", "closed_before_docketed", {"day": row.docketed_on}
    elif closed and not row.settled:
        # What mediation settled may be closed as it is; anything else ends only after it was docketed.
        yield "closed_on", "closed_without_docketing", {}
    elif closed and row.mediation_ended_on and closed < row.mediation_ended_on:
        yield "closed_on", "closed_before_settled", {"day": row.mediation_ended_on}
    if row.rating and not row.rated_on:
        yield "rated_on", "grade_without_day", {}
    if row.rated_on and not row.rating:
        yield "rating", "day_without_grade", {}
    if row.rated_on and row.rated_on < row.received_on:
        yield "rated_on", "rated_before_received", {"day": row.received_on}
