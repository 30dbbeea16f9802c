"""GET /api/v1/causes/: the list in force on a day, whole or searched; and one cause with what became of it."""

from functools import lru_cache

from django.http import Http404
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from filing import causes
from filing.causes.forms import FinderForm
from filing.causes.holdings import held
from portal.asking import require_valid
from portal.publicapi import PublicView, RefusalSerializer

WAYS = ["number", "name", "word", "initials", "pinyin", "loose"]
KINDS = ["same", "moved", "renamed", "split", "ended", "unknown"]


class CauseSerializer(serializers.Serializer):
    version = serializers.CharField(help_text="The list; with `code` the key of a cause.")
    code = serializers.CharField()
    parent = serializers.CharField(help_text="Code of the cause above, empty at the top.")
    level = serializers.IntegerField()
    number = serializers.CharField(help_text="As printed in the list: 十, 137, 8(1).")
    name = serializers.CharField()
    path = serializers.ListField(
        child=serializers.CharField(), help_text="Names from the top down to this one."
    )


class FoundSerializer(CauseSerializer):
    found_by = serializers.ChoiceField(WAYS, required=False, help_text="How the words of `q` met it.")


class CauseListSerializer(serializers.Serializer):
    version = serializers.CharField()
    begins = serializers.DateField(help_text="First day in force.")
    ends = serializers.DateField(allow_null=True, help_text="First day of the next list, if one is held.")
    source = serializers.CharField()
    count = serializers.IntegerField(help_text="Causes of the third level, as the list itself counts.")
    results = FoundSerializer(
        many=True, help_text="Without `q` the whole tree from the top down, else what was found."
    )


class SuccessionSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(KINDS)
    causes = CauseSerializer(many=True)


class CauseDetailSerializer(CauseSerializer):
    children = CauseSerializer(many=True)
    successor = SuccessionSerializer(allow_null=True)


def described(edition, cause):
    path = [step.name for step in edition.path(cause)]
    return {
        "version": cause.version, "code": cause.code, "parent": cause.parent, "level": cause.level,
        "number": cause.number, "name": cause.name, "path": path,
    }  # fmt: skip


@lru_cache(maxsize=8)
def whole(edition):
    """Every cause of a list from the top down, described once."""
    return [described(edition, cause) for cause in edition.causes]


class CauseListView(PublicView):
    @extend_schema(
        operation_id="causes_list",
        tags=["law"],
        parameters=[
            OpenApiParameter("on", description="Day of filing, ISO; default today."),
            OpenApiParameter("q", description="Chinese, pinyin, its initials, a number or everyday words."),
            OpenApiParameter("limit", int, description="With `q`: how many, 1 to 200, default 20."),
        ],
        responses={200: CauseListSerializer, 400: RefusalSerializer},
        examples=[
            OpenApiExample(
                "q=mjjd",
                value={"version": "2025", "results": [{"code": "108.3", "name": "民间借贷纠纷"}]},
                response_only=True,
            )
        ],
    )
    def get(self, request):
        """The list of causes in force on a day; with `q` what the words mean, best first."""
        form = require_valid(FinderForm(request.query_params))
        edition = form.edition
        if form.cleaned_data["q"]:
            results = [{**described(edition, cause), "found_by": how} for cause, how in form.found()]
        else:
            results = whole(edition)
        head = {"version": edition.version, "begins": edition.begins, "ends": held().ends(edition)}
        return Response({**head, "source": edition.source, "count": edition.count(), "results": results})


class CauseView(PublicView):
    @extend_schema(
        operation_id="causes_retrieve",
        tags=["law"],
        responses={200: CauseDetailSerializer, 404: RefusalSerializer},
    )
    def get(self, request, version, code):
        """One cause of one list, what stands under it, and what became of it in the next list."""
        cause = causes.find(version, code)
        if cause is None:
            raise Http404
        edition, succession = causes.list(version), causes.successor(cause)
        children = [described(edition, child) for child in edition.children.get(code, ())]
        successor = succession and {
            "kind": succession.kind,
            "causes": [described(causes.list(heir.version), heir) for heir in succession.causes],
        }
        return Response({**described(edition, cause), "children": children, "successor": successor})
