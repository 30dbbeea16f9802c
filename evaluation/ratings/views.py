import segno
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache

from evaluation.ratings import workflow
from evaluation.ratings.filters import RatingFilter
from evaluation.ratings.forms import RatingForm
from evaluation.ratings.models import Rating
from filing.intake.models import Filing
from portal.paging import page_by_key
from portal.people.access import public, staff_required


@public
@never_cache
def rate(request, code):
    """The page behind an invitation: rate once; afterwards it shows that it was given."""
    rating = get_object_or_404(Rating.objects.invited_with(code).select_related("filing", "court"), code=code)
    if request.user.is_authenticated and not rating.belongs_to(request.user):
        return render(request, "evaluation/ratings/not_from_staff.html", {"rating": rating}, status=403)
    if rating.state == Rating.State.GIVEN:
        return render(request, "evaluation/ratings/given.html", {"rating": rating})
    form = RatingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by = request.user if request.user.is_authenticated else workflow.HOLDER
        workflow.rate(rating, by=by, **form.cleaned_data)
        return redirect("rating:rate", code)
    context = {"rating": rating, "form": form}
    return render(request, "evaluation/ratings/rate.html", context, status=422 if form.errors else 200)


@staff_required
def invitation(request, filing_pk):
    """The link and the QR code, to show at the window or to print on the paper that ends the case."""
    filings = Filing.objects.visible_to(request.user).select_related("court", "case_number", "rating")
    rating = workflow.invite(get_object_or_404(filings, pk=filing_pk))
    address = request.build_absolute_uri(reverse("rating:rate", args=[rating.code]))
    # Drawn by us from our own address: nothing in it comes from outside.
    drawing = mark_safe(segno.make(address, error="m").svg_inline(scale=6, border=4, light="#fff"))  # noqa: S308
    context = {"rating": rating, "address": address, "drawing": drawing}
    return render(request, "evaluation/ratings/invitation.html", context)


@staff_required
def received(request):
    """The ratings given at the reader's courts, newest first; there is no way to take one away."""
    rows = (
        Rating.objects.visible_to(request.user).given().select_related("filing__case_number__court", "court")
    )
    found = RatingFilter(request.GET, rows, request=request)
    page = page_by_key(found.qs, request, descending=True)
    return render(request, "evaluation/ratings/received.html", {"page": page, "filter": found})
