from django import forms
from django.utils.translation import gettext_lazy as _

from evaluation.ratings.models import Rating


class RatingForm(forms.Form):
    """Five grades and, for whoever likes, words."""

    grade = forms.TypedChoiceField(
        label=_("How satisfied are you?"),
        choices=Rating.Grade,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the five grades.")},
    )
    words = forms.CharField(
        label=_("In your words"),
        help_text=_("What went well, what did not? At most 500 characters."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
