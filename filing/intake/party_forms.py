"""The rows of parties on the entry form; rows are added and taken away by buttons, with or without JavaScript."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filing.intake.identity import read_credit_code, read_person_number
from filing.intake.models import Party

PREFIX = "party"
MOST = 60  # a form with more parties is a register
SIDES = (Party.Side.PLAINTIFF, Party.Side.DEFENDANT, Party.Side.THIRD)
TEXTS = ("name", "id_number", "phone", "address", "representative")
FIELDS = ("side", "kind", *TEXTS)
DATA = {"class": "data", "lang": "zh"}


class PartyForm(forms.Form):
    """One party. Only the name is demanded: what else is missing can be asked for in the one notice."""

    side = forms.ChoiceField(choices=Party.Side, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind"), choices=Party.Kind, initial=Party.Kind.PERSON)
    name = forms.CharField(
        label=pgettext_lazy("party", "Name"), max_length=100, widget=forms.TextInput(attrs=DATA)
    )
    id_number = forms.CharField(
        label=_("Identity number or credit code"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"class": "data", "translate": "no", "autocomplete": "off"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"type": "tel", "class": "data", "translate": "no", "autocomplete": "off"}),
    )  # fmt: skip
    address = forms.CharField(
        label=_("Address"), max_length=200, required=False, widget=forms.TextInput(attrs=DATA)
    )
    representative = forms.CharField(
        label=_("Legal representative (of an organisation)"), max_length=60, required=False,
        widget=forms.TextInput(attrs=DATA),
    )  # fmt: skip

    def clean(self):
        data = super().clean()
        if not self.stays("id_number"):
            read = read_credit_code if data.get("kind") == Party.Kind.ORGANISATION else read_person_number
            try:
                data["id_number"] = read(data.get("id_number", ""))
            except ValidationError as error:
                self.add_error("id_number", error)
        return data

    def stays(self, name):
        """Whether this text only stands for what is on record."""
        return False

    def party(self):
        return Party(**self.cleaned_data)


class PartyRows(forms.BaseFormSet):
    def clean(self):
        sides = {form.cleaned_data.get("side") for form in self.forms if form.is_valid()}
        if any(self.errors):
            return
        if Party.Side.PLAINTIFF not in sides or Party.Side.DEFENDANT not in sides:
            raise ValidationError(_("Name at least one plaintiff and one defendant."))

    def numbered(self):
        """(form, side's name, number on its side or None if it is the only one there)."""
        sides = [form["side"].value() for form in self.forms]
        for place, (form, side) in enumerate(zip(self.forms, sides, strict=True)):
            number = sides[: place + 1].count(side) if sides.count(side) > 1 else None
            yield form, Party.Side(side).label if side in Party.Side else side, number

    def parties(self):
        """Unsaved parties, plaintiffs first."""
        people = [form.party() for form in self.forms]
        return sorted(people, key=lambda party: SIDES.index(party.side))


PartyFormSet = forms.formset_factory(PartyForm, formset=PartyRows, extra=0, max_num=MOST, absolute_max=MOST)


def blank(side):
    return {"known": "", "side": side, "kind": Party.Kind.PERSON, **dict.fromkeys(TEXTS, "")}


def rows_in(data):
    """The rows as they were sent, [{field: text}], wholly empty ones left out where their side has another."""
    total = data.get(f"{PREFIX}-TOTAL_FORMS", "")
    total = min(int(total), MOST) if total.isdecimal() and len(total) < 4 else 0
    names = ("known", *FIELDS)
    return [{name: data.get(f"{PREFIX}-{n}-{name}", "") for name in names} for n in range(total)]


def without_empty(rows):
    """Rows somebody wrote in, and those of parties on record."""
    return completed([row for row in rows if row["known"] or any(row[name].strip() for name in TEXTS)])


def completed(rows):
    """With an empty row for a side that must have one."""
    missing = [blank(side) for side in SIDES[:2] if all(row["side"] != side for row in rows)]
    return sorted([*rows, *missing], key=_rank)


def added(rows, side):
    return sorted([*rows, blank(side)], key=_rank) if side in SIDES and len(rows) < MOST else rows


def removed(rows, number):
    """Without that row; an impossible number takes nothing away."""
    place = int(number) if number.isdecimal() and len(number) < 4 else len(rows)
    return completed([row for here, row in enumerate(rows) if here != place])


def _rank(row):
    return SIDES.index(row["side"]) if row["side"] in SIDES else len(SIDES)


def as_data(rows):
    """The rows as a form would send them."""
    data = {f"{PREFIX}-TOTAL_FORMS": str(len(rows)), f"{PREFIX}-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        data |= {f"{PREFIX}-{number}-{name}": value for name, value in row.items()}
    return data
