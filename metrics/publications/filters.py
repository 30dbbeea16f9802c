import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from metrics.indicators.declarations import INDICATORS
from metrics.ranking.models import Period, Ranking


def indicators():
    return [(one.code, one.name) for one in INDICATORS.values()]


class RankingFilter(django_filters.FilterSet):
    period = django_filters.ChoiceFilter(
        label=_("Period"), choices=Period, empty_label=pgettext_lazy("period", "All")
    )
    indicator = django_filters.ChoiceFilter(
        label=_("Indicator"), choices=indicators, empty_label=_("All indicators")
    )
    on = django_filters.DateFilter(
        label=_("Day"), method="around", widget=forms.DateInput(attrs={"type": "date", "class": "w-8"})
    )
    restated = django_filters.BooleanFilter(
        label=_("Restatements only"), method="only_restated", widget=forms.CheckboxInput
    )

    class Meta:
        model = Ranking
        fields = ["period", "indicator", "on", "restated"]

    def around(self, queryset, _name, day):
        """Windows the day lies in."""
        return queryset.filter(begin__lte=day, end__gt=day)

    def only_restated(self, queryset, _name, restated):
        return queryset.filter(version__gt=1) if restated else queryset
