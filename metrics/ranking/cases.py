"""The cases behind a figure: exactly the events counted, read page by page."""

import datetime

from metrics.indicators.declarations import indicator
from portal.events import Event

MOST = 2**63 - 1  # PostgreSQL's largest number of a row


def drill(one, court_ids, window, part="denominator", as_of=None):
    """The events behind a figure, newest first: exactly those counted, so the count is the figure's.

    (A mean's numerator is a sum over the events of its denominator.)
    """
    events = Event.objects.current() if as_of is None else Event.objects.as_of(as_of)
    events = events.within(window.begin, window.end).filter(indicator(one).part(part), court__in=court_ids)
    return events.order_by("-day", "-id")


def page(events, after=None, size=50):
    """(rows, key of the next page | None) of a drill, by key: the page costs the same wherever it lies.

    A key that none of our pages gave leads to the beginning.
    """
    if place := _place(after):
        day, number = place
        events = events.filter(day__lte=day).exclude(day=day, id__gte=number)
    rows = list(events[: size + 1])
    more = len(rows) > size
    return rows[:size], f"{rows[size - 1].day}.{rows[size - 1].id}" if more else None


def _place(key):
    """(day, event number) of a page's key; None for none of ours."""
    day, _dot, number = (key or "").partition(".")
    try:
        return datetime.date.fromisoformat(day), min(int(number), MOST)
    except ValueError:
        return None
