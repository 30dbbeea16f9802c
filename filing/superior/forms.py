from django import forms
from django.utils.translation import gettext_lazy as _

from filing.review.forms import TEXT, PlainForm, ReturnForm
from portal.courts.models import Court


class NoticeRequestForm(ReturnForm):
    """What the further notice would ask for, and why it was not asked for before; the leader sets the day."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["correct_by"]


class DesignationRequestForm(PlainForm):
    proposed = forms.ModelChoiceField(
        Court.objects.none(), label=_("Which court has jurisdiction"), required=False, widget=forms.RadioSelect,
        empty_label=_("Left to the court above"),
    )  # fmt: skip
    reasons = forms.CharField(
        label=_("Reasons"), widget=forms.Textarea(attrs=TEXT), max_length=5000,
        help_text=_("Why this court has no jurisdiction, by which rule."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["proposed"].queryset = Court.objects.open().exclude(pk=self.filing.court_id)


class RefusalForm(PlainForm):
    answer = forms.CharField(
        label=_("Reasons"), widget=forms.Textarea(attrs=TEXT), max_length=5000,
        help_text=_("The judge reads them, and decides on the filing as it stands."),
    )  # fmt: skip


class DesignationForm(PlainForm):
    court = forms.ModelChoiceField(
        Court.objects.none(), label=_("Designated court"), widget=forms.RadioSelect, empty_label=None
    )
    answer = forms.CharField(
        label=_("Reasons"), widget=forms.Textarea(attrs=TEXT), max_length=5000,
        help_text=_("The party and both courts read them."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["court"].queryset = Court.objects.open()
