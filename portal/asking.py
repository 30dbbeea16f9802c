"""Fields of questions asked by address: read forgivingly, refused with a stable code."""

import datetime

from django import forms
from django.core.exceptions import ValidationError

from portal.calendar.reading import read_start
from portal.publicapi import Unreadable

WORDS = {
    "required": "missing",
    "invalid_choice": "unknown",
}  # what Django calls a fault, and what the API does


class DayField(forms.CharField):
    """A day as people write it (2022-04-12, 2022.4.12, 2022年4月12日); a date, or None where nothing is written."""

    def __init__(self, **options):
        options.setdefault("widget", forms.DateInput(attrs={"type": "date", "class": "w-12"}))
        super().__init__(max_length=40, **options)

    def clean(self, value):
        text = super().clean(value)
        if not text.strip():
            return None
        try:
            start = read_start(text)
        except ValidationError as fault:
            raise Unreadable(fault.messages[0], fault.code.replace("start", "day"), "") from None
        return start.date() if isinstance(start, datetime.datetime) else start


class OpenField(forms.CharField):
    """Neither optional nor demanded by itself: the one question of a page, or one of two ways to answer."""

    def validate(self, value):
        pass


class CheckboxInput(forms.CheckboxInput):
    """A box; in an address 0, no, false and nothing leave it empty. Called so because templates ask for its type."""

    def value_from_datadict(self, data, files, name):
        return str(data.get(name, "")).strip().lower() not in {"", "0", "no", "false", "off"}


class Flag(forms.BooleanField):
    """Yes or no, never required."""

    widget = CheckboxInput

    def __init__(self, **options):
        super().__init__(required=False, **options)


def require_valid(form):
    """The form, cleaned. Raises its first fault as an Unreadable: with its own code, else field_missing and the like."""
    for field, faults in form.errors.as_data().items():
        fault = faults[0]
        name = "" if field == "__all__" else field
        if isinstance(fault, Unreadable):
            raise Unreadable(fault.messages[0], fault.code, name or fault.field)
        raise Unreadable(fault.messages[0], f"{name}_{WORDS.get(fault.code, 'unreadable')}", name)
    return form
