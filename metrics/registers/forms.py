import uuid

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """A file of a register; what is in it is read later, by a worker."""

    file = forms.FileField(
        label=_("File"),
        help_text=format_lazy(
            _(
                "A workbook (xlsx) or a text table (csv) of at most {limit} MB, with the headings in its first row."
            ),
            limit=settings.REGISTER_MAX_BYTES >> 20,
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.csv,.tsv,.txt"}),
        allow_empty_file=True,  # the reading says what to do about it, in the same words as the command
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class SearchForm(forms.Form):
    """Which entries: a reference that begins so, or a case number."""

    q = forms.CharField(
        label=_("Reference or case number"),
        required=False,
        max_length=80,
        widget=forms.TextInput(
            attrs={"class": "w-20 data", "lang": "zh", "data-search": True, "type": "search"}
        ),
    )
