from django import forms
from django.utils.translation import gettext_lazy as _

from filing.casenumbers.reader import LONGEST, parse
from filing.casenumbers.refusals import NotACaseNumber
from portal.asking import OpenField
from portal.publicapi import Unreadable


class ReaderForm(forms.Form):
    """One number as somebody wrote it."""

    use_required_attribute = False

    text = OpenField(
        label=_("Case number"),
        help_text=_("As it stands on the paper; brackets, spaces and width do not matter."),
        strip=False,
        widget=forms.TextInput(
            attrs={"class": "w-full data", "lang": "zh", "autocomplete": "off", "maxlength": LONGEST}
        ),
    )

    def clean_text(self):
        text = self.cleaned_data["text"]
        try:
            self.parts = parse(text)
        except NotACaseNumber as fault:
            raise Unreadable(str(fault), fault.code, "text") from None
        return text
