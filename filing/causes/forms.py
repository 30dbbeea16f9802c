from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from filing import causes
from portal.asking import DayField
from portal.publicapi import Unreadable


class FinderForm(forms.Form):
    """Words and a day; the page shows it, the API reads its query through it."""

    q = forms.CharField(
        label=_("What happened?"),
        help_text=_("In your own words, or by name, pinyin, its first letters or the number."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "class": "w-full", "autocomplete": "off"}),
        error_messages={"max_length": _("Write a few words only, at most 100 characters.")},
    )
    on = DayField(
        label=_("Day of filing"),
        help_text=_("Empty: today. The list changes on 1 January 2026."),
        required=False,
    )
    limit = forms.IntegerField(
        min_value=1,
        max_value=200,
        required=False,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Write a whole number from 1 to 200.")
        ),
    )

    def clean_on(self):
        day = self.cleaned_data["on"] or timezone.localdate()
        try:
            self.edition = causes.list_on(day)
        except causes.NoCauseList as fault:
            raise Unreadable(str(fault), fault.code, "on") from None
        return day

    def found(self):
        """[Found] for the words, best first; nothing where nothing was asked."""
        asked = self.cleaned_data
        return self.edition.search(asked["q"], asked["limit"] or 20) if asked["q"] else []
