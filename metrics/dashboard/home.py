"""The panel on the home page of those who watch the figures: yesterday, this week, this month."""

from django.utils import timezone

from metrics.dashboard.choice import may_read
from metrics.ranking.figures import figures, total
from metrics.ranking.windows import Window


def figures_panel(request):
    """The diversion rate of the person's courts in the running day, week and month."""
    if not may_read(request.user):
        return None
    today = timezone.localdate()
    courts = sorted(request.user.court_ids())
    windows = [Window.of(period, today) for period in ("day", "week", "month")]
    return {
        "windows": [(window, total(figures("diversion", window, courts=courts))) for window in windows],
    }
