"""`?updated_since=`: what has changed since a moment, in the order in which it did, for whoever keeps a copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiTypes,
    PolymorphicProxySerializer,
    extend_schema_field,
    inline_serializer,
)
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from portal.lib.keyset import FIRST_YEAR, Page
from portal.lib.verdicts import Invalid

NAME = "updated_since"
HELD_BACK = timedelta(minutes=2)
SINCE = OpenApiParameter(
    NAME,
    OpenApiTypes.DATETIME,
    description="Only what has changed since this moment (RFC 3339), in the order in which it did, with "
    "`{id, gone, updated_at}` for what is no more. Ask next time with the `until` of the first page; "
    "what comes twice is the same. What opens because you watched on is no change",
)


@dataclass(frozen=True)
class Gone:
    """What stands in the place of a row that is no more.

    Args:
        id: as the row had it.
        updated_at: since when.
    """

    id: str | int
    updated_at: datetime


@extend_schema_field({"type": "boolean", "enum": [True]})
class IsGone(serializers.BooleanField):
    """True: it is no more."""


@extend_schema_field({"oneOf": [{"type": "string"}, {"type": "integer"}]})
class RowId(serializers.Field[Any, Any, Any, Any]):
    """What the row was known by."""

    def to_representation(self, value: Any) -> Any:
        """As it is."""
        return value


class GoneOut(serializers.Serializer[Any]):
    """A row that was in this list, and is no more, or is not for you any more; drop it."""

    id = RowId(help_text="What you know the row by: its id, slug or number")
    gone = IsGone(default=True)
    updated_at = serializers.DateTimeField()


def asked_since(request: Request, *, but: Sequence[str] = ()) -> datetime | None:
    """The moment since which changes are asked for; None where the list itself is.

    Args:
        request: with the query.
        but: what narrows the list and not its changes: of a row that is in the narrowed list no more, nothing could
            be told without telling what it was.

    Raises:
        Invalid: when it is no moment with a time zone, or something is asked for that narrows no changes.
    """
    typed = request.query_params.get(NAME)
    if typed is None:
        return None
    if named := next((name for name in but if request.query_params.get(name)), ""):
        raise Invalid(
            named, _("Changes are told of the whole list. Leave this out, or updated_since."), "not_of_changes"
        )
    try:
        # An unescaped + arrives as a space.
        moment = datetime.fromisoformat(typed.strip().upper().replace(" ", "+")) if "t" in typed.lower() else None
        if moment is not None and moment.tzinfo is not None:
            moment = moment.astimezone(UTC)
            return max(moment, datetime(FIRST_YEAR, 1, 1, tzinfo=UTC))
    except (ValueError, OverflowError):
        pass
    raise Invalid(NAME, _("Type a moment with its time zone, such as 2026-11-30T18:00:00Z."), "not_a_moment")


def until() -> datetime:
    """The moment to ask with next time.

    It is held back: a transaction carries the moment it began with and may be seen a little later, and clocks of
    several machines differ. Whatever comes to light late has a later moment than this one.
    """
    return timezone.now() - HELD_BACK


def changes_response(page: Page, rows: list[Any]) -> Response:
    """A page of changes: `{"results": […], "next": cursor or null, "until": moment}`."""
    told = [GoneOut(row).data if isinstance(row, Gone) else row for row in rows]
    return Response({"results": told, "next": page.next_cursor or None, "until": until()})


def changing_page(name: str, *rows: type[serializers.Serializer[Any]]) -> Any:
    """For the schema: a page of a list that tells of changes too; each of its places is one of `rows`, or gone."""
    places = PolymorphicProxySerializer(f"{name}Row", [*rows, GoneOut], resource_type_field_name=None, many=True)
    return inline_serializer(
        f"{name}Page",
        {
            "results": places,
            "next": serializers.CharField(allow_null=True),
            "until": serializers.DateTimeField(required=False, help_text="With `updated_since`: ask with it next time"),
        },
    )
