"""What the court has not decided in time is docketed first 先行立案 (立案规定 8 last para.)."""

import structlog
from django.utils import timezone

from filing.intake.models import Filing
from filing.review.recounting import recount_one
from filing.review.workflow import docket_on_expiry
from portal.calendar.loading import court_days
from portal.workflow import IllegalTransition, Process

CLOCK = Process("clock")
logger = structlog.get_logger(__name__)


def docket_expired(today=None):
    """Docket every filing undecided past its last day as the day table stands now; returns (docketed, failed). Safe to
    run twice.

    Each stands alone: one that fails is logged, stays on the red list, and is tried again next time.
    """
    today, days = today or timezone.localdate(), court_days()
    overdue = Filing.objects.overdue(today)
    docketed = failed = 0
    for pk in list(overdue.order_by("decide_by", "pk").values_list("pk", flat=True)):
        # Asked anew: its limit may have begun again since the list was made.
        filing = overdue.select_related("court").filter(pk=pk).first()
        if filing is None or (recount_one(filing, days=days) and filing.decide_by >= today):
            continue
        try:
            docket_on_expiry(filing, by=CLOCK)
        except IllegalTransition:
            continue  # somebody decided meanwhile
        except Exception:
            logger.exception("docket_on_expiry_failed", filing=pk)
            failed += 1
        else:
            docketed += 1
    return docketed, failed
