"""The age of the last good run of each job stands among the metrics."""

import datetime

from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from metrics.rollup.models import Run


def test_the_age_is_that_of_the_last_run_that_ended_well(client, db):
    now = timezone.now()
    for day, hours, outcome in ((1, 30, "done"), (2, 6, "done"), (3, 1, "failed")):
        ended = now - datetime.timedelta(hours=hours)
        Run.objects.create(
            job="daily_count",
            day=datetime.date(2026, 3, day),
            started_at=ended,
            ended_at=ended,
            outcome=outcome,
        )
    families = text_string_to_metric_families(client.get("/metrics").content.decode())
    samples = [
        sample
        for family in families
        if family.name == "songting_run_age_seconds"
        for sample in family.samples
    ]
    ages = {sample.labels["job"]: sample.value for sample in samples}
    assert set(ages) == {"daily_count"} and 6 * 3600 <= ages["daily_count"] < 6 * 3600 + 60
