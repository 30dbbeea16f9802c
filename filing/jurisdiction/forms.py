from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from filing import causes
from filing.fees.reading import read_yuan
from filing.jurisdiction import competence
from filing.jurisdiction.rules import places_on
from filing.track import suggesting
from portal.asking import DayField, Flag
from portal.publicapi import Unreadable


class WhichCourtForm(forms.Form):
    """A dispute in a few facts; what it is tied to is asked once its cause is known."""

    cause = forms.CharField(
        label=_("What is it about?"),
        help_text=_("The cause of action, or what happened in your own words."),
        max_length=100,
        widget=forms.TextInput(attrs={"class": "w-full", "autocomplete": "off"}),
    )
    amount = forms.CharField(
        label=_("Amount in dispute (yuan)"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "w-12", "autocomplete": "off"}),
    )
    outsider = Flag(label=_("One side lives outside the province"))
    not_only_money = Flag(label=_("More than the payment of money is asked for"))
    agreed = Flag(label=_("Both sides want the small-claims procedure"))
    facts = forms.MultipleChoiceField(
        label=_("Which of these is so?"),
        choices=[*suggesting.HARD.items(), *suggesting.NOT_SMALL_CLAIM.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    on = DayField(label=_("Day of filing"), help_text=_("Empty: today."), required=False)

    def clean_amount(self):
        text = self.cleaned_data["amount"]
        return read_yuan(text) if text.strip() else None

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        data["on"] = data["on"] or timezone.localdate()
        try:
            self.edition = causes.list_on(data["on"])
        except causes.NoCauseList as fault:
            self.add_error("on", Unreadable(str(fault), fault.code, "on"))
            return data
        named = self.edition.named(data["cause"])
        found = [named] if named else [each.cause for each in self.edition.search(data["cause"], 6)]
        if not found:
            self.add_error(
                "cause",
                Unreadable(
                    _("Nothing fits these words. Try fewer or other words."), "cause_unknown", "cause"
                ),
            )
            return data
        self.cause, self.others = found[0], found[1:]
        self._ask_for_places()
        return data

    def _ask_for_places(self):
        """Add a question for each place the dispute is tied to, and read what was answered."""
        here = places_on(self.cleaned_data["on"])
        choices = [
            ("", _("Not told")),
            *((name, str(place)) for name, place in here.items()),
            ("other", _("Another place")),
        ]
        for tie in self.court().ties:
            name = f"place_{tie}"
            field = forms.ChoiceField(label=competence.TIES[tie], choices=choices, required=False)
            self.fields[name] = field
            answered = self.data.get(name, "")
            self.cleaned_data[name] = answered if answered in (*here, "other") else ""

    @property
    def place_fields(self):
        return [self[name] for name in self.fields if name.startswith("place_")]

    def court(self):
        """The competence.Suggestion for what is known so far."""
        data = self.cleaned_data
        told = {name[6:]: value for name, value in data.items() if name.startswith("place_") and value}
        path = [step.name for step in self.edition.path(self.cause)]
        return competence.suggest(
            path, data["on"], amount=data["amount"], outsider=data["outsider"], places=told
        )

    def track(self):
        """The suggesting.Suggestion of a procedure."""
        data = self.cleaned_data
        return suggesting.suggest(
            data["on"],
            amount=data["amount"],
            money_only=not data["not_only_money"],
            agreed=data["agreed"],
            facts=data["facts"],
            wage=suggesting.wage_for(data["on"]),
        )
