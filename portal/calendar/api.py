"""Time limits for partners: the rules, and a due date with its steps. Open to everybody, throttled."""

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.permissions import AllowAny
from rest_framework.response import Response

from portal.calendar.forms import QuestionForm
from portal.calendar.law import Citation
from portal.calendar.limits import Topic
from portal.calendar.loading import court_days
from portal.calendar.reading import MOST
from portal.calendar.rules import every_limit


class StepSerializer(serializers.Serializer):
    kind = serializers.CharField(help_text="start, rule, article, skipped, result …")
    day = serializers.SerializerMethodField(help_text="The day or moment the step speaks of, or null.")
    text = serializers.CharField(help_text="The step as a sentence in the reader's language.")

    def get_day(self, step) -> str | None:
        return step.day and step.day.isoformat()


class DueSerializer(serializers.Serializer):
    due = serializers.SerializerMethodField(
        help_text="A day, or a moment for hours and minutes; null without one."
    )
    provisional = serializers.BooleanField(help_text="Rests on a year whose holidays are not announced.")
    article = serializers.CharField()
    steps = StepSerializer(many=True)

    def get_due(self, answer) -> str | None:
        return answer.due and answer.due.isoformat()


class RuleSerializer(serializers.Serializer):
    code = serializers.CharField()
    topic = serializers.ChoiceField(choices=Topic.choices)
    name = serializers.CharField()
    event = serializers.CharField(
        allow_blank=True, help_text="What sets the limit going; never counted itself."
    )
    amount = serializers.IntegerField(source="length.amount", default=None, allow_null=True)
    unit = serializers.CharField(source="length.unit.value", default=None, allow_null=True)
    extension = serializers.IntegerField(source="extension.amount", default=None, allow_null=True)
    rolls = serializers.BooleanField(help_text="A last day at rest moves to the next working day.")
    article = serializers.SerializerMethodField()
    note = serializers.SerializerMethodField()

    def get_article(self, limit) -> str:
        return str(Citation(limit.articles))

    def get_note(self, limit) -> str:
        return " ".join(str(text) for text in (limit.extended_by, limit.pause, limit.note) if text)


class FaultSerializer(serializers.Serializer):
    code = serializers.CharField(help_text="Stable name of what is wrong.")
    detail = serializers.CharField(help_text="What to write instead, in the reader's language.")


def _asked(name, description, **more):
    return OpenApiParameter(name, str, OpenApiParameter.QUERY, description=description, **more)


@extend_schema(
    responses=RuleSerializer(many=True), tags=["time-limits"], operation_id="time_limits_list", auth=[]
)
@api_view(["GET"])
@authentication_classes([])
@permission_classes([AllowAny])
def rules(request):
    """Every limit the portal knows, with the codes `quote` takes."""
    return Response(RuleSerializer(every_limit(), many=True).data)


@extend_schema(
    operation_id="time_limits_quote",
    tags=["time-limits"],
    auth=[],
    parameters=[
        _asked("rule", "Code of a rule; or give amount and unit."),
        _asked("amount", "How many, a whole number."),
        _asked("unit", "What the amount counts.", enum=[unit.value for unit in MOST]),
        _asked(
            "start",
            "Day or moment of the event, ISO 8601; 2022/4/12 and 2022年4月12日 are read too.",
            required=True,
        ),
        _asked("time", "Time of day, if `start` is a day and the limit runs by the hour."),
        _asked("extended", "1: with the longest extension the rule names."),
    ],
    responses={200: DueSerializer, 400: FaultSerializer},
    examples=[OpenApiExample("30 days from 1 April 2024", value={"due": "2024-05-06"}, response_only=True)],
)
@api_view(["GET"])
@authentication_classes([])
@permission_classes([AllowAny])
def quote(request):
    """When a limit ends and why. The day or hour of the event is not counted."""
    form = QuestionForm(request.query_params)
    if not form.is_valid():
        return Response(_first_fault(form), status=400)
    return Response(DueSerializer(form.answer(court_days())).data)


def _first_fault(form):
    field, errors = next(iter(form.errors.as_data().items()))
    code = errors[0].code
    return {"code": f"{field}_missing" if code == "required" else code, "detail": errors[0].messages[0]}
