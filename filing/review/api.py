from rest_framework import pagination, serializers, viewsets

from filing.intake.models import Filing, Party
from filing.review.filters import FilingFilter


class PartySerializer(serializers.ModelSerializer):
    """Who it is; numbers, phones and addresses stay where each look at them is on record."""

    class Meta:
        model = Party
        fields = ("side", "kind", "name")


class FilingSerializer(serializers.ModelSerializer):
    court = serializers.CharField(source="court.name")
    assisting_court = serializers.CharField(source="assisting_court.name", default=None)
    transferred_from = serializers.CharField(
        source="transferred_from.name", default=None, help_text="The court that last passed it on (移送)."
    )
    case_number = serializers.CharField(default=None, help_text="Null until the filing is docketed.")
    is_late = serializers.BooleanField(help_text="The court owes a decision since before today.")
    parties = PartySerializer(many=True)

    class Meta:
        model = Filing
        fields = (
            "id", "reference", "court", "assisting_court", "transferred_from", "channel", "case_type", "cause_version", "cause_code",
            "cause_name", "amount", "received_at", "decide_by", "correct_by", "state", "state_since", "track",
            "case_number", "was_mediated", "expired", "is_late", "parties",
        )  # fmt: skip


class FilingDetailSerializer(FilingSerializer):
    class Meta(FilingSerializer.Meta):
        fields = (*FilingSerializer.Meta.fields, "claim", "grounds")


class NewestFirst(pagination.CursorPagination):
    ordering = "-id"
    page_size = 50


class FilingViewSet(viewsets.ReadOnlyModelViewSet):
    queryset = Filing.objects.none()  # nothing leaks if get_queryset() is ever lost
    serializer_class, filterset_class = FilingSerializer, FilingFilter
    pagination_class = NewestFirst

    def get_queryset(self):
        if getattr(self, "swagger_fake_view", False):  # the schema is drawn without a person
            return self.queryset
        return Filing.objects.visible_to(self.request.user).with_people()

    def get_serializer_class(self):
        return FilingDetailSerializer if self.action == "retrieve" else FilingSerializer
