"""Putting a court's particulars right."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.audit.models import record
from portal.people.access import administers


@transaction.atomic
def correct(form, *, by):
    """Save a valid form; what changed is on record with what stood there before. Events keep the court, not its names."""
    court = form.instance
    if not administers(by, court):
        raise PermissionDenied
    changes = {
        name: [str(form.initial[name] or ""), str(form.cleaned_data[name] or "")]
        for name in form.changed_data
    }
    form.save()
    if changes:
        record(by, "correct_court", subject=court, court=court, detail=changes)
    return court
