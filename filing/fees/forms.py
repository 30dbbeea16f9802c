from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filing.fees.calculator import calculate
from filing.fees.kinds import LABELS, choices
from filing.fees.quoting import Currency, Relief
from filing.fees.reading import read_amounts
from portal.asking import DayField, Flag
from portal.publicapi import Unreadable

HALVINGS = [
    ("mediation", _("Ended by mediation")),
    ("withdrawal", pgettext_lazy("why half the fee", "Withdrawn")),
    ("simple", _("Simple procedure")),
]
REFUNDS = [
    ("", pgettext_lazy("the case ended early", "No")),
    ("not_accepted", _("It was not accepted")),
    ("dismissed", _("It was dismissed without a hearing on the merits")),
    ("remanded", _("It was sent back for a new trial")),
]


class AmountsInput(forms.TextInput):
    """One field; in an address the name may stand several times."""

    def value_from_datadict(self, data, files, name):
        return " + ".join(data.getlist(name)) if hasattr(data, "getlist") else data.get(name)


class AmountsField(forms.CharField):
    """Sums in yuan as people write them; a tuple of Decimal."""

    def __init__(self, **options):
        widget = AmountsInput(attrs={"class": "w-20", "autocomplete": "off"})
        super().__init__(required=False, max_length=200, widget=widget, **options)

    def clean(self, value):
        return read_amounts(super().clean(value))


class FeeForm(forms.Form):
    """What a fee depends on; the page shows it, the API reads its query through it."""

    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=choices,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose a kind of case from the list.")
        ),
    )
    amount = AmountsField(
        label=_("Amount claimed (yuan)"),
        help_text=_("For example 100,000. Several claims: 60,000 + 40,000. On appeal: the part contested."),
    )
    halved_by = forms.MultipleChoiceField(
        label=_("Reasons to pay half"), choices=HALVINGS, required=False, widget=forms.CheckboxSelectMultiple
    )
    counterclaim = Flag(label=_("It is a counterclaim, tried together"))
    third_party = Flag(label=_("It is a third party's claim, tried together"))
    nonproperty = Flag(label=_("There are also claims that are not about money"))
    wages = Flag(label=_("It is a claim for wages"))
    appeal = Flag(label=_("It is an appeal"))
    previous_amount = AmountsField(
        label=_("Amount claimed before"),
        help_text=_("If the claim was raised or lowered after the fee was paid."),
    )
    late = Flag(label=_("Lowered after the court's investigation had ended"))
    ordinary = Flag(label=_("The case changes from the simple to the ordinary procedure"))
    refund = forms.ChoiceField(
        label=_("The case ended early"),
        choices=REFUNDS,
        required=False,
    )
    currency = forms.RegexField(
        r"^[A-Za-z]{3}$",
        label=_("Foreign currency"),
        help_text=_("Its three letters, such as USD."),
        error_messages={"invalid": _("Write the three letters of the currency, such as USD.")},
        required=False,
        widget=forms.TextInput(attrs={"class": "w-4"}),
    )
    rate = forms.DecimalField(
        label=_("Yuan for one unit"),
        help_text=_("The rate of the day the court decided to accept the case."),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_digits"), _("Write the rate as 7.1234.")),
        min_value=Decimal("0.000001"),
        max_digits=12,
        decimal_places=6,
        required=False,
        widget=forms.TextInput(attrs={"class": "w-8", "inputmode": "decimal"}),
    )
    reduced_by = forms.IntegerField(
        label=_("Relief granted (per cent)"),
        help_text=_("At least 30; 100 is a waiver, for natural persons only."),
        error_messages={"invalid": _("Write a whole number from 30 to 100.")},
        required=False,
        widget=forms.TextInput(attrs={"class": "w-4", "inputmode": "numeric"}),
    )
    organisation = Flag(label=_("The relief is for an organisation"))
    on = DayField(label=_("Day of filing"), help_text=_("Empty: today."), required=False)

    def clean(self):
        data = super().clean()
        if (
            bool(data.get("currency")) != bool(data.get("rate"))
            and not {"currency", "rate"} & self.errors.keys()
        ):
            field = "rate" if data.get("currency") else "currency"
            self.add_error(
                field,
                Unreadable(_("Write the currency and its rate together."), "currency_incomplete", field),
            )
        if not self.errors:
            self._calculate(data)
        return data

    MORE = ("counterclaim", "third_party", "nonproperty", "wages", "appeal", "previous_amount", "late", "ordinary",
            "refund", "currency", "rate", "reduced_by", "organisation", "on")  # fmt: skip

    @property
    def uses_more(self):
        """Whether something beyond the first questions was answered, so that it is not hidden."""
        return any(self[name].value() for name in self.MORE)

    @property
    def kind_label(self):
        return LABELS[self.cleaned_data["kind"]]

    @property
    def day(self):
        """The day the answer is for."""
        return self.cleaned_data["on"] or timezone.localdate()

    def _calculate(self, data):
        try:
            self.answer = calculate(
                data["kind"],
                data["amount"],
                on=self.day,
                previous=data["previous_amount"],
                late=data["late"],
                ordinary=data["ordinary"],
                refund=data["refund"],
                halved_by=(
                    *data["halved_by"],
                    *(name for name in ("counterclaim", "third_party") if data[name]),
                ),
                appeal=data["appeal"],
                beside=data["nonproperty"],
                may_wait=data["wages"],
                currency=Currency(data["currency"].upper(), data["rate"]) if data["currency"] else None,
                relief=None
                if data["reduced_by"] is None
                else Relief(data["reduced_by"], natural_person=not data["organisation"]),
            )
        except Unreadable as fault:
            self.add_error(fault.field if fault.field in self.fields else None, fault)
