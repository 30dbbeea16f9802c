import django_filters
from django.utils.translation import gettext_lazy as _

from evaluation.ratings.models import Rating
from portal.courts.models import Court


def courts_of(request):
    return Court.objects.visible_to(request.user)


class RatingFilter(django_filters.FilterSet):
    court = django_filters.ModelChoiceFilter(
        label=_("Court"), queryset=courts_of, empty_label=_("All courts")
    )
    grade = django_filters.ChoiceFilter(label=_("Grade"), choices=Rating.Grade, empty_label=_("All grades"))

    class Meta:
        model = Rating
        fields = ["court", "grade"]
