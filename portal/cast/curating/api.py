"""Ties and beats by API: read by everybody through the gate, written by curators through the pages' actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from portal.cast.beats.queries import Rumour, beat_page, changed_beats, one_beat, steps_of
from portal.cast.curating.forms import as_data, beat_form, stored, tie_form
from portal.cast.curating.serializers import BeatIn, BeatOut, TieIn, TieOut, told_beat, told_tie
from portal.cast.models import Beat, Character, Relationship
from portal.lib.api.schema import AFTER, THROUGH
from portal.lib.api.since import SINCE, Gone, asked_since, changes_response, changing_page
from portal.lib.api.views import ApiView, asked_episode, page_response
from portal.lib.ids import unveiled, veiled
from portal.lib.verdicts import require
from shows.actions import delete_entry
from shows.api import page_of
from shows.entry_forms import EntryForm
from shows.models import Show
from shows.policies import can_curate

TIES_A_PAGE = 100
CHARACTER = OpenApiParameter("character", str, description="Only with this character, by slug")
FROM = OpenApiParameter("from", int, description="Only from this episode on")
KIND = OpenApiParameter("kind", str, enum=Beat.Kind.values, description="Only of this kind; rumours are left out then")
BEATS = [AFTER, THROUGH, SINCE, CHARACTER, KIND, FROM]


def written(form_of: Callable[[Any], EntryForm], said: Any, show: Show, *, by: Any) -> Any:
    """A row as a program says it, checked by the page's form and stored by the page's action.

    Raises:
        ValidationError: with the form's sentences by field.
        Invalid: what only the action finds.
    """
    if not isinstance(said, Mapping):
        raise exceptions.ParseError(_("Send an object of fields."))
    with transaction.atomic():
        form = form_of(as_data(form_of(None), said, show))
        if not form.is_valid():
            found = {"form" if name == "__all__" else name: list(errors) for name, errors in form.errors.items()}
            raise exceptions.ValidationError(found)
        return stored(form, by=by)


def show_for_curators(request: Request, slug: str) -> Show:
    """The show, for somebody who may write in it.

    Raises:
        Refused: to anybody who is not a curator.
    """
    if not request.user.is_authenticated:
        raise exceptions.NotAuthenticated
    require(can_curate(request.user))
    return get_object_or_404(Show, slug=slug)


class Ties(ApiView):
    """Who is what to whom in a show."""

    @extend_schema(
        parameters=[AFTER, THROUGH, CHARACTER], responses=page_of("Tie", TieOut), operation_id="relationships_list"
    )
    def get(self, request: Request, show: str) -> Response:
        """The ties you may know of, oldest entry first; an end past your horizon is null."""
        found, viewpoint = get_object_or_404(Show, slug=show), request.viewpoint
        rows = Relationship.objects.known_to(viewpoint).filter(show=found).select_related("subject", "object")
        if slug := request.query_params.get("character", "").replace("\x00", ""):
            one = get_object_or_404(Character.objects.known_to(viewpoint), show=found, slug=slug)
            rows = rows.filter(subject=one) | rows.filter(object=one)
        after = request.query_params.get("after", "")
        page = list(rows.filter(pk__gt=unveiled("tie", after)).order_by("pk")[: TIES_A_PAGE + 1])
        more = veiled("tie", page[TIES_A_PAGE - 1].pk) if len(page) > TIES_A_PAGE else None
        horizon = viewpoint.horizon(found.pk)
        return Response({"results": [told_tie(tie, horizon) for tie in page[:TIES_A_PAGE]], "next": more})

    @extend_schema(request=TieIn, responses={201: TieOut}, operation_id="relationships_create")
    def post(self, request: Request, show: str) -> Response:
        """Write down a tie; for curators. The same tie a second time is refused, in either direction."""
        found = show_for_curators(request, show)
        tie = written(lambda data: tie_form(found, data), request.data, found, by=request.user)
        return Response(told_tie(tie, None), status=201)


class OneTie(ApiView):
    """One tie, for curators."""

    @extend_schema(request=TieIn, responses=TieOut, operation_id="relationships_edit")
    def patch(self, request: Request, show: str, row: str) -> Response:
        """Change what is said of it; what is left out stays."""
        found = show_for_curators(request, show)
        tie = self.find(found, row)
        tie = written(lambda data: tie_form(found, data, tie), request.data, found, by=request.user)
        return Response(told_tie(tie, None))

    @extend_schema(responses={204: None}, operation_id="relationships_delete")
    def delete(self, request: Request, show: str, row: str) -> Response:
        """Take it out of the catalogue."""
        found = show_for_curators(request, show)
        delete_entry(self.find(found, row), by=request.user)
        return Response(status=204)

    def find(self, show: Show, row: str) -> Relationship:
        """The tie, whatever the curator has watched: whoever curates has to see."""
        return get_object_or_404(
            Relationship.objects.select_related("subject", "object"), show=show, pk=unveiled("tie", row)
        )


class Beats(ApiView):
    """What happened in a show."""

    @extend_schema(parameters=BEATS, responses=changing_page("Beat", BeatOut), operation_id="beats_list")
    def get(self, request: Request, show: str) -> Response:
        """The beats behind you, by episode, fifty a page; a rumour has no words unless you asked for rumours."""
        found, asked = get_object_or_404(Show, slug=show), request.query_params
        if (since := asked_since(request, but=("kind", "character", "from"))) is not None:
            page = changed_beats(found, request.viewpoint, since, asked.get("after", ""))
            rows = [row if isinstance(row, Gone) else told_beat(row) for row in page.rows]
            return changes_response(page, rows)
        words = {name: asked.get(name, "").replace("\x00", "") for name in ("after", "kind", "character")}
        begin = asked_episode(request, "from", 0)
        page = beat_page(found, request.viewpoint, words.pop("after"), begin=begin, **words)
        return page_response(page, [told_beat(row) for row in page.rows])

    @extend_schema(request=BeatIn, responses={201: BeatOut}, operation_id="beats_create")
    def post(self, request: Request, show: str) -> Response:
        """Write down a beat; for curators. The same beat a second time is refused."""
        found = show_for_curators(request, show)
        beat = written(lambda data: beat_form(found, data), request.data, found, by=request.user)
        answer = for_its_curator(beat)
        answer.status_code = 201
        return answer


def for_its_curator(beat: Beat) -> Response:
    """A beat that was just stored, as whoever stored it may see it."""
    beat.known_people = list(beat.characters.order_by("billing", "pk"))  # type: ignore[attr-defined]
    return Response(told_beat(beat, steps_of(beat)))


class OneBeat(ApiView):
    """One beat."""

    @extend_schema(parameters=[THROUGH], responses=BeatOut, operation_id="beats_read")
    def get(self, request: Request, show: str, public_id: str) -> Response:
        """A beat with the history of its standing."""
        found, viewpoint = get_object_or_404(Show, slug=show), request.viewpoint
        read = one_beat(found, viewpoint, public_id)
        return Response(told_beat(read, None if isinstance(read, Rumour) else steps_of(read)))

    @extend_schema(request=BeatIn, responses=BeatOut, operation_id="beats_edit")
    def patch(self, request: Request, show: str, public_id: str) -> Response:
        """Change it; an earlier standing is kept as a step."""
        found = show_for_curators(request, show)
        beat = get_object_or_404(Beat, show=found, public_id=public_id)
        beat = written(lambda data: beat_form(found, data, beat), request.data, found, by=request.user)
        return for_its_curator(beat)

    @extend_schema(responses={204: None}, operation_id="beats_delete")
    def delete(self, request: Request, show: str, public_id: str) -> Response:
        """Take it out of the catalogue."""
        found = show_for_curators(request, show)
        delete_entry(get_object_or_404(Beat, show=found, public_id=public_id), by=request.user)
        return Response(status=204)
