"""Ratings on other pages: open invitations on a litigant's home page, the rating on its filing's page."""

from evaluation.ratings.models import Rating
from evaluation.ratings.workflow import ENDED


def invitations(request):
    """The litigant's own open invitations; nothing for visitors."""
    if not request.user.is_authenticated:
        return None
    asked = Rating.objects.visible_to(request.user).filter(state=Rating.State.INVITED)
    rows = list(asked.select_related("filing__case_number__court", "court").order_by("-pk")[:5])
    return {"rows": rows} if rows else None


def rating_of(request, filing):
    """The filing's rating or invitation; for staff also the way to invite once the case has ended."""
    rating = Rating.objects.visible_to(request.user).filter(filing=filing).first()
    may_invite = request.user.is_staff and filing.state in ENDED
    return {"rating": rating, "may_invite": may_invite} if rating or may_invite else None
