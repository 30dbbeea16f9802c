from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LEAST_SIGNS = 4


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do you need to see it?"),
        help_text=_("For example: the party asked for a call back about the hearing."),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "w-full", "autocomplete": "off"}),
    )

    def clean_reason(self):
        reason = " ".join(self.cleaned_data["reason"].split())
        if len(reason) < LEAST_SIGNS:
            raise ValidationError(_("Say it in a few words."))
        return reason
