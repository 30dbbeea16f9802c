"""GET /api/v1/fees/quote/: the fee of one case, with its arithmetic."""

from decimal import Decimal

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from filing.fees.forms import FeeForm
from filing.fees.kinds import LABELS, PAYABLE
from portal.asking import require_valid
from portal.publicapi import PublicView, RefusalSerializer

FINEST = Decimal("1e-12")  # a third shows its digits as far as this; the steps still add up to the fee

PARAMETERS = [
    OpenApiParameter("kind", required=True, enum=list(LABELS), description="Kind of case."),
    OpenApiParameter(
        "amount", many=True, description="Claim in yuan, as people write it: 100,000, １００，０００, 10万."
    ),
    OpenApiParameter("halved_by", many=True, enum=["mediation", "withdrawal", "simple"]),
    OpenApiParameter("counterclaim", bool, description="Also third_party: tried together, half."),
    OpenApiParameter("appeal", bool, description="The amount is the part of the judgment contested."),
    OpenApiParameter("nonproperty", bool, description="Claims not about money stand beside the amount."),
    OpenApiParameter("wages", bool, description="A claim for wages, which need not be paid in advance."),
    OpenApiParameter(
        "previous_amount", many=True, description="The claim the fee was paid for, before it was changed."
    ),
    OpenApiParameter("late", bool, description="Lowered after the court's investigation ended."),
    OpenApiParameter("ordinary", bool, description="From the simple to the ordinary procedure."),
    OpenApiParameter("refund", enum=["not_accepted", "dismissed", "remanded"]),
    OpenApiParameter(
        "currency", description="Foreign currency of the amount, with `rate` (yuan for one unit)."
    ),
    OpenApiParameter("rate", Decimal),
    OpenApiParameter("reduced_by", int, description="Judicial relief, 30 to 100 per cent."),
    OpenApiParameter("organisation", bool, description="The relief is asked for an organisation."),
    OpenApiParameter("on", description="Day of filing, ISO; default today."),
]


def exact(value):
    """A Decimal as a plain string with the digits it needs, at least two."""
    text = f"{value.quantize(FINEST).normalize():f}"
    return text if len(text.partition(".")[2]) >= 2 else f"{value:.2f}"


class FeeStepSerializer(serializers.Serializer):
    code = serializers.CharField()
    text = serializers.CharField()
    low = serializers.CharField(
        help_text="What the step adds, in yuan; with `high` where the law leaves a range."
    )
    high = serializers.CharField()
    article = serializers.CharField()

    def to_representation(self, step):
        # By hand, because an answer has many of them and the fields would take longer than the arithmetic.
        article = step.article.cite(self.context["on"]) if step.article else ""
        return {
            "code": step.kind, "text": step.text, "low": exact(step.low), "high": exact(step.high), "article": article,
        }  # fmt: skip


class SettlementSerializer(serializers.Serializer):
    reason = serializers.CharField()
    direction = serializers.ChoiceField(["due", "refund", "none"])
    amount = serializers.DecimalField(source="sum", max_digits=16, decimal_places=2, allow_null=True)
    low = serializers.DecimalField(max_digits=16, decimal_places=2)
    high = serializers.DecimalField(max_digits=16, decimal_places=2)
    unpaid_refund = serializers.DecimalField(max_digits=16, decimal_places=2, allow_null=True)
    text = serializers.CharField()
    article = serializers.SerializerMethodField()

    def get_article(self, settlement) -> str:
        return settlement.article.cite(self.context["on"])


class FeeSerializer(serializers.Serializer):
    kind = serializers.CharField()
    fee = serializers.DecimalField(max_digits=16, decimal_places=2, allow_null=True)
    low = serializers.DecimalField(max_digits=16, decimal_places=2)
    high = serializers.DecimalField(max_digits=16, decimal_places=2)
    steps = FeeStepSerializer(many=True)
    article = serializers.SerializerMethodField()
    version = serializers.DateField()
    payable = serializers.ChoiceField(list(PAYABLE))

    def get_article(self, quote) -> str:
        return quote.article.cite(self.context["on"])


class FeeAnswerSerializer(FeeSerializer):
    settlement = SettlementSerializer(allow_null=True)


EXAMPLE = OpenApiExample(
    "A loan of 100,000 yuan, mediated",
    value={
        "kind": "property",
        "fee": "1150.00",
        "low": "1150.00",
        "high": "1150.00",
        "steps": [
            {"code": "up_to", "text": "Up to 10,000 yuan.", "low": "50.00", "high": "50.00", "article": "…"},
            {
                "code": "part",
                "text": "10,000 to 100,000 yuan: 90,000 × 2.5%.",
                "low": "2250.00",
                "high": "2250.00",
                "article": "…",
            },
            {
                "code": "half_mediation",
                "text": "Half, because it ended by mediation.",
                "low": "-1150.00",
                "high": "-1150.00",
                "article": "…",
            },
        ],
        "article": "Measures on the Payment of Litigation Costs, art. 13 item 1",
        "version": "2007-04-01",
        "payable": "in_advance",
        "settlement": None,
    },
    response_only=True,
)


class FeeQuoteView(PublicView):
    @extend_schema(
        operation_id="fee_quote",
        tags=["law"],
        parameters=PARAMETERS,
        responses={200: FeeAnswerSerializer, 400: RefusalSerializer},
        examples=[EXAMPLE],
    )
    def get(self, request):
        """What a case costs, step by step, with the article. Where the law leaves a range `fee` is null."""
        form = require_valid(FeeForm(request.query_params))
        context = {"on": form.day}
        quote = FeeSerializer(form.answer.quote, context=context).data
        settlement = form.answer.settlement
        return Response(
            {**quote, "settlement": settlement and SettlementSerializer(settlement, context=context).data}
        )
