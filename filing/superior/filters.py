import django_filters
from django.utils.translation import gettext_lazy as _

from filing.superior.models import SuperiorRequest

S = SuperiorRequest.State
OVERTAKEN = "overtaken"
STATES = [(S.GRANTED, S.GRANTED.label), (S.REFUSED, S.REFUSED.label), (OVERTAKEN, _("Overtaken"))]


class SuperiorRequestFilter(django_filters.FilterSet):
    """Without a state, what waits for its answer."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=STATES, empty_label=_("To be answered"), method="in_state"
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=SuperiorRequest.Kind, empty_label=_("All kinds")
    )

    class Meta:
        model = SuperiorRequest
        fields = ["state", "kind"]

    @property
    def only_standing(self):
        return not (self.form.is_valid() and self.form.cleaned_data.get("state"))

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        return queryset.standing() if self.only_standing else queryset

    def in_state(self, queryset, _name, state):
        if not state:
            return queryset
        return queryset.overtaken() if state == OVERTAKEN else queryset.filter(state=state)
