import datetime

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.audit import words
from portal.audit.models import READERS, AuditEntry
from portal.courts.models import Court
from portal.people.models import Person

MOST_PEOPLE = 100  # whom a name may mean; a longer list says nothing
SPAN = datetime.timedelta(days=31)  # how many days are searched at once: the history has no end
SEARCHED = ("person", "court", "deed", "looks")
DATE = {"type": "date", "class": "w-8"}


def courts_of(request):
    return Court.objects.filter(pk__in=request.user.court_ids_as(*READERS))


class AuditFilter(django_filters.FilterSet):
    """Whose deeds, at which court, what and when; the list itself begins from what the reader may see.

    Who asks for more than days, searches some weeks: those asked for, or the last.
    """

    person = django_filters.CharFilter(
        label=_("Name or user name"), method="done_by", max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "data-search": "", "class": "data", "lang": "zh"}),
    )  # fmt: skip
    court = django_filters.ModelChoiceFilter(
        label=_("Court"), queryset=courts_of, empty_label=_("All courts")
    )
    deed = django_filters.ChoiceFilter(
        label=pgettext_lazy("audit", "What"), method="of_deed", choices=words.deeds,
        empty_label=pgettext_lazy("deeds", "All"),
    )  # fmt: skip
    since = django_filters.DateFilter(
        label=pgettext_lazy("day", "From"), method="day", widget=forms.DateInput(attrs=DATE)
    )
    until = django_filters.DateFilter(
        label=pgettext_lazy("day", "Until"), method="day", widget=forms.DateInput(attrs=DATE)
    )
    looks = django_filters.BooleanFilter(
        label=_("Looks at personal data only"), method="only_looks", widget=forms.CheckboxInput
    )

    class Meta:
        model = AuditEntry
        fields = ["person", "court", "deed", "since", "until", "looks"]

    @property
    def is_searched(self):
        return any(self.data.get(name) for name in (*SEARCHED, "since", "until"))

    @property
    def days(self):
        """The first and the last day searched; the later ones where more were asked for."""
        asked = self.form.cleaned_data if self.form.is_valid() else {}
        since, until, today = asked.get("since"), asked.get("until"), timezone.localdate()
        last = until or (since + SPAN if since and since < today - SPAN else today)
        last = min(last, today)
        earliest = max(last, datetime.date.min + SPAN) - SPAN
        return max(since or earliest, earliest), last

    def filter_queryset(self, queryset):
        found = super().filter_queryset(queryset)
        if not self.is_searched:
            return found
        return found.within(*self.days)

    def done_by(self, queryset, _name, text):
        meant = Person.objects.matching(text).values_list("pk", flat=True)[:MOST_PEOPLE]
        return queryset.filter(person__in=list(meant))

    def of_deed(self, queryset, _name, deed):
        kind, _colon, action = deed.rpartition(":")
        found = queryset.filter(action=action)
        return found.filter(subject_kind=kind) if kind else found

    def day(self, queryset, _name, _day):
        """Both together are `days`."""
        return queryset

    def only_looks(self, queryset, _name, looks):
        return queryset.filter(action="look") if looks else queryset
