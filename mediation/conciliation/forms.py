from django import forms
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from filing.intake.models import Party
from mediation.conciliation.models import Consent, Mediation
from mediation.conciliation.workflow import latest_day, parties
from mediation.roster.candidates import candidates
from portal.events import court_day
from portal.templatetags.songting import data

DATA = {"class": "data", "lang": "zh"}


class DayInput(forms.DateInput):
    """A browser's own date field wants its value in this form whatever the language."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d", attrs={"class": "w-12"})


def named(name, what):
    """A name as data, and what it is in the reader's language."""
    return format_html('{} <span class="quiet">{}</span>', data(name), what)


class ConsentFields(forms.Form):
    """One line per party: by which channel it consented. `parties_asked` are shown, those in `needed` must have."""

    def ask(self, parties_asked, *, needed):
        self.asked = {f"consent_{party.pk}": party for party in parties_asked}
        for name, party in self.asked.items():
            self.fields[name] = forms.ChoiceField(
                label=named(party.name, _("%(side)s, consents by") % {"side": party.get_side_display()}),
                choices=[("", _("No consent on record")), *Consent.Channel.choices],
                required=party in needed,
                error_messages={"required": _("Choose how this party consented.")},
            )

    def consents(self):
        """{party: channel} of those who consented."""
        given = {party: self.cleaned_data[name] for name, party in self.asked.items()}
        return {party: channel for party, channel in given.items() if channel}


class CandidateForm(forms.Form):
    """Who is asked to mediate: the court's roster, the least busy first."""

    to = forms.ChoiceField(
        label=_("Offer to"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an organisation or a mediator.")},
    )

    def __init__(self, court, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.candidates = {candidate.key: candidate for candidate in candidates(court)}
        self.fields["to"].choices = [(key, self.label_of(one)) for key, one in self.candidates.items()]

    def label_of(self, candidate):
        what = getattr(candidate.one, "get_kind_display", lambda: _("Mediator"))()
        load = ngettext("%(n)d open", "%(n)d open", candidate.load) % {"n": candidate.load}
        return named(candidate.one.name, f"{what} · {load}")

    def choice(self):
        return self.candidates[self.cleaned_data["to"]].choice


class ReferForm(CandidateForm, ConsentFields):
    """Whom to offer it to, and who consented: every plaintiff must have."""

    def __init__(self, filing, *args, **kwargs):
        super().__init__(filing.court, *args, **kwargs)
        asked = parties(filing)
        self.ask(asked, needed=[party for party in asked if party.side == Party.Side.PLAINTIFF])


class TurnDownForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("For example: related to a party, no time within the next weeks."),
        widget=forms.Textarea(attrs={"rows": 3, **DATA}),
    )


class ConsentForm(ConsentFields):
    """Consents that came in later; only parties without one are asked for."""

    def __init__(self, mediation, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = {consent.party_id for consent in mediation.consents.all() if consent.until is None}
        self.ask([party for party in parties(mediation.filing) if party.pk not in known], needed=())


class ExtendForm(ConsentFields):
    until = forms.DateField(label=_("New last day"), widget=DayInput)

    def __init__(self, mediation, *args, **kwargs):
        super().__init__(*args, **kwargs)
        asked = parties(mediation.filing)
        self.ask(asked, needed=asked)
        if latest := latest_day(mediation):
            self.fields["until"].widget.attrs["max"] = latest.isoformat()
            self.fields["until"].help_text = gettext(
                "Until %(day)s at the latest; a rest day moves to the next working day."
            ) % {"day": date_format(latest)}


class AgreementForm(forms.Form):
    """The parties agreed: what, and since when it is in force."""

    agreement = forms.CharField(
        label=_("What was agreed"),
        help_text=_("Who does what by when. Each point on a line of its own."),
        widget=forms.Textarea(attrs={"rows": 8, **DATA}),
    )
    effective_on = forms.DateField(
        label=_("Last party signed on"),
        help_text=_("The agreement is in force from this day on."),
        widget=DayInput,
        initial=court_day,
    )


class SettledForm(forms.Form):
    """The parties settled by themselves and withdraw; the court need not know how."""

    agreement = forms.CharField(
        label=_("How they settled"), required=False, widget=forms.Textarea(attrs={"rows": 4, **DATA})
    )


class FailureForm(forms.Form):
    """One of the six endings without success, and the report to the court (在线调解规则 21)."""

    ending = forms.ChoiceField(
        label=_("Ending"),
        choices=[choice for choice in Mediation.Ending.choices if choice[0] not in Mediation.SUCCESSES],
        widget=forms.RadioSelect,
    )
    report = forms.CharField(
        label=_("Report to the court"),
        help_text=_("The reasons, and conduct that raised the other side's costs."),
        widget=forms.Textarea(attrs={"rows": 6, **DATA}),
    )
