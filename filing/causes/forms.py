from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from filing import causes
from filing.causes.holdings import held
from filing.causes.reading import MOST_BYTES
from portal.asking import DayField, OpenField
from portal.publicapi import Unreadable


class FinderForm(forms.Form):
    """Words and a day; the page shows it, the API reads its query through it."""

    use_required_attribute = False

    q = OpenField(
        label=_("What happened?"),
        help_text=_("In your own words, or by name, pinyin, its first letters or the number."),
        max_length=100,
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


class ComingListForm(forms.Form):
    """A coming list as a file, or as the text a preview carries on."""

    version = forms.RegexField(
        r"^[0-9A-Za-z-]{1,8}$",
        label=_("Name of the list"),
        help_text=_("Short, such as the year of its notice."),
        widget=forms.TextInput(attrs={"class": "w-8"}),
        error_messages={"invalid": _("Write up to 8 letters or digits, such as 2030.")},
    )
    begins = DayField(label=_("In force from"))
    source = forms.CharField(label=_("Number of the notice"), max_length=80)
    file = forms.FileField(
        label=_("Workbook or text"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.txt"}),
        help_text=_("One cause a line, with its number as printed in the notice."),
    )
    text = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def clean_version(self):
        version = self.cleaned_data["version"]
        if any(edition.version == version for edition in held().lists):
            raise forms.ValidationError(_("A list of this name is held already."))
        return version

    def clean_begins(self):
        begins = self.cleaned_data["begins"]
        last = held().lists[-1].begins
        if begins <= max(last, timezone.localdate()):
            raise forms.ValidationError(
                _("A coming list begins after today and after the last one held (%(last)s)."),
                params={"last": last.isoformat()},
            )
        return begins

    def clean(self):
        data = super().clean()
        if not data.get("file") and not data.get("text"):
            self.add_error("file", _("Choose the file of the list."))
        return data

    @property
    def content(self):
        """The bytes of the list."""
        file = self.cleaned_data.get("file")
        return file.read(MOST_BYTES + 1) if file else self.cleaned_data["text"].encode()
