import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from mediation.roster.keeping import courts_kept_by
from mediation.roster.models import MediationOrganisation, Mediator
from portal.courts.models import Court
from portal.people.models import Membership, Person, Role

DATA = {"class": "data", "lang": "zh"}


class EntryForm(forms.ModelForm):
    """An entry of the roster; only the courts whose roster `by` keeps can be chosen."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    courts = forms.ModelMultipleChoiceField(
        label=_("Courts"),
        queryset=Court.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one court.")},
    )

    def __init__(self, by, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["courts"].queryset = Court.objects.filter(pk__in=courts_kept_by(by))
        if self.instance.pk:
            del self.fields["form_key"]
            self.initial["courts"] = self.instance.courts.all()

    def came_already(self):
        """The entry this very form made before, if it did: a double click."""
        key = None if self.instance.pk else self.cleaned_data.get("form_key")
        return type(self.instance).objects.filter(form_key=key).first() if key else None

    def save(self, commit=True):
        if self.instance.pk is None and self.cleaned_data.get("form_key"):
            self.instance.form_key = self.cleaned_data["form_key"]
        return super().save(commit)


class OrganisationForm(EntryForm):
    class Meta:
        model = MediationOrganisation
        fields = ["name", "kind", "courts", "active"]
        widgets = {"name": forms.TextInput(attrs=DATA)}


class MediatorForm(EntryForm):
    class Meta:
        model = Mediator
        fields = ["name", "organisation", "person", "courts", "place", "speaks_korean", "active"]
        help_texts = {
            "person": _(
                "The account the mediator signs in with. Leave it empty for somebody who works on paper."
            ),
            "place": _("Where the mediator usually works, for example a forest farm or a village."),
        }
        widgets = {
            "name": forms.TextInput(attrs=DATA),
            "place": forms.TextInput(attrs=DATA),
            "organisation": forms.Select(attrs=DATA),
            "person": forms.Select(attrs=DATA),
        }

    def __init__(self, by, *args, **kwargs):
        super().__init__(by, *args, **kwargs)
        self.fields["organisation"].queryset = MediationOrganisation.objects.visible_to(by)
        if self.instance.organisation_id:
            # One of another court stays chosen when somebody here changes the entry.
            own = MediationOrganisation.objects.filter(pk=self.instance.organisation_id)
            self.fields["organisation"].queryset |= own
        here = Membership.objects.filter(role=Role.MEDIATOR, court__in=courts_kept_by(by)).values("person")
        taken = Mediator.objects.exclude(pk=self.instance.pk).exclude(person=None).values("person")
        self.fields["person"].queryset = Person.objects.filter(pk__in=here).exclude(pk__in=taken)
        if self.instance.person_id:
            # So does an account.
            self.fields["person"].queryset |= Person.objects.filter(pk=self.instance.person_id)
