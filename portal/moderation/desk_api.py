"""The rest of the desk by API: about members, hiding, asking, undo, notes, many at once."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Member
from portal.contributions.policies import has_seat
from portal.lib.api.schema import AFTER, KEY
from portal.lib.api.views import ApiView, idempotency_key, page_response, read
from portal.lib.verdicts import require
from portal.moderation import actions, reading
from portal.moderation.api import CONFLICT, DeskView
from portal.moderation.bulk import decide_all
from portal.moderation.desk_serializers import (
    BackOut,
    BulkIn,
    DeskMemberOut,
    KeysIn,
    KeysOut,
    NoteOut,
    OutcomeOut,
    WordsOnlyIn,
)
from portal.moderation.keyboard import keys_of, set_keys
from portal.moderation.models import Decision
from portal.moderation.people import person_file, sanctions_of
from portal.moderation.policies import can_report_member
from portal.moderation.queries import report_by
from portal.moderation.record import KEPT, asked_for, record
from portal.moderation.serializers import MySanctionOut, RecordLineOut, ReportIn, ReportOut, ReportStandOut
from portal.moderation.undoing import take_all_back, take_back
from shows.api import page_of


class MemberReports(ApiView):
    """What is wrong with how somebody behaves."""

    write_limit = (20, 3600)

    @extend_schema(responses={200: ReportStandOut}, operation_id="member_report_read")
    def get(self, request: Request, handle: str) -> Response:
        """How your last report stands; 404 when you have sent none."""
        require(has_seat(request.user))
        found = report_by(request.user, find_member(handle))
        if found is None:
            raise Http404
        return Response(ReportStandOut(found).data)

    @extend_schema(
        parameters=[KEY], request=ReportIn, responses={201: ReportOut, 200: ReportOut}, operation_id="member_report"
    )
    def post(self, request: Request, handle: str) -> Response:
        """Report them, once; 200 and your first report when you had told us already."""
        require(has_seat(request.user))
        member = find_member(handle)
        require(can_report_member(request.user, member))
        key, said = idempotency_key(request), read(ReportIn, request)
        made, is_new = actions.report_member(member, by=request.user, at=timezone.now(), key=key, **said)
        return Response(ReportOut(made).data, status=201 if is_new else 200)


class MySanctions(ApiView):
    """What was decided about you."""

    @extend_schema(responses=page_of("Sanction", MySanctionOut), operation_id="sanctions_list")
    def get(self, request: Request) -> Response:
        """Your own sanctions, newest first, each with its reason."""
        require(has_seat(request.user))
        return Response({"results": MySanctionOut(sanctions_of(request.user), many=True).data, "next": None})


class Record(ApiView):
    """The public record."""

    @extend_schema(
        parameters=[AFTER, *(OpenApiParameter(name, str, description=f"Only of this {name}") for name in KEPT)],
        responses=page_of("Record", RecordLineOut),
        operation_id="record_list",
    )
    def get(self, request: Request) -> Response:
        """What was decided, the newest first: no name, no words, no episode."""
        page = record(asked_for(request.query_params), request.query_params.get("after", ""))
        return page_response(page, RecordLineOut(page.rows, many=True).data)


class Hidings(DeskView):
    """Out of sight while one reads."""

    @extend_schema(request=None, responses={204: None, 409: CONFLICT}, operation_id="cases_hide")
    def post(self, request: Request, pk: int) -> Response:
        """Hide it, and take the case for ten minutes."""
        reading.hide(self.find(pk), by=request.user, at=timezone.now())
        return Response(status=204)

    @extend_schema(request=None, responses={204: None}, operation_id="cases_show")
    def delete(self, request: Request, pk: int) -> Response:
        """Show it again, and give the case back."""
        reading.release(self.find(pk), by=request.user, at=timezone.now())
        return Response(status=204)


class Questions(DeskView):
    """A second moderator."""

    @extend_schema(request=WordsOnlyIn, responses={204: None, 409: CONFLICT}, operation_id="cases_ask")
    def post(self, request: Request, pk: int) -> Response:
        """Ask one; the case is marked and given back."""
        reading.ask(self.find(pk), by=request.user, at=timezone.now(), **read(WordsOnlyIn, request))
        return Response(status=204)


class Undo(DeskView):
    """Taking a decision back."""

    @extend_schema(request=None, responses={204: None, 409: CONFLICT}, operation_id="decisions_undo")
    def delete(self, request: Request, public_id: str) -> Response:
        """Take your own back before anybody is told; its case is open again."""
        take_back(get_object_or_404(Decision, public_id=public_id), by=request.user, at=timezone.now())
        return Response(status=204)


class UndoAll(DeskView):
    """Taking back what was decided alike."""

    @extend_schema(request=None, responses={200: page_of("Back", BackOut), 409: CONFLICT}, operation_id="batches_undo")
    def delete(self, request: Request, public_id: str) -> Response:
        """Take all of them back before anybody is told; each that stays says why."""
        backs = take_all_back(public_id, by=request.user, at=timezone.now())
        return Response({"results": BackOut(backs, many=True).data, "next": None})


class Bulk(DeskView):
    """Many at once."""

    @extend_schema(request=BulkIn, responses=page_of("Outcome", OutcomeOut), operation_id="cases_decide_many")
    def post(self, request: Request) -> Response:
        """One decision for up to fifty cases; unless `preview` is false, only what would happen."""
        said: dict[str, Any] = read(BulkIn, request)
        preview = said["preview"]
        outcomes = decide_all(said.pop("cases"), by=request.user, at=timezone.now(), **said)
        rows = OutcomeOut(outcomes, many=True, context={"preview": preview}).data
        return Response({"results": rows, "next": None})


class Keys(DeskView):
    """Your single keys."""

    @extend_schema(responses=KeysOut, operation_id="desk_keys_read")
    def get(self, request: Request) -> Response:
        """Which key does what at the desk, and whether single keys do anything."""
        return Response(KeysOut(keys_of(request.user)).data)

    @extend_schema(request=KeysIn, responses=KeysOut, operation_id="desk_keys_put")
    def put(self, request: Request) -> Response:
        """Choose all of them anew; what you leave out goes back to how it came."""
        return Response(KeysOut(set_keys(by=request.user, **read(KeysIn, request))).data)


class People(DeskView):
    """What those who moderate know of a member."""

    @extend_schema(responses=DeskMemberOut, operation_id="desk_member_read")
    def get(self, request: Request, handle: str) -> Response:
        """Their history, sanctions and notes."""
        person = person_file(find_member(handle), viewer=request.user, viewpoint=request.viewpoint.itself)
        return Response(DeskMemberOut(person).data)


class Notes(DeskView):
    """Notes on a member."""

    @extend_schema(request=WordsOnlyIn, responses={201: NoteOut}, operation_id="desk_note")
    def post(self, request: Request, handle: str) -> Response:
        """Write one; its member never reads it."""
        made = reading.note(find_member(handle), by=request.user, at=timezone.now(), **read(WordsOnlyIn, request))
        return Response(NoteOut(made).data, status=201)


def find_member(handle: str) -> Member:
    """A member by handle."""
    found: Member = get_object_or_404(Member.objects.named(handle))
    return found
