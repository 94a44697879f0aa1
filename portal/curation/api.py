"""Edits by API: the same policies, actions and words as the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Member
from portal.contributions.policies import has_seat
from portal.curation import actions, undoing
from portal.curation.forms import SuggestForm
from portal.curation.models import Proposal
from portal.curation.pages import file_of
from portal.curation.policies import can_propose, can_revise, can_roll_back, can_see_desk
from portal.curation.queries import history, mine, queue, remarks_of
from portal.curation.serializers import (
    AcceptanceIn,
    AmendIn,
    EditDetailOut,
    EditOut,
    EditReasonIn,
    EditWordsIn,
    ProposalIn,
    ReversalIn,
    RollbackIn,
    RollbackOut,
)
from portal.curation.suggesting import amending, find_kind, find_row, form_of, is_sound, show_for, typed
from portal.curation.values import Conflict
from portal.lib.addresses import is_public_id
from portal.lib.api.problems import ProblemOut, problem
from portal.lib.api.schema import AFTER, KEY
from portal.lib.api.views import ApiView, idempotency_key, page_response, read
from portal.lib.verdicts import Invalid, require
from shows.api import page_of

EDITS = page_of("Edit", EditOut)
LIST = OpenApiParameter("list", str, enum=["mine", "queue"], description="Your own, or what waits for a curator")
SHOW = OpenApiParameter("show", str, description="Only of this show, by its slug")
CONFLICT = OpenApiResponse(ProblemOut, description="Decided, or changed by somebody else meanwhile")


class Proposals(ApiView):
    """Suggested edits."""

    write_limit = (60, 3600)

    @extend_schema(parameters=[AFTER, LIST], responses=EDITS, operation_id="proposals_list")
    def get(self, request: Request) -> Response:
        """Your own, newest first; or the queue, oldest first, for curators."""
        require(has_seat(request.user))
        after = request.query_params.get("after", "")
        if request.query_params.get("list") == "queue":
            require(can_see_desk(request.user))
            page = queue(after)
        else:
            page = mine(request.user.pk, request.viewpoint, after, curates=request.user.curates)
        return page_response(page, EditOut(page.rows, many=True).data)

    @extend_schema(
        parameters=[KEY], request=ProposalIn, responses={201: EditDetailOut, 409: CONFLICT}, operation_id="propose"
    )
    def post(self, request: Request) -> Response:
        """Suggest an edit of a row, or a new one; a curator's is done at once."""
        require(can_propose(request.user))
        said = read(ProposalIn, request)
        kind = find_kind(said["kind"])
        row = find_row(kind, said["row"], request.user, request.viewpoint) if said["row"] else None
        show_id = None if row is not None else show_for(kind, said["show"], request.viewpoint)

        def build(**data: Any) -> SuggestForm:
            return form_of(kind, row, request.user, request.viewpoint, show_id=show_id, **data)

        form = filled(build, said)
        made = actions.propose(form.draft(), by=request.user, at=timezone.now(), key=idempotency_key(request))
        return _told(request, made, 201)


class OneProposal(ApiView):
    """One edit."""

    @extend_schema(responses=EditDetailOut, operation_id="proposals_read")
    def get(self, request: Request, public_id: str) -> Response:
        """For its author, for curators, and once done for whoever may know all of it."""
        return _told(request, find(public_id))

    @extend_schema(request=AmendIn, responses={200: EditDetailOut, 409: CONFLICT}, operation_id="proposals_amend")
    def put(self, request: Request, public_id: str) -> Response:
        """Put other words into your own while nobody has decided it."""
        found = own(request, public_id)
        actions.demand(can_revise(request.user, found))
        said = read(AmendIn, request)
        form = filled(lambda **data: amending(found, request.user, request.viewpoint, **data), said)
        return _told(request, actions.amend(found, form.draft(), by=request.user, at=timezone.now()))


class Acceptance(ApiView):
    """Taking an edit."""

    @extend_schema(request=AcceptanceIn, responses={200: EditDetailOut, 409: CONFLICT}, operation_id="proposals_accept")
    def post(self, request: Request, public_id: str) -> Response:
        """Take it into the catalogue, once; where somebody has changed a field since, say what shall stand."""
        found, said = at_the_desk(request, public_id), read(AcceptanceIn, request)
        return _settled(request, lambda: actions.accept(found, by=request.user, at=timezone.now(), **said))


class Rejection(ApiView):
    """Turning an edit down."""

    @extend_schema(request=EditReasonIn, responses={200: EditDetailOut, 409: CONFLICT}, operation_id="proposals_reject")
    def post(self, request: Request, public_id: str) -> Response:
        """Turn it down, with a reason its author reads."""
        found, said = at_the_desk(request, public_id), read(EditReasonIn, request)
        return _told(request, actions.reject(found, by=request.user, at=timezone.now(), **said))


