"""Search by API: the same hits in the same order, and the same refusals."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from portal.lib.api.schema import AFTER, THROUGH
from portal.lib.api.views import ApiView, read
from portal.lib.languages import OWN
from portal.pages.results import KINDS, Chosen, Hit, Results, search, search_past
from portal.search.asking import LONGEST

QUERY = OpenApiParameter(
    "q",
    str,
    description=f'Words in either script, "phrases", from:handle, show:title, before:2026-11-30; {LONGEST} letters',
)
NARROWED = [
    OpenApiParameter("kind", str, enum=list(KINDS), description="Only hits of this kind"),
    OpenApiParameter("show", str, description="Only of this show: its address or title"),
    OpenApiParameter("author", str, description="Only written by the member of this handle"),
    OpenApiParameter("language", str, enum=list(OWN), description="Only written in this language"),
    OpenApiParameter("before", str, description="Only written before this day, as in 2026-11-30"),
    OpenApiParameter("photo", bool, description="Only with a photo"),
]


class HitOut(serializers.Serializer[Any]):
    """One hit, as far as you may read it."""

    kind = serializers.CharField(source="found.kind")
    url = serializers.SerializerMethodField(help_text="Its page; empty for one that is shut to you")
    title = serializers.CharField(source="found.title", help_text="Empty for a comment")
    other = serializers.CharField(source="found.other", help_text="Its name in the other script")
    snippet = serializers.CharField(source="text", help_text="HTML: escaped text, with what was found in <mark>")
    author = serializers.CharField(source="found.author", allow_null=True, help_text="Empty for a fan who left")
    created_at = serializers.DateTimeField(source="found.at", allow_null=True)
    show = serializers.CharField(source="found.show", help_text="The title of its show, in your language")
    note = serializers.CharField(source="found.note", help_text="What a comment is about, the number of an episode …")
    spelled = serializers.ListField(
        child=serializers.CharField(), help_text="How what you typed is written there, where that differs"
    )
    also = serializers.ListField(child=serializers.CharField(), help_text="Other names of it that were found")

    def get_url(self, hit: Hit) -> str:
        """Nothing that would only break."""
        return "" if hit.shut else hit.found.url


class PastIn(serializers.Serializer[Any]):
    """What to look for past your episode; the same as in the query of a search."""

    q = serializers.CharField(allow_blank=True, default="", max_length=LONGEST)
    kind = serializers.CharField(allow_blank=True, default="")
    show = serializers.CharField(allow_blank=True, default="")
    author = serializers.CharField(allow_blank=True, default="")
    language = serializers.CharField(allow_blank=True, default="")
    before = serializers.CharField(allow_blank=True, default="")
    photo = serializers.BooleanField(default=False)
    after = serializers.CharField(allow_blank=True, default="")


PAGE = inline_serializer(
    "HitPage",
    {
        "results": HitOut(many=True),
        "next": serializers.CharField(allow_null=True),
        "forgiven": serializers.ListField(
            child=serializers.CharField(), help_text="Words found in the place of yours, which nobody wrote"
        ),
        "there_may_be_more": serializers.BooleanField(help_text="Always: there may be more past your episode"),
    },
)


class Search(ApiView):
    """Everything that can be found."""

    read_limit = (120, 60)

    @extend_schema(parameters=[QUERY, *NARROWED, AFTER, THROUGH], responses=PAGE, operation_id="search")
    def get(self, request: Request) -> Response:
        """Posts, comments, photos, characters, people, shows, episodes and fans, as far as you may know of them."""
        asked = request.query_params
        results = search(request.viewpoint, asked.get("q", ""), chosen(request), asked.get("after", ""))
        return told(results)


class SearchPast(ApiView):
    """Everything that has aired, this once."""

    write_limit = (60, 60)
    for_guests = True

    @extend_schema(request=PastIn, responses=PAGE, operation_id="search_past")
    def post(self, request: Request) -> Response:
        """The same with what lies past your episode; stored nowhere. `url` is empty where the page is shut to you."""
        said = read(PastIn, request)
        asked = Chosen.of({name: "1" if value is True else str(value or "") for name, value in said.items()})
        return told(search_past(request.viewpoint.itself, said["q"], asked, said["after"]))


def told(results: Results) -> Response:
    """A page of hits."""
    rows: list[Hit] = results.hits
    return Response(
        {
            "results": HitOut(rows, many=True).data,
            "next": results.next_cursor or None,
            "forgiven": results.forgiven,
            "there_may_be_more": True,
        }
    )


def chosen(request: Request) -> Chosen:
    """What hits are narrowed to; `photo=false` narrows nothing."""
    asked = request.query_params.dict()
    if asked.get("photo", "").lower() in ("false", "0"):
        asked["photo"] = ""
    return Chosen.of(asked)
