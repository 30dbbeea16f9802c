import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from filing.intake.models import Party
from mediation.conciliation.models import Mediation
from mediation.roster.models import MediationOrganisation, Mediator
from portal.courts.models import Court

DATA = forms.Select(attrs={"class": "data", "lang": "zh"})


def courts_of(request):
    return Court.objects.visible_to(request.user)


def organisations_of(request):
    return MediationOrganisation.objects.visible_to(request.user)


def mediators_of(request):
    return Mediator.objects.visible_to(request.user)


def untaken(mediations):
    """Turned down, or not accepted in time."""
    silent = Q(state=Mediation.State.OFFERED, accept_by__lt=timezone.localdate())
    return mediations.filter(silent | Q(state=Mediation.State.TURNED_DOWN))


class MediationFilter(django_filters.FilterSet):
    """The desk's filters; without a state, what is open."""

    q = django_filters.CharFilter(
        label=_("Reference or party"), method="search",
        widget=forms.TextInput(attrs={"type": "search", "data-search": ""}),
    )  # fmt: skip
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=Mediation.State, empty_label=_("All open ones")
    )
    court = django_filters.ModelChoiceFilter(
        label=_("Court"), queryset=courts_of, empty_label=_("All courts")
    )
    organisation = django_filters.ModelChoiceFilter(
        label=_("Organisation"), queryset=organisations_of, empty_label=_("All organisations"), widget=DATA
    )
    mediator = django_filters.ModelChoiceFilter(
        label=_("Mediator"), queryset=mediators_of, empty_label=_("All mediators"), widget=DATA
    )
    untaken = django_filters.BooleanFilter(
        label=_("To be offered to another mediator"), method="only_untaken", widget=forms.CheckboxInput
    )
    late = django_filters.BooleanFilter(label=_("Late only"), method="only_late", widget=forms.CheckboxInput)

    class Meta:
        model = Mediation
        fields = ["q", "state", "court", "organisation", "mediator", "untaken", "late"]

    @property
    def only_open(self):
        """Whether what is asked for is still to be done; then the list is ordered by what is due."""
        state = self.form.cleaned_data.get("state") if self.form.is_valid() else ""
        return not state or state in Mediation.OPEN

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("state") else queryset.open()

    def search(self, queryset, _name, text):
        named = Party.objects.filter(filing=OuterRef("filing"), name__icontains=text)
        return queryset.filter(Q(filing__reference__icontains=text) | Exists(named))

    def only_untaken(self, queryset, _name, wanted):
        return untaken(queryset) if wanted else queryset

    def only_late(self, queryset, _name, late):
        return queryset.overdue() if late else queryset
