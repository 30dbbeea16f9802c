import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from filing import causes
from filing.casenumbers import type_on
from filing.causes import NoCauseList
from filing.fees.reading import read_yuan
from filing.intake.models import Filing
from portal.courts.models import Court
from portal.events import court_day

# What parties file themselves; appeals and the like come from another court.
CASE_TYPES = ("民初", "行初", "刑初", "民撤", "执")
CIVIL = frozenset({"民初", "民撤"})  # the lists of causes are for civil cases
DATA = {"class": "data", "lang": "zh"}
MOST_HITS = 8
LONGEST = 100  # characters of a cause, as it is stored
ONLY_CIVIL = _("Only first-instance civil cases are filed across the border.")


class DisputeForm(forms.Form):
    """What is asked for and why. `day`: the one whose list of causes holds."""

    case_type = forms.ChoiceField(label=_("Case type"), initial="民初")
    cause_text = forms.CharField(
        label=_("Cause of action"), max_length=LONGEST,
        help_text=_("Its name, an everyday word for it, or pinyin or its initials."),
        widget=forms.TextInput(attrs={**DATA, "class": "data w-20", "autocomplete": "off"}),
    )  # fmt: skip
    cause = forms.CharField(max_length=12, required=False, widget=forms.HiddenInput)
    claim = forms.CharField(
        label=_("Claim"), max_length=5000, widget=forms.Textarea(attrs={**DATA, "rows": 4}),
        help_text=_("What the court is asked to do, point by point."),
    )  # fmt: skip
    grounds = forms.CharField(
        label=_("Facts and grounds"), max_length=20_000, required=False,
        widget=forms.Textarea(attrs={**DATA, "rows": 6}),
    )  # fmt: skip
    amount = forms.CharField(
        label=_("Amount in dispute (yuan)"), required=False, max_length=200,
        help_text=_("For example: 35,000. Leave it empty if nothing is counted in money."),
        widget=forms.TextInput(attrs={**DATA, "class": "data w-12", "inputmode": "text"}),
    )  # fmt: skip

    def __init__(self, *args, day=None, case_types=CASE_TYPES, **kwargs):
        super().__init__(*args, **kwargs)
        self.day = day or court_day()
        self.fields["case_type"].choices = [(code, type_on(code, self.day) or code) for code in case_types]

    def clean_amount(self):
        text = self.cleaned_data["amount"].strip()
        return read_yuan(text) if text else None

    def clean(self):
        data = super().clean()
        if not self.errors:
            data["found_cause"] = self._found_cause(data)
        return data

    def _found_cause(self, data):
        """(version, code, name): one of the list in force for a civil case, else also as it was written."""
        try:
            edition = causes.list_on(self.day)
        except NoCauseList:
            edition = None
        cause = edition and (edition.by_code.get(data["cause"]) or edition.named(data["cause_text"]))
        if cause:
            return cause.version, cause.code, cause.name
        if edition and data["case_type"] in CIVIL:
            self.add_error(
                "cause_text", _("Choose one of the causes found, or write the name as in the list.")
            )
            return None
        return "", "", data["cause_text"].strip()

    @property
    def hits(self):
        """Causes to choose from: the chosen one, then what the text finds."""
        return hits(self["cause_text"].value(), self["cause"].value(), self.day)


class FilingForm(DisputeForm):
    """The dispute, and where it is received. `counters`: the courts at whose counter this person may receive it."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    counter = forms.ModelChoiceField(Court.objects.none(), label=_("Received at"), empty_label=None)
    court = forms.ModelChoiceField(
        Court.objects.none(), label=_("Competent court"), empty_label=None,
        help_text=_("If it is another court than yours, your court assists and that court decides."),
    )  # fmt: skip
    channel = forms.ChoiceField(label=_("Channel"), choices=Filing.Channel, initial=Filing.Channel.WINDOW)

    def __init__(self, counters, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.counters = counters
        self.fields["counter"].queryset = counters
        if len(counters) == 1:
            self.fields["counter"].widget = forms.HiddenInput()
        for name in ("counter", "court"):
            self.fields[name].initial = counters[0].pk if counters else None
        self.fields["court"].queryset = Court.objects.open()

    def clean(self):
        data = super().clean()
        if not self.errors:
            self._check_channel(data)
        return data

    def _check_channel(self, data):
        elsewhere = data["court"] != data["counter"]
        if elsewhere and data["channel"] == Filing.Channel.WINDOW:
            data["channel"] = Filing.Channel.CROSS_COURT
        if not elsewhere and data["channel"] == Filing.Channel.CROSS_COURT:
            self.add_error("court", _("For a cross-court filing choose the other court, which decides."))
        if data["channel"] == Filing.Channel.CROSS_BORDER and data["case_type"] != "民初":
            self.add_error("case_type", ONLY_CIVIL)

    def filing(self):
        """The unsaved Filing of a valid form."""
        data = self.cleaned_data
        version, code, name = data["found_cause"]
        return Filing(
            form_key=data["form_key"], court=data["court"], channel=data["channel"],
            assisting_court=data["counter"] if data["counter"] != data["court"] else None,
            case_type=data["case_type"], cause_version=version, cause_code=code, cause_name=name,
            claim=data["claim"], grounds=data["grounds"], amount=data["amount"],
        )  # fmt: skip


class SoughtCause(forms.Form):
    """What is typed of a cause, and the day whose list is searched; empty: today."""

    cause_text = forms.CharField(max_length=LONGEST)
    on = forms.DateField(required=False)

    @property
    def hits(self):
        return hits(self.cleaned_data["cause_text"], day=self.cleaned_data["on"]) if self.is_valid() else []


def hits(text, chosen="", day=None):
    """[(cause, the headings above it)] of the list in force, the chosen one first."""
    try:
        edition = causes.list_on(day or court_day())
    except NoCauseList:
        return []
    sought = text if text and len(text) <= LONGEST else ""
    found = [hit.cause for hit in edition.search(sought, MOST_HITS)]
    if chosen in edition.by_code:
        first = edition.by_code[chosen]
        found = [first, *(cause for cause in found if cause != first)]
    return [(cause, edition.path(cause)[:-1]) for cause in found]
