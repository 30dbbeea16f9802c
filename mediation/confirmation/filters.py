import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mediation.confirmation.models import Confirmation
from portal.courts.models import Court


def courts_of(request):
    return Court.objects.visible_to(request.user)


class ConfirmationFilter(django_filters.FilterSet):
    """The desk's filters; without a state, what awaits a decision."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=Confirmation.State, empty_label=_("To be decided")
    )
    court = django_filters.ModelChoiceFilter(
        label=_("Court"), queryset=courts_of, empty_label=_("All courts")
    )
    late = django_filters.BooleanFilter(label=_("Late only"), method="only_late", widget=forms.CheckboxInput)

    class Meta:
        model = Confirmation
        fields = ["state", "court", "late"]

    @property
    def only_open(self):
        """Whether what is asked for is still to be decided; then the list is ordered by what is due."""
        state = self.form.cleaned_data.get("state") if self.form.is_valid() else ""
        return not state or state in Confirmation.OPEN

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("state") else queryset.awaiting_decision()

    def only_late(self, queryset, _name, late):
        return queryset.filter(deadline__lt=timezone.localdate()) if late else queryset
