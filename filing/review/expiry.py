"""What the court has not decided in time is docketed first 先行立案 (立案规定 8 last para.)."""

import structlog
from django.utils import timezone

from filing.intake.models import Filing
from filing.review.workflow import docket_on_expiry
from portal.workflow import IllegalTransition, Process

CLOCK = Process("clock")
logger = structlog.get_logger(__name__)


def docket_expired(today=None):
    """Docket every filing undecided past its last day; returns (docketed, failed). Safe to run twice.

    Each stands alone: one that fails is logged, stays on the red list, and is tried again next time.
    """
    overdue = Filing.objects.overdue(today or timezone.localdate())
    docketed = failed = 0
    for pk in list(overdue.order_by("decide_by", "pk").values_list("pk", flat=True)):
        # Asked anew: its limit may have begun again since the list was made.
        filing = overdue.select_related("court").filter(pk=pk).first()
        if filing is None:
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
