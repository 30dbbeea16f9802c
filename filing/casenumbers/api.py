"""GET /api/v1/case-numbers/parse/: a case number taken apart."""

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response

from filing.casenumbers.forms import ReaderForm
from filing.casenumbers.words import KINDS
from portal.asking import require_valid
from portal.publicapi import PublicView, RefusalSerializer


class CaseTypeSerializer(serializers.Serializer):
    code = serializers.CharField()
    branch = serializers.CharField()
    name = serializers.CharField(source="__str__", help_text="In the reader's language.")
    begins = serializers.DateField()
    ends = serializers.DateField(allow_null=True)
    matters = serializers.ListField(child=serializers.CharField())


@extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string"}]})
class MaskableField(serializers.Field):
    """A number, or the text with × where digits are masked."""

    def to_representation(self, value):
        return value


class CaseNumberSerializer(serializers.Serializer):
    canonical = serializers.CharField(source="__str__")
    year = MaskableField()
    court_code = serializers.CharField()
    court_kind = serializers.ChoiceField(list(KINDS))
    type_code = serializers.CharField()
    serial = MaskableField()
    suffix = serializers.IntegerField(allow_null=True, help_text="之一 is 1.")
    masked = serializers.BooleanField()
    case_type = CaseTypeSerializer()


class CaseNumberParseView(PublicView):
    @extend_schema(
        operation_id="case_number_parse",
        tags=["law"],
        parameters=[OpenApiParameter("text", required=True, description="The number as written: any brackets, width and spaces.")],
        responses={200: CaseNumberSerializer, 400: RefusalSerializer},
        examples=[
            OpenApiExample(
                "(2024)吉7502民初22号之一",
                value={"canonical": "（2024）吉7502民初22号之一", "year": 2024, "court_code": "吉7502", "court_kind": "basic",
                       "type_code": "民初", "serial": 22, "suffix": 1, "masked": False},
                response_only=True,
            )
        ],
    )  # fmt: skip
    def get(self, request):
        """The parts of a case number in canonical form, or the reason why it is none."""
        return Response(CaseNumberSerializer(require_valid(ReaderForm(request.query_params)).parts).data)
