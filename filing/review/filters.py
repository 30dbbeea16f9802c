import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from filing.casenumbers import NotACaseNumber, parse
from filing.intake.models import Filing, Party
from filing.review import elsewhere
from portal.courts.models import Court

STATES = [choice for choice in Filing.State.choices if choice[0] != Filing.State.DRAFT]


def courts_of(request):
    return Court.objects.visible_to(request.user) if request else Court.objects.none()


class FilingFilter(django_filters.FilterSet):
    """What the desk and the API are asked for; both begin from what the person may see."""

    q = django_filters.CharFilter(
        label=_("Reference, party or case number"), method="search",
        widget=forms.TextInput(attrs={"type": "search", "data-search": "", "class": "data", "lang": "zh"}),
    )  # fmt: skip
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, empty_label=_("Waiting"))
    court = django_filters.ModelChoiceFilter(
        label=_("Court"), queryset=courts_of, empty_label=_("All courts")
    )
    channel = django_filters.ChoiceFilter(
        label=_("Channel"), choices=Filing.Channel, empty_label=_("All channels")
    )
    late = django_filters.BooleanFilter(
        label=_("Red list only"), method="only_late", widget=forms.CheckboxInput
    )

    class Meta:
        model = Filing
        fields = ["q", "state", "court", "channel", "late"]

    def asks(self, *names):
        """Whether one of these filters is filled in (and readable)."""
        return self.form.is_valid() and any(self.form.cleaned_data.get(name) for name in names)

    def search(self, queryset, _name, text):
        """Part of a reference or of a party's name, or a whole case number however it is written."""
        named = Party.objects.filter(filing=OuterRef("pk"), name__contains=text)
        found = Q(reference__contains=text.upper()) | Exists(named)
        try:
            number = parse(text)
        except NotACaseNumber:
            number = None
        if number is None or number.masked:
            return queryset.filter(found)
        same = {"court__code": number.court_code, "year": number.year, "type_code": number.type_code}
        same["serial"] = number.serial
        return queryset.filter(found | Q(**{f"case_number__{name}": value for name, value in same.items()}))

    def only_late(self, queryset, _name, late):
        return queryset.red_list() | elsewhere.late(elsewhere.with_step(queryset)) if late else queryset
