"""Pages by key: the next page begins after the last row seen, so the thousandth costs what the first does."""

import datetime
from dataclasses import dataclass

from django.db.models import F, Q


@dataclass(frozen=True)
class Page:
    """Some rows of a list. `next` is the address of the page after it, `first` of the beginning; None if there is none."""

    rows: list
    next: str | None
    first: str | None

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)


def page_by_key(queryset, request, *, descending=False, size=50):
    """The rows after ?after=<key> in the order of the primary key; a key that is no number is the beginning."""
    after = request.GET.get("after", "")
    # Longer than any 64-bit number is no key.
    key = int(after) if after.isdecimal() and len(after) < 19 else None
    rows = queryset.order_by("-pk" if descending else "pk")
    if key is not None:
        rows = rows.filter(**{"pk__lt" if descending else "pk__gt": key})
    found = list(rows[: size + 1])
    more = len(found) > size
    found = found[:size]
    return Page(
        rows=found,
        next=_address(request, after=found[-1].pk) if more else None,
        first=_address(request) if key is not None else None,
    )


def page_by_day(queryset, request, name, *, size=50):
    """The rows in the order of the date `name` (a column or an annotation), then of the primary key.

    Rows without a date come last. ?after=<date or nothing>.<key>; anything else is the beginning.
    """
    rows = queryset.order_by(F(name).asc(nulls_last=True), "pk")
    key = _day_and_key(request.GET.get("after", ""))
    if key:
        day, pk = key
        later = Q(**{name: day, "pk__gt": pk})
        rows = rows.filter(later | Q(**{f"{name}__gt": day}) | Q(**{name: None}) if day else later)
    found = list(rows[: size + 1])
    more = len(found) > size
    found = found[:size]
    return Page(
        rows=found,
        next=_address(request, after=f"{getattr(found[-1], name) or ''}.{found[-1].pk}") if more else None,
        first=_address(request) if key else None,
    )


def _day_and_key(text):
    day, _dot, key = text.partition(".")
    if not key.isdecimal() or len(key) >= 19:
        return None
    try:
        return (datetime.date.fromisoformat(day) if day else None), int(key)
    except ValueError:
        return None


def _address(request, **changed):
    query = request.GET.copy()
    query.pop("after", None)
    for name, value in changed.items():
        query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path
