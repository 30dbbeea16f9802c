"""Entries of registers: list, one with its cells and what happened, and all as a file."""

from django.shortcuts import get_object_or_404, render

from metrics.registers import exports
from metrics.registers.access import KEEPERS, open_courts
from metrics.registers.forms import SearchForm
from metrics.registers.models import RegisterEntry
from metrics.registers.shown import cells_of
from portal.audit.models import record
from portal.courts.models import Court
from portal.events import Event
from portal.paging import page_by_key
from portal.people.access import role_required, staff_required

keeper_required = role_required(*KEEPERS)


@staff_required
def entry(request, pk):
    """Where a figure leads to: the cells as they stand, and every step, taken back or not."""
    found = RegisterEntry.objects.visible_to(request.user).select_related("court")
    shown = get_object_or_404(found, pk=pk)
    courts = dict(Court.objects.values_list("pk", "name"))
    events = Event.objects.about(shown).select_related("person").order_by("day", "id")
    revisions = shown.revisions.select_related("batch").order_by("pk")
    context = {"entry": shown, "cells": cells_of(shown.content or {}, courts), "events": events}
    return render(request, "metrics/registers/entry.html", {**context, "revisions": revisions})


@keeper_required
def entries(request):
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"].strip() if form.is_valid() else ""
    page = page_by_key(_kept(request.user).matching(text).select_related("court"), request)
    return render(request, "metrics/registers/entries.html", {"form": form, "page": page, "text": text})


@keeper_required
def export(request, form):
    """The registers one keeps, in the columns an import reads. Names of parties leave the house: it is on record."""
    record(request.user, "export_register", detail={"form": form})
    return exports.register_file(_kept(request.user).order_by("pk"), form)


def _kept(person):
    """Entries of the courts whose registers the person keeps."""
    return RegisterEntry.objects.visible_to(person).filter(court__in=open_courts(person)).kept()
