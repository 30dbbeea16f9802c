from django import forms
from django.utils.translation import gettext_lazy as _

from mediation.conciliation.forms import named
from mediation.conciliation.workflow import parties
from mediation.confirmation import grounds


class ApplicationForm(forms.Form):
    """Who applies; all parties to the agreement must, together."""

    applicants = forms.MultipleChoiceField(
        label=_("Who applies"),
        help_text=_("All parties to the agreement, themselves or by agent."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("All parties to the agreement apply together.")},
    )
    present = forms.BooleanField(
        label=_("All are present at the court"),
        help_text=_("Then acceptance is decided today, otherwise within 3 days."),
        required=False,
    )

    def __init__(self, mediation, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.parties = {str(party.pk): party for party in parties(mediation.filing)}
        self.fields["applicants"].choices = [
            (key, named(party.name, party.get_side_display())) for key, party in self.parties.items()
        ]

    def clean_applicants(self):
        return [self.parties[key] for key in self.cleaned_data["applicants"]]


class GroundForm(forms.Form):
    """A ground of non-acceptance (民诉法解释 355)."""

    ground = forms.ChoiceField(label=_("Ground"), choices=grounds.NOT_ACCEPTED, widget=forms.RadioSelect)
    reasons = forms.CharField(label=_("Reasons"), widget=forms.Textarea(attrs={"rows": 4}))


class WithdrawalForm(GroundForm):
    """Why the application ends without a decision (357)."""

    ground = forms.ChoiceField(label=_("Ground"), choices=grounds.WITHDRAWN, widget=forms.RadioSelect)


class DismissalForm(GroundForm):
    """A ground of dismissal (358), or one of non-acceptance found only now (355 last para.)."""

    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=[
            (
                _("The agreement cannot be confirmed (Interpretation of the Civil Procedure Law, art. 358)"),
                grounds.DISMISSED,
            ),
            (_("It should not have been accepted (the same, art. 355)"), grounds.NOT_ACCEPTED),
        ],
        widget=forms.RadioSelect,
    )
