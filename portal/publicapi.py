"""The API's manners: doors open to everybody, and one form for every refusal."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.views import exception_handler as status_of


class PublicView(APIView):
    """Asks for no sign-in and reads no session; throttled by address."""

    authentication_classes = ()
    permission_classes = (AllowAny,)


class RefusalSerializer(serializers.Serializer):
    """What every refusal of the API looks like."""

    code = serializers.CharField(help_text="Stable name of the fault, for programs.")
    detail = serializers.CharField(help_text="What happened and what to do, in the reader's language.")
    field = serializers.CharField(required=False, help_text="The parameter meant, where one is.")


def with_first_things_first(result, generator, request, public):
    """Every operation may answer 403 `not_yet` (portal.people.middleware), though no view says so itself."""
    refusal = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
    told = "Not signed in, not allowed, or `not_yet`: an own password or the second step comes first."
    for path in result["paths"].values():
        for operation in path.values():
            operation["responses"].setdefault("403", {"content": refusal, "description": told})
    return result


class Unreadable(ValidationError):
    """A ValidationError that names the parameter it is about."""

    def __init__(self, message, code, field, params=None):
        super().__init__(message, code=code, params=params)
        self.field = field


def answer_error(error, context):
    """Any error of an API view as {"code", "detail"}; what is not foreseen stays a server error."""
    if isinstance(error, ValidationError):
        return Response(_refusal(error), status=400)
    answer = status_of(error, context)
    if answer is None:
        return None
    if isinstance(error, exceptions.Throttled):
        answer.data = {"code": "throttled", "detail": _("Too many requests at once. Try again in a moment.")}
    elif isinstance(error, exceptions.APIException) and not isinstance(error.detail, dict | list):
        answer.data = {"code": error.detail.code, "detail": str(error.detail)}
    elif isinstance(error, exceptions.ValidationError):
        answer.data = {
            "code": "invalid",
            "detail": _("Something is missing or wrong."),
            "fields": answer.data,
        }
    else:
        answer.data = {
            "code": "not_found" if answer.status_code == 404 else "denied",
            "detail": _explain(answer),
        }
    return answer


def _refusal(error):
    first = error.error_list[0] if hasattr(error, "error_list") else error
    data = {"code": first.code or "invalid", "detail": first.messages[0]}
    if field := getattr(error, "field", ""):
        data["field"] = field
    return data


def _explain(answer):
    if answer.status_code == 404:
        return _("There is nothing at this address.")
    return _("You may not do this.")
