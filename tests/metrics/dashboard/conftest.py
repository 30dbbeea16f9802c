"""A week of March with a few events at two courts."""

import datetime

import pytest
from django.utils import timezone

from metrics.rollup.refresh import refresh
from portal.events import Event

DAY = datetime.date(2026, 3, 4)  # a Wednesday


@pytest.fixture
def happen(db):
    """happen(court, verb, n, **facts): n events of one verb on DAY."""
    kinds = {"accept": "mediation", "succeed": "mediation", "docket": "filing"}

    def write(court, verb, times=1, day=DAY, **facts):
        at = timezone.make_aware(datetime.datetime.combine(day, datetime.time(10)))
        facts = {"case_type": "民初", "mediated": False, "cause_name": "民间借贷纠纷", **facts}
        Event.objects.bulk_create(
            Event(
                court=court,
                day=day,
                at=at,
                subject_kind=kinds[verb],
                subject_id=number + 1,
                verb=verb,
                facts=facts,
                reference=f"收{verb}{number}",
                process="test",
                recorded_at=at,
            )
            for number in range(times)
        )

    return write


@pytest.fixture
def week(happen, helong, dunhua):
    """和龙 3/5, 敦化 1/2 by reading A."""
    happen(helong, "accept", 3, first=True)
    happen(helong, "docket", 2)
    happen(helong, "docket", 4, case_type="执")
    happen(dunhua, "accept", 1, first=True)
    happen(dunhua, "docket", 1)
    refresh()
