from django.core.management import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metrics.rollup import arguments, jobs
from metrics.rollup.models import Run

JOBS = {
    Run.Job.DAILY_COUNT: jobs.daily_count,
    Run.Job.WEEKLY_URGE: jobs.weekly_urge,
    Run.Job.MONTHLY_DISPATCH: jobs.monthly_dispatch,
}


class Command(BaseCommand):
    help = (
        "Do now what the schedule would: refresh, daily count, weekly urge, monthly dispatch, restatement. "
        "Exit 1 if one failed."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--since",
            type=arguments.day,
            metavar="DAY",
            help="also the days, weeks and months from the one of this day on that were never done",
        )

    def handle(self, *, since, **options):
        began = timezone.now()
        jobs.refresh_figures()
        for job, work in JOBS.items():
            self.stdout.write(
                _("%(job)s: %(count)s runs done") % {"job": job.label, "count": len(work(since=since))}
            )
        restated = jobs.restate()
        self.stdout.write(
            ngettext("%(n)d ranking restated", "%(n)d rankings restated", restated) % {"n": restated}
        )
        failed = Run.objects.filter(outcome=Run.Outcome.FAILED, ended_at__gte=began)
        if failed:
            raise CommandError(
                "\n".join(f"{run.get_job_display()} {run.day}: {run.report['reason']}" for run in failed)
            )
