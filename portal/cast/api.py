"""The cast by API."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portal.cast.models import Character, Person
from portal.cast.queries import parts_of, who_is_who
from portal.cast.serializers import CastOut, CharacterDetailOut, PersonDetailOut, PersonOut
from portal.cast.tenures import gaps, holder, tenures_of
from portal.lib.api.schema import AFTER, THROUGH
from portal.lib.api.views import ApiView
from portal.lib.verdicts import Invalid
from shows.api import page_of
from shows.models import Show

PEOPLE_A_PAGE = 100


class Cast(ApiView):
    """Who is who in a show."""

    @extend_schema(parameters=[THROUGH], responses=page_of("Cast", CastOut), operation_id="cast_list")
    def get(self, request: Request, show: str) -> Response:
        """Every character you may know, with who plays them as of your episode."""
        found = get_object_or_404(Show, slug=show)
        rows = CastOut(who_is_who(found, request.viewpoint), many=True).data
        return Response({"results": rows, "next": None})


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
        found = get_object_or_404(
            Character.objects.known_to(viewpoint).select_related("show"), show__slug=show, slug=character
        )
        tenures = tenures_of(found, viewpoint)
        at = min(asked(request), viewpoint.horizon(found.show_id))
        detail = {"character": found, "now": holder(tenures, at), "tenures": tenures, "gaps": gaps(tenures)}
        return Response(CharacterDetailOut(detail).data)


def asked(request: Request) -> int:
    """The episode of `?at=`, or one past every show's last.

    Raises:
        Invalid: when it is no episode number.
    """
    text = request.query_params.get("at", "99999")
    if not (text.isdecimal() and len(text) < 7):
        raise Invalid("at", _("Type an episode number, such as 1,018."), "not_an_episode")
    return int(text)


class People(ApiView):
    """The people of all casts."""

    @extend_schema(parameters=[AFTER], responses=page_of("Person", PersonOut), operation_id="people_list")
    def get(self, request: Request) -> Response:
        """People of whom you may know at least one part, by address; a hundred a page."""
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
        return Response(PersonDetailOut({"person": found, "parts": parts_of(found, request.viewpoint)}).data)