class Questions(ApiView):
    """Asking its author."""

    @extend_schema(request=EditWordsIn, responses={201: EditDetailOut, 409: CONFLICT}, operation_id="proposals_ask")
    def post(self, request: Request, public_id: str) -> Response:
        """Ask; it comes back to the queue with the answer."""
        found, said = at_the_desk(request, public_id), read(EditWordsIn, request)
        actions.ask(found, by=request.user, at=timezone.now(), **said)
        return _told(request, find(public_id), 201)


class Answers(ApiView):
    """Answering a curator."""

    @extend_schema(request=EditWordsIn, responses={201: EditDetailOut, 409: CONFLICT}, operation_id="proposals_answer")
    def post(self, request: Request, public_id: str) -> Response:
        """Answer; it is back in the queue."""
        found, said = own(request, public_id), read(EditWordsIn, request)
        actions.answer(found, by=request.user, at=timezone.now(), **said)
        return _told(request, find(public_id), 201)


class Withdrawal(ApiView):
    """Taking one's own back before it is decided."""

    @extend_schema(request=None, responses={200: EditDetailOut, 409: CONFLICT}, operation_id="proposals_withdraw")
    def post(self, request: Request, public_id: str) -> Response:
        """Withdraw it."""
        return _told(request, actions.withdraw(own(request, public_id), by=request.user, at=timezone.now()))


class Reversal(ApiView):
    """Taking an edit out of the catalogue again."""

    @extend_schema(request=ReversalIn, responses={201: EditDetailOut, 409: CONFLICT}, operation_id="proposals_revert")
    def post(self, request: Request, public_id: str) -> Response:
        """Give exactly its fields the values they had, once; that is an edit of its own."""
        found, said = at_the_desk(request, public_id), read(ReversalIn, request)
        return _settled(request, lambda: undoing.revert(found, by=request.user, at=timezone.now(), **said), 201)


class Rollback(ApiView):
    """All of a member's edits."""

    @extend_schema(request=RollbackIn, responses=RollbackOut, operation_id="members_rollback")
    def post(self, request: Request, handle: str) -> Response:
        """Take back all that can be, or with `dry_run` only tell what would happen; for curators."""
        require(can_roll_back(request.user))
        said = read(RollbackIn, request)
        found = Member.objects.named(handle).first()
        if found is None:
            raise Http404
        return Response(RollbackOut(undoing.roll_back(found, by=request.user, at=timezone.now(), **said)).data)


class History(ApiView):
    """What has changed in the catalogue."""

    @extend_schema(parameters=[AFTER, SHOW], responses=EDITS, operation_id="history_list")
    def get(self, request: Request) -> Response:
        """Edits of which you may know everything, newest first."""
        after, slug = request.query_params.get("after", ""), request.query_params.get("show", "").replace("\0", "")
        only = {"show__slug": slug} if slug else {}
        page = history(request.viewpoint, after if is_public_id(after) else "", **only)
        return page_response(page, EditOut(page.rows, many=True).data)


def find(public_id: str) -> Proposal:
    """An edit."""
    found: Proposal = get_object_or_404(Proposal.objects.with_people(), public_id=public_id)
    return found


def own(request: Request, public_id: str) -> Proposal:
    """One's own edit.

    Raises:
        Refused: to guests.
        Http404: for everybody else's.
    """
    require(has_seat(request.user))
    found = find(public_id)
    if found.author_id != request.user.pk:
        raise Http404
    return found


def at_the_desk(request: Request, public_id: str) -> Proposal:
    """An edit, for those who curate.

    Raises:
        Refused: to everybody else.
    """
    require(can_see_desk(request.user))
    return find(public_id)


def _told(request: Request, proposal: Proposal, status: int = 200) -> Response:
    """One edit as its reader may read it."""
    file = file_of(find(proposal.public_id), request.user, request.viewpoint)
    file["remarks"] = remarks_of(proposal) if file["insider"] else []
    return Response(EditDetailOut(file).data, status=status)


def _settled(request: Request, do: Callable[[], Proposal], status: int = 200) -> Response:
    """Do it; where a choice is missing, a 409 that names the fields."""
    try:
        made = do()
    except Conflict as met:
        errors = {name: [str(met.message)] for name in met.names}
        return problem(409, str(met.message), met.code, errors)
    return _told(request, made, status)


def filled(build: Callable[..., SuggestForm], said: dict[str, Any]) -> SuggestForm:
    """A sound form with what was said.

    Raises:
        Invalid: at the first field that is not.
    """
    form = build(data=typed(build(), said))
    if not is_sound(form):
        name, sentences = next(iter(form.errors.items()))
        raise Invalid("" if name == "__all__" else name, str(sentences[0]), "invalid")
    return form
