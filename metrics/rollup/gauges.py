"""What a monitor should know of the jobs: a job that stopped shows as an age that grows."""

from django.db.models import Max
from django.utils import timezone

from metrics.rollup.models import Run
from portal.health.gauges import gauge


@gauge("songting_run_age_seconds", "Seconds since a run of this job last ended well.", labels=["job"])
def run_ages():
    """{(job,): seconds}; a job that never ended well has none."""
    ended = (
        Run.objects.filter(outcome=Run.Outcome.DONE).values("job").annotate(last=Max("ended_at")).order_by()
    )
    return {(row["job"],): (timezone.now() - row["last"]).total_seconds() for row in ended if row["last"]}
