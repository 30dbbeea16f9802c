from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.courts import workflow
from portal.courts.models import Court
from portal.people.models import Role


class CourtForm(forms.ModelForm):
    """A court's particulars. Level and superior are for those who keep the court above."""

    class Meta:
        model = Court
        fields = ["code", "name", "short_name", "name_ko", "name_en", "seat", "level", "superior"]
        help_texts = {
            "code": _("As it stands in case numbers. Leave empty until it is confirmed."),
        }

    def __init__(self, by, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        level, superior = self.fields["level"], self.fields["superior"]
        heads = workflow.heads_kept_by(by)
        superior.queryset = Court.objects.filter(Q(pk__in=heads) | Q(pk=self.instance.superior_id))
        level.choices = Court.Level.choices
        if self.instance.pk is None:
            del self.fields["level"]
            superior.required, superior.empty_label = True, None
        elif not workflow.may_place(by, self.instance):
            level.disabled = superior.disabled = True
        elif workflow.has_history(self.instance):
            level.disabled = True
            level.help_text = _("Cases were counted by its level; it stays as it is.")
            superior.required = self.instance.level == Court.Level.BASIC

    def clean_level(self):
        """Nobody moves a court out of his own reach."""
        level, court = self.cleaned_data["level"], self.instance
        if level == Court.Level.INTERMEDIATE != court.level and not self.by.holds(
            Role.ADMINISTRATOR, at=court
        ):
            raise ValidationError(
                _(
                    "It would leave your district. First have another administrator make you its administrator."
                )
            )
        return level


class ClosingForm(forms.Form):
    """The first day on which nothing new comes to a court."""

    day = forms.DateField(
        label=_("Closed from"),
        help_text=_("From this day on neither filings nor people come to it. What is there goes on."),
        widget=forms.DateInput(attrs={"type": "date", "class": "w-8"}, format="%Y-%m-%d"),
        initial=timezone.localdate,
    )
