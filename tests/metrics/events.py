"""Steps of made-up cases, written as events in one line each."""

import datetime
import itertools

from django.utils import timezone

from portal.events import Event

_numbers = itertools.count(1)


def event(court, day, kind, verb, **facts):
    """An event not yet saved; a day is written "2026-03-02"."""
    day = datetime.date.fromisoformat(day) if isinstance(day, str) else day
    noon = timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
    return Event(
        court=court, day=day, at=noon, subject_kind=kind, subject_id=next(_numbers), verb=verb, process="test",
        facts={"case_type": "民初", "mediated": False, **facts},
    )  # fmt: skip


def happen(*events):
    return Event.objects.bulk_create(events)


def diverted(court, day, **facts):
    return event(court, day, "mediation", "accept", **{"first": True, **facts})


def docketed(court, day, case_type="民初", **facts):
    return event(court, day, "filing", "docket", case_type=case_type, **facts)


def ended(court, day, days, success=True, **facts):
    return event(court, day, "mediation", "succeed" if success else "fail", days=days, mediated=True, **facts)


def rated(court, day, grade):
    return event(court, day, "rating", "rate", grade=grade)
