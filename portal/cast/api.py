"""The cast by API."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, OpenApiTypes, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portal.cast.actions import recast
from portal.cast.exchange.writing import catalogue
from portal.cast.models import Character, Person
from portal.cast.mood import kept_mood
from portal.cast.queries import changed_cast, changed_people, known_character, other_names, parts_of, who_is_who
from portal.cast.serializers import (
    CastOut,
    CharacterDetailOut,
    MoodOut,
    PersonDetailOut,
    PersonOut,
    RecastIn,
    TenureOut,
)
from portal.cast.tenures import as_tenure, gaps, on_screen, tenures_of
from portal.lib.api.schema import AFTER, KEY, THROUGH
from portal.lib.api.since import SINCE, Gone, asked_since, changes_response, changing_page
from portal.lib.api.views import ApiView, asked_episode, idempotency_key, page_response
from portal.lib.kept import Stamps, kept
from portal.lib.verdicts import require
from shows.models import Show
from shows.policies import can_curate
from shows.spoilers import Viewpoint

LAST = 99_999  # no show has more episodes
PEOPLE_A_PAGE = 100
CAST_A_PAGE = 100
DUMPS = (30, 600)  # so many in so many seconds
MOST_AT_ONCE = 1024 * 1024
DUMP_SCHEMA = "/static/schema/catalogue-1.json"


class Cast(ApiView):
    """Who is who in a show."""

    @extend_schema(
        parameters=[AFTER, THROUGH, SINCE], responses=changing_page("Cast", CastOut), operation_id="cast_list"
    )
    def get(self, request: Request, show: str) -> Response:
        """The characters you may know, by billing, with who plays them as of your episode; a hundred a page."""
        found = get_object_or_404(Show, slug=show)
        if (since := asked_since(request)) is not None:
            page = changed_cast(found, request.viewpoint, since, request.query_params.get("after", ""))
            return changes_response(page, [_as_told(row, CastOut) for row in page.rows])
        page = who_is_who(found, request.viewpoint, request.query_params.get("after", ""), size=CAST_A_PAGE)
        return page_response(page, CastOut(page.rows, many=True).data)


def _as_told(row: Any, out: Any) -> Any:
    return row if isinstance(row, Gone) else out(row).data


class OneCharacter(ApiView):
    """One character."""

    @extend_schema(
        parameters=[THROUGH, OpenApiParameter("at", int, description="Who holds the part at this episode")],
        responses=CharacterDetailOut,
        operation_id="characters_read",
    )
    def get(self, request: Request, show: str, character: str) -> Response:
        """A character, and everybody you may know in the part."""
        viewpoint = request.viewpoint
        found = known_character(viewpoint, show, character)
        tenures = tenures_of(found, viewpoint)
        now, others = on_screen(tenures, min(asked_episode(request, "at", LAST), viewpoint.horizon(found.show_id)))
        detail = {
            "character": found,
            "other_names": other_names(found, viewpoint),
            "now": now,
            "beside": others,
            "tenures": tenures,
            "gaps": gaps(tenures),
        }
        return Response(CharacterDetailOut(detail).data)


class Recasts(ApiView):
    """Recasts of one character."""

    @extend_schema(parameters=[KEY], request=RecastIn, responses={201: TenureOut}, operation_id="recasts_create")
    def post(self, request: Request, show: str, character: str) -> Response:
        """Give a part to somebody else: whoever holds it ends, and the next begins. For curators; nothing is veiled."""
        require(can_curate(request.user))
        rows = Character.objects.select_related("show")
        found = get_object_or_404(rows, show__slug=show, slug=character)
        key = idempotency_key(request)
        said = RecastIn(data=request.data)
        said.is_valid(raise_exception=True)
        begun = recast(found, by=request.user, key=key, **said.validated_data)
        return Response(TenureOut(as_tenure(begun, request.viewpoint)).data, status=201)


class People(ApiView):
    """The people of all casts."""

    @extend_schema(parameters=[AFTER, SINCE], responses=changing_page("Person", PersonOut), operation_id="people_list")
    def get(self, request: Request) -> Response:
        """People of whom you may know at least one part, by address; a hundred a page."""
        if (since := asked_since(request)) is not None:
            page = changed_people(request.viewpoint, since, request.query_params.get("after", ""))
            return changes_response(page, [_as_told(row, PersonOut) for row in page.rows])
        after = request.query_params.get("after", "").replace("\x00", "")
        known = Person.objects.known_to(request.viewpoint).filter(slug__gt=after).order_by("slug")
        rows = list(known[: PEOPLE_A_PAGE + 1])
        more = rows[PEOPLE_A_PAGE - 1].slug if len(rows) > PEOPLE_A_PAGE else None
        return Response({"results": PersonOut(rows[:PEOPLE_A_PAGE], many=True).data, "next": more})


class OnePerson(ApiView):
    """One person."""

    @extend_schema(parameters=[THROUGH], responses=PersonDetailOut, operation_id="people_read")
    def get(self, request: Request, person: str) -> Response:
        """A person, and the parts you may know of."""
        found = get_object_or_404(Person.objects.known_to(request.viewpoint), slug=person)
        viewpoint = request.viewpoint
        detail = {
            "person": found,
            "other_names": other_names(found, viewpoint),
            "parts": parts_of(found, viewpoint),
        }
        return Response(PersonDetailOut(detail).data)


class Dump(ApiView):
    """Everything of a show in one file."""

    @extend_schema(
        parameters=[THROUGH],
        responses=OpenApiResponse(OpenApiTypes.OBJECT, description=f"A catalogue, after the schema at {DUMP_SCHEMA}"),
        operation_id="shows_dump",
    )
    def get(self, request: Request, show: str) -> StreamingHttpResponse:
        """The catalogue of a show as far as you may know it, with sources, licence and provenance of every field."""
        found = get_object_or_404(Show, slug=show)
        self.count("dump", *DUMPS, _("That is enough dumps for now. Wait some minutes, or keep the one you have."))
        tag, pieces = dump_of(found, request.viewpoint.itself)
        response = StreamingHttpResponse(pieces, content_type="application/json")
        response["ETag"] = tag
        response["Content-Disposition"] = f'inline; filename="{found.slug}.json"'
        response["Link"] = f'<{DUMP_SCHEMA}>; rel="describedby"'
        return response


class Mood(ApiView):
    """Whom the audience feels otherwise about lately."""

    @extend_schema(parameters=[THROUGH], responses=MoodOut, operation_id="mood_read")
    def get(self, request: Request, show: str) -> Response:
        """Of the characters you may know the one whose approval moved furthest in the last episodes up to yours."""
        viewpoint = request.viewpoint
        found = get_object_or_404(Show, slug=show)
        return Response(MoodOut({"mood": kept_mood(found, viewpoint, Stamps())}).data)


def dump_of(show: Show, viewpoint: Viewpoint) -> tuple[str, Iterable[str]]:
    """The tag of a dump, and its pieces.

    The tag is a digest of what the dump says, kept for all who stand at the same episode. To make it the dump is walked
    once; what of it fits into a megabyte is handed on, a larger one is walked again while it is sent.
    """
    walked: list[str] = []

    def walk() -> str:
        digest, size = blake2b(digest_size=12), 0
        for piece in catalogue(show, viewpoint):
            digest.update(piece.encode())
            size += len(piece)
            if size <= MOST_AT_ONCE:
                walked.append(piece)
        if size > MOST_AT_ONCE:
            walked.clear()
        return f'"{digest.hexdigest()}"'

    tag = kept(("dump", show.pk, viewpoint.horizon(show.pk)), walk, stamps=Stamps())
    return tag, walked or catalogue(show, viewpoint)
