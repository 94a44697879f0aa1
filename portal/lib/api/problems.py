"""Every error of the API is an RFC 9457 problem, in the words the page would use."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.views import set_rollback

from portal.lib.verdicts import Invalid, Refused

MEDIA_TYPE = "application/problem+json"


class ProblemOut(serializers.Serializer[Any]):
    """A problem as clients read it."""

    type = serializers.CharField(help_text="about:blank; `code` tells problems apart")
    title = serializers.CharField(help_text="The status in words")
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="What happened, in the reader's language")
    code = serializers.CharField(help_text="A stable word for programs")
    errors = serializers.DictField(  # type: ignore[assignment]  # the stubs mean the other `errors`
        child=serializers.ListField(child=serializers.CharField()), required=False, help_text="Sentences by field"
    )


def problem(status: int, detail: str, code: str, errors: dict[str, Any] | None = None) -> Response:
    """A problem response.

    Args:
        status: the HTTP status.
        detail: the sentence a person reads.
        code: a stable word for programs.
        errors: sentences by field, where fields are at fault.
    """
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
    }
    if errors:
        body["errors"] = errors
    return Response(body, status=status, content_type=MEDIA_TYPE)


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's hook: any exception of a view as a problem; None for what nobody foresaw (a 500)."""
    response = answer(error)
    if response is not None:
        set_rollback()
    return response


def answer(error: Exception) -> Response | None:
    """The problem an exception stands for."""
    match error:
        case Refused(verdict=verdict, status=status):
            return problem(401 if verdict.code == "sign_in_first" else status, str(verdict.reason), verdict.code)
        case Invalid(field=field, message=message, code=code):
            return problem(422, str(message), code, {field or "form": [str(message)]})
        case Http404():
            return problem(404, _("There is nothing at this address."), "not_found")
        case PermissionDenied():
            return problem(403, _("This is not open to you."), "refused")
        case exceptions.ValidationError():
            return problem(422, _("Some fields need another look."), "invalid", by_field(error.detail))
        case exceptions.APIException():
            return from_drf(error)
    return None


def from_drf(error: exceptions.APIException) -> Response:
    """A problem from one of DRF's own exceptions, with the headers they ask for."""
    code = getattr(error.detail, "code", None) or error.default_code
    response = problem(error.status_code, str(error.detail), str(code))
    if header := getattr(error, "auth_header", ""):
        response["WWW-Authenticate"] = header
    if wait := getattr(error, "wait", None):
        response["Retry-After"] = str(int(wait) + 1)
    return response


def by_field(detail: Any, prefix: str = "") -> dict[str, list[str]]:
    """DRF's nested error detail as sentences by dotted field name."""
    if isinstance(detail, list):
        if any(isinstance(item, dict | list) for item in detail):
            flat: dict[str, list[str]] = {}
            for index, item in enumerate(detail):
                flat |= by_field(item, f"{prefix}{index}.")
            return flat
        return {prefix.rstrip(".") or "form": [str(item) for item in detail]}
    if not isinstance(detail, dict):
        return {prefix.rstrip(".") or "form": [str(detail)]}
    found: dict[str, list[str]] = {}
    for name, inner in detail.items():
        own = "form" if name == "non_field_errors" else name
        found |= by_field(inner, f"{prefix}{own}.")
    return found
