"""The invitations a litigant has not answered yet, on his home page."""

from evaluation.ratings.models import Rating


def invitations(request):
    """The litigant's own open invitations; nothing for visitors."""
    if not request.user.is_authenticated:
        return None
    asked = Rating.objects.visible_to(request.user).filter(state=Rating.State.INVITED)
    rows = list(asked.select_related("filing__case_number__court", "court").order_by("-pk")[:5])
    return {"rows": rows} if rows else None
