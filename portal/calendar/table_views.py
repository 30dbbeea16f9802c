"""The day table: staff see it, the division and administrators of the court at the head keep it."""

import csv

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.calendar import announcement, workflow
from portal.calendar.daytable import published_days
from portal.calendar.forms import AnnouncementForm, CourtDayForm
from portal.calendar.loading import court_days
from portal.calendar.models import CourtDay
from portal.calendar.reading import FIRST_DAY, LAST_DAY
from portal.calendar.yearpage import YearPage
from portal.people.access import keeps_for_all, only_if, staff_required

keepers = only_if(keeps_for_all)


@staff_required
@require_safe
def year(request):
    return _year_page(request, _year_asked(request.GET.get("year")), CourtDayForm())


@staff_required
@require_safe
def year_as_text(request, year):
    """The year's exceptions in the form the upload takes."""
    _year_asked(str(year))
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="court-days-{year}.csv"'
    announcement.write(csv.writer(response), court_days().of_year(year))
    return response


@keepers
@require_POST
def enter_day(request):
    form = CourtDayForm(request.POST)
    if not form.is_valid():
        return _year_page(request, timezone.localdate().year, form, status=400)
    entered = form.cleaned_data
    row = workflow.enter_day(**entered, by=request.user)
    messages.success(request, _("%(day)s is in the table.") % {"day": row.day})
    return redirect(f"{reverse('calendar:year')}?year={row.day.year}")


@keepers
@require_POST
def take_out_day(request, day):
    row = get_object_or_404(CourtDay.objects.visible_to(request.user), pk=day)
    workflow.take_out_day(row, by=request.user)
    messages.success(request, _("%(day)s is as published again.") % {"day": day})
    return redirect(f"{reverse('calendar:year')}?year={day.year}")


@keepers
def announce(request):
    """Upload, then a preview with every fault; entering is the next step."""
    published = published_days().years
    form = AnnouncementForm(
        request.POST or None, request.FILES or None, published=published, initial=_coming_year()
    )
    context = {"form": form, "example": max(published)}
    if request.method == "POST" and form.is_valid():
        read = announcement.read(form.content, form.cleaned_data["year"])
        if not read.faults and "enter" in request.POST:
            return _entered(request, form, read)
        context |= {"read": read, **form.cleaned_data}
    return render(request, "portal/calendar/announce.html", context, status=400 if form.errors else 200)


def _entered(request, form, read):
    year, source = form.cleaned_data["year"], form.cleaned_data["source"]
    workflow.announce_year(year, read.entries, source=source, by=request.user)
    messages.success(request, _("The days of %(year)s are in the table.") % {"year": year})
    return redirect(f"{reverse('calendar:year')}?year={year}")


def _year_page(request, year, form, status=200):
    entered = CourtDay.objects.visible_to(request.user).of_year(year).in_bulk()
    context = {
        "page": YearPage(year, court_days(), entered),
        "may_keep": keeps_for_all(request.user),
        "form": form,
    }
    return render(request, "portal/calendar/year.html", context, status=status)


def _year_asked(text):
    """The year of the address, this year without one; 404 for what is no year of the table."""
    if text is None:
        return timezone.localdate().year
    if text.isdecimal() and len(text) == 4 and FIRST_DAY.year <= int(text) <= LAST_DAY.year:
        return int(text)
    raise Http404(_("There is no such year in the table."))


def _coming_year():
    return {"year": max(court_days().years) + 1}
