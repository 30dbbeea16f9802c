"""The panel on the home page of those who read figures: what the last urge and the last dispatch said of their courts."""

from metrics.dashboard.choice import may_read
from metrics.rollup.urges import courts_read, last_urges


def urges_panel(request):
    """In two statements; nothing to show before the first run."""
    if not may_read(request.user):
        return None
    urges = last_urges(courts_read(request.user))
    return {"urges": urges} if urges else None
