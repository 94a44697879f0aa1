"""TRP figures by API: the same checks, actions and words as the pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import RequestDataTooBig
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, OpenApiTypes, extend_schema
from rest_framework import exceptions, serializers
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from portal.lib.api.problems import MEDIA_TYPE, ProblemOut
from portal.lib.api.schema import AFTER
from portal.lib.api.since import SINCE, Gone, asked_since, changes_response, changing_page
from portal.lib.api.views import ApiView, page_response
from portal.lib.verdicts import Invalid, require
from shows.actions import delete_entry, save_entry
from shows.changes import changed_page
from shows.models import Rating, Show
from shows.policies import can_curate
from shows.trp.actions import AlreadySaid, BadRows, import_ratings
from shows.trp.cells import tame
from shows.trp.planning import Known, Plan, plan, read
from shows.trp.queries import filtered, newest_first, twin_of
from shows.trp.serializers import ImportOut, RatingIn, RatingOut
from shows.trp.sheets import HEAVIEST, Line, decoded, rows_of
from shows.trp.weeks import named

A_PAGE = 100
FILTERS = [
    AFTER,
    SINCE,
    OpenApiParameter("market", str, description="Only this market"),
    OpenApiParameter("unit", str, enum=Rating.Unit.names, description="Only this unit"),
    OpenApiParameter("from", str, description="From this week on: 2026-W47 or a day of it"),
    OpenApiParameter("until", str, description="Up to this week"),
]
DRY = OpenApiParameter("dry_run", bool, description="Tell what would happen, and store nothing")
LEAVE = OpenApiParameter("leave_out_bad", bool, description="Store the good rows though others are bad")
UNREAD: dict[Any, Any] = {(422, MEDIA_TYPE): ProblemOut}  # a unit or week that is none
YES = ("1", "true", "yes")


class Ratings(ApiView):
    """Every figure."""

    @extend_schema(
        parameters=FILTERS, responses={200: changing_page("Rating", RatingOut), **UNREAD}, operation_id="ratings_list"
    )
    def get(self, request: Request) -> Response:
        """Figures of all shows, the newest week first, a hundred a page."""
        return _listed(request)

    @extend_schema(request=RatingIn, responses={201: RatingOut, 200: RatingOut}, operation_id="ratings_enter")
    def post(self, request: Request) -> Response:
        """Enter one; for curators. The same one again answers 200 and makes nothing."""
        require(can_curate(request.user))
        said = valid(RatingIn(data=request.data))
        rating = made(said)
        twin = twin_of(rating)
        if twin is not None and (twin.value, twin.status) == (rating.value, rating.status):
            return Response(RatingOut(twin).data)
        if twin is not None:
            raise AlreadySaid(twin)
        try:
            save_entry(rating, by=request.user)
        except Invalid:
            if (twin := twin_of(rating)) is None or (twin.value, twin.status) != (rating.value, rating.status):
                raise
            return Response(RatingOut(twin).data)
        return Response(RatingOut(rating).data, status=201)


class ShowRatings(ApiView):
    """The figures of one show."""

    @extend_schema(
        parameters=FILTERS,
        responses={200: changing_page("ShowRating", RatingOut), **UNREAD},
        operation_id="show_ratings_list",
    )
    def get(self, request: Request, show: str) -> Response:
        """The newest week first, a hundred a page."""
        return _listed(request, get_object_or_404(Show, slug=show))


class OneRating(ApiView):
    """One figure."""

    @extend_schema(responses=RatingOut, operation_id="ratings_read")
    def get(self, request: Request, pk: int) -> Response:
        """A figure, its source and who entered it."""
        return Response(RatingOut(find(pk)).data)

    @extend_schema(request=RatingIn(partial=True), responses=RatingOut, operation_id="ratings_change")
    def patch(self, request: Request, pk: int) -> Response:
        """Change what is sent; for curators."""
        require(can_curate(request.user))
        found = find(pk)
        said = valid(RatingIn(data=request.data, partial=True))
        save_entry(made(cells_of(found) | said, found), by=request.user)
        return Response(RatingOut(find(pk)).data)

    @extend_schema(responses={204: None}, operation_id="ratings_remove")
    def delete(self, request: Request, pk: int) -> Response:
        """Take it out; for curators."""
        require(can_curate(request.user))
        delete_entry(find(pk), by=request.user)
        return Response(status=204)


class TooBig(exceptions.APIException):
    """A body of more than a sheet may weigh, unread."""

    status_code = 413
    default_detail = _("This is too big: a sheet has at most 300 kB. Nothing of it was kept. Send it in parts.")
    default_code = "too_big"


class SheetParser(BaseParser):
    """A sheet as it is; what it says of its alphabet is looked at later."""

    media_type = "text/csv"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        """The bytes, one more than may be.

        Raises:
            TooBig: when more was announced.
        """
        request = (parser_context or {}).get("request")
        if request and int(request.META.get("CONTENT_LENGTH") or 0) > HEAVIEST:
            raise TooBig
        return stream.read(HEAVIEST + 1)


class Import(ApiView):
    """A whole sheet."""

    parser_classes: ClassVar[Any] = [SheetParser]
    write_limit = (20, 60)

    @extend_schema(
        parameters=[DRY, LEAVE],
        request={"text/csv": OpenApiTypes.STR},
        responses={200: ImportOut},
        operation_id="ratings_import",
    )
    def post(self, request: Request) -> Response:
        """Store a sheet of figures, all or nothing; for curators. The columns stand at `/ratings/import/`."""
        require(can_curate(request.user))
        try:
            raw = request.data
        except RequestDataTooBig as error:
            raise TooBig from error
        lines = rows_of(decoded(raw if isinstance(raw, bytes) else b""))
        if request.query_params.get("dry_run", "") in YES:
            return Response(ImportOut(told(plan(lines), dry=True)).data)
        leave_out = request.query_params.get("leave_out_bad", "") in YES
        try:
            return Response(ImportOut(told(import_ratings(lines, by=request.user, leave_out_bad=leave_out))).data)
        except BadRows as refusal:
            raise serializers.ValidationError(by_line(refusal.plan)) from refusal


def by_line(found: Plan) -> dict[str, list[str]]:
    """The sentences about bad rows, by line and column."""
    return {f"{step.number}.{column}".rstrip("."): [words] for step in found.bad for column, words in step.faults}


def told(found: Plan, *, dry: bool = False) -> dict[str, Any]:
    """A plan as `ImportOut` tells it."""
    faults = [
        {"line": step.number, "column": column, "sentence": words}
        for step in found.bad
        for column, words in step.faults
    ]
    return {"dry_run": dry, **found.counts, "faults": faults, "rows": found.steps}


def _listed(request: Request, show: Show | None = None) -> Response:
    """A page of figures."""
    rows = filtered(request.query_params).select_related("show", "entered_by")
    rows = rows.filter(show=show) if show else rows
    if (since := asked_since(request)) is not None:
        return _changed(request, rows, since, show.pk if show else None)
    page = newest_first(rows, request.query_params.get("after", ""), size=A_PAGE)
    return page_response(page, RatingOut(page.rows, many=True).data)


def _changed(request: Request, rows: QuerySet[Rating], since: datetime, show_id: int | None) -> Response:
    """A page of the figures that have changed, of those that were asked for."""
    after = request.query_params.get("after", "")
    page = changed_page("rating", request.viewpoint, since, after, rows.in_bulk, show_id=show_id)
    return changes_response(page, [row if isinstance(row, Gone) else RatingOut(row).data for row in page.rows])


def find(pk: int) -> Rating:
    """A figure."""
    found: Rating = get_object_or_404(Rating.objects.select_related("show", "entered_by"), pk=pk)
    return found


def valid(form: serializers.Serializer[Any]) -> dict[str, str]:
    """What was sent, each part a text.

    Raises:
        ValidationError: when a part is missing or too long.
    """
    form.is_valid(raise_exception=True)
    return {name: str(value) for name, value in form.validated_data.items()}


def made(cells: dict[str, str], rating: Rating | None = None) -> Rating:
    """The figure these cells make, checked as a sheet's row is.

    Raises:
        Invalid: with the first sentence, at its field.
    """
    step = read(Line(1, cells), Known(), rating)
    if step.rating is None:
        column, sentence = step.faults[0]
        raise Invalid(column, sentence, "invalid")
    return step.rating


def cells_of(rating: Rating) -> dict[str, str]:
    """A stored figure as a sheet would have it."""
    return {
        "show": rating.show.slug,
        "week": named(rating.week),
        "market": tame(rating.market),
        "unit": rating.unit,
        "value": str(rating.value),
        "rank": str(rating.rank or ""),
        "status": rating.status,
        "source": tame(rating.source),
        "link": rating.link,
    }
