"""The entry form of a filing on record, to be put right: personal data are shown as their masks."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from filing.intake import party_forms
from filing.intake.corrections import NOTHING, Corrections
from filing.intake.entry import is_sent, rearranged
from filing.intake.forms import CASE_TYPES, ONLY_CIVIL, DisputeForm
from filing.intake.models import Filing, Party
from filing.intake.party_forms import FIELDS, MOST, PREFIX, SIDES, PartyForm, PartyRows
from portal.events import court_day

SEALED = ("id_number", "phone", "address")


class CorrectedDisputeForm(DisputeForm):
    """The dispute as it stands; its list of causes is that of the day it came in."""

    def __init__(self, filing, *args, **kwargs):
        self.filing = filing
        kept = () if filing.case_type in CASE_TYPES else (filing.case_type,)
        day = court_day(filing.received_at)
        super().__init__(*args, day=day, case_types=(*CASE_TYPES, *kept), **kwargs)

    def clean(self):
        data = super().clean()
        if self.filing.channel == Filing.Channel.CROSS_BORDER and data.get("case_type") != "民初":
            self.add_error("case_type", ONLY_CIVIL)
        return data

    def _found_cause(self, data):
        """As it stands if nobody touched it, though no list may know it."""
        filing = self.filing
        if data["case_type"] == filing.case_type and self._names_the_same(data["cause_text"], data["cause"]):
            return filing.cause_version, filing.cause_code, filing.cause_name
        return super()._found_cause(data)

    def _names_the_same(self, text, chosen):
        return text == self.filing.cause_name and not chosen

    @property
    def hits(self):
        """Nothing to choose from while the cause stands as it was."""
        same = self._names_the_same(self["cause_text"].value(), self["cause"].value())
        return [] if same else super().hits

    def changes(self):
        """{field of the filing: its new value} of a valid form, for what differs from the record."""
        names = ("cause_version", "cause_code", "cause_name")
        data = {**self.cleaned_data, **dict(zip(names, self.cleaned_data["found_cause"], strict=True))}
        told = {name: data[name] for name in ("case_type", *names, "claim", "grounds", "amount")}
        return {name: value for name, value in told.items() if not _same(value, getattr(self.filing, name))}


class CorrectedPartyForm(PartyForm):
    """A party that may be on record (`known`); its masks, sent back untouched, mean that the values stay."""

    known = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, on_record, **kwargs):
        super().__init__(*args, **kwargs)
        self.on_record = on_record

    @property
    def held(self):
        return self.on_record.get(self.cleaned_data.get("known"))

    def stays(self, name):
        text = self.cleaned_data.get(name)
        return bool(self.held and text and text == str(getattr(self.held, name)))

    def clean(self):
        for name in SEALED:
            if "*" in self.cleaned_data.get(name, "") and not self.stays(name):
                self.add_error(name, _("A part is hidden. Write it in full, or leave it as it was."))
        return super().clean()

    def corrected(self):
        """(the party on record, or a new one, as it is written here; the names of its changed fields). Unsaved."""
        party = self.held or Party()
        before = {name: getattr(party, name) for name in FIELDS}
        for name in FIELDS:
            Party._meta.get_field(name).save_form_data(party, self.cleaned_data[name])
        return party, tuple(name for name in FIELDS if getattr(party, name) != before[name])


class CorrectedRows(PartyRows):
    def clean(self):
        known = [form.cleaned_data.get("known") for form in self.forms if form.is_valid()]
        if any(pk and known.count(pk) > 1 for pk in known):
            raise ValidationError(_("One party stands here twice."))
        super().clean()


CorrectedPartyFormSet = forms.formset_factory(
    CorrectedPartyForm, formset=CorrectedRows, extra=0, max_num=MOST, absolute_max=MOST
)


class CorrectedEntry:
    """`form` and `parties` for the template, like the Entry of a new filing; sent untouched it corrects nothing."""

    def __init__(self, filing, data=None):
        self.filing, self.sent = filing, is_sent(data)
        self.on_record = {party.pk: party for party in filing.parties.all()}
        told, rows = _dispute(filing), party_forms.completed(_rows(self.on_record.values()))
        self.untouched = self.sent and _untouched(data, told, rows)
        options = {"prefix": PREFIX, "form_kwargs": {"on_record": self.on_record}}
        if self.sent and not self.untouched:
            written = party_forms.without_empty(party_forms.rows_in(data))
            self.form = CorrectedDisputeForm(filing, data)
            self.parties = CorrectedPartyFormSet(party_forms.as_data(written), **options)
        else:
            as_it_stands = self.untouched or data is None
            shown = {name: told.get(name, "") for name in DisputeForm.base_fields}
            shown |= {} if as_it_stands else {name: data[name] for name in shown if name in data}
            self.form = CorrectedDisputeForm(filing, initial=shown)
            self.parties = CorrectedPartyFormSet(
                initial=rows if as_it_stands else rearranged(data), **options
            )

    def is_valid(self):
        return self.untouched or (self.sent and all([self.form.is_valid(), self.parties.is_valid()]))

    def corrections(self):
        """The Corrections of a valid form; asked once, since the parties on record take them on."""
        if self.untouched:
            return NOTHING
        forms_in_order = sorted(self.parties, key=lambda form: SIDES.index(form.cleaned_data["side"]))
        parties = tuple(form.corrected() for form in forms_in_order)
        staying = {party.pk for party, _changed in parties}
        dropped = tuple(party for pk, party in self.on_record.items() if pk not in staying)
        return Corrections(self.form.changes(), parties, dropped)


def _dispute(filing):
    """The dispute on record as the form shows it."""
    amount = "" if filing.amount is None else f"{filing.amount.normalize():,f}"
    return {
        "case_type": filing.case_type, "cause_text": filing.cause_name, "claim": filing.claim,
        "grounds": filing.grounds, "amount": amount,
    }  # fmt: skip


def _rows(parties):
    """The parties on record as the form shows them."""
    return [
        {"known": str(party.pk), **{name: str(getattr(party, name)) for name in FIELDS}} for party in parties
    ]


def _untouched(data, told, rows):
    """Whether everything comes back as it was shown. What is not sent at all was not touched either."""
    texts = all(_same(data.get(name, text), text) for name, text in told.items()) and not data.get("cause")
    sent = f"{PREFIX}-TOTAL_FORMS" in data
    return texts and (not sent or party_forms.without_empty(party_forms.rows_in(data)) == rows)


def _same(one, other):
    """Whether two values say the same; a browser writes line ends its own way and drops blanks at the ends."""
    if isinstance(one, str) and isinstance(other, str):
        return one.strip().splitlines() == other.strip().splitlines()
    return one == other
