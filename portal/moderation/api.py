"""Reports, the desk, decisions and appeals by API: the same policies, actions and words as the pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portal.contributions.models import Contribution
from portal.contributions.policies import has_seat
from portal.lib.api.problems import ProblemOut
from portal.lib.api.schema import AFTER, KEY
from portal.lib.api.views import ApiView, idempotency_key, page_response, read
from portal.lib.languages import OWN
from portal.lib.verdicts import require
from portal.moderation import actions, reading
from portal.moderation.choosing import AGES, QUEUES, chosen
from portal.moderation.desk_serializers import CaseOut, CaseRowOut
from portal.moderation.effects import fingerprint
from portal.moderation.models import Case, Decision, Rule
from portal.moderation.policies import author_id, can_report, can_see_decision, can_see_desk
from portal.moderation.queries import case_file, cases, report_by
from portal.moderation.queueing import queue
from portal.moderation.reasons import fitting, language_of
from portal.moderation.serializers import (
    AppealIn,
    AppealOut,
    DecisionIn,
    DecisionOut,
    ReportIn,
    ReportOut,
    ReportStandOut,
    ReviewIn,
    RuleOut,
)
from portal.moderation.undoing import take_answer_back
from shows.api import page_of

NARROWER = [
    OpenApiParameter("rule", str, description="Only what was reported under this rule"),
    OpenApiParameter("show", str, description="Only of this show"),
    OpenApiParameter("lang", str, enum=list(OWN), description="Only in this language"),
    OpenApiParameter("age", str, enum=list(AGES), description="Only what has waited longer"),
    OpenApiParameter("mine", str, enum=["1"], description="Only what you are reading"),
    OpenApiParameter("second", str, enum=["1"], description="Only where a second moderator was asked"),
]
QUEUE = OpenApiParameter("queue", str, enum=list(filter(None, QUEUES)), description="Only one queue")
CASES = page_of("Case", CaseRowOut)
CONFLICT = OpenApiResponse(ProblemOut, description="Decided, taken or changed by somebody else meanwhile")


class Rules(ApiView):
    """The house rules."""

    @extend_schema(responses=page_of("Rule", RuleOut), operation_id="rules_list")
    def get(self, request: Request) -> Response:
        """The rules in force, by number."""
        return Response({"results": RuleOut(Rule.objects.in_force(), many=True).data, "next": None})


class Reports(ApiView):
    """What is wrong with one thing."""

    write_limit = (20, 3600)

    @extend_schema(responses={200: ReportStandOut}, operation_id="report_read")
    def get(self, request: Request, public_id: str) -> Response:
        """How your last report stands; 404 when you have sent none."""
        thing = self.find(request, public_id)
        require(has_seat(request.user))
        found = report_by(request.user, thing)
        if found is None:
            raise Http404
        return Response(ReportStandOut(found).data)

    @extend_schema(
        parameters=[KEY], request=ReportIn, responses={201: ReportOut, 200: ReportOut}, operation_id="report"
    )
    def post(self, request: Request, public_id: str) -> Response:
        """Report it, once; 200 and your first report when you had told us already."""
        thing = self.find(request, public_id)
        require(can_report(request.user, thing))
        key = idempotency_key(request)
        said = read(ReportIn, request)
        made, is_new = actions.report(thing, by=request.user, at=timezone.now(), key=key, **said)
        return Response(ReportOut(made).data, status=201 if is_new else 200)

    def find(self, request: Request, public_id: str) -> Contribution:
        """Something the reader may reach."""
        found: Contribution = get_object_or_404(Contribution.objects.visible_to(request.viewpoint), public_id=public_id)
        return found


class DeskView(ApiView):
    """What only moderators reach; nothing of it is kept anywhere."""

    scope = "moderate"

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Moderators only.

        Raises:
            Refused: to everybody else.
        """
        super().initial(request, *args, **kwargs)
        require(can_see_desk(request.user))

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """Never stored."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer["Cache-Control"] = "private, no-store"
        return answer

    def find(self, pk: int) -> Case:
        """A case."""
        found: Case = get_object_or_404(cases(), pk=pk)
        return found


class Cases(DeskView):
    """The queue."""

    queue = ""

    @extend_schema(parameters=[AFTER, QUEUE, *NARROWER], responses=CASES, operation_id="cases_list")
    def get(self, request: Request) -> Response:
        """What waits, the oldest first."""
        choice = chosen(request.query_params)
        choice = replace(choice, queue=self.queue) if self.queue else choice
        page = queue(choice, request.query_params.get("after", ""), viewer=request.user, at=timezone.now())
        return page_response(page, CaseRowOut(page.rows, many=True).data)


class Appeals(Cases):
    """The queue of appeals."""

    queue = "appeals"

    @extend_schema(parameters=[AFTER], responses=CASES, operation_id="appeals_list")
    def get(self, request: Request) -> Response:
        """Appeals that wait, the oldest first."""
        return super().get(request)


class OneCase(DeskView):
    """One case."""

    @extend_schema(responses=CaseOut, operation_id="cases_read")
    def get(self, request: Request, pk: int) -> Response:
        """The thing unveiled, the snapshot, the reports, the decision."""
        found = self.find(pk)
        reading.look(found, by=request.user, at=timezone.now())
        file = case_file(found, viewer=request.user, viewpoint=request.viewpoint.itself)
        return Response(CaseOut(file, context={"seen": fingerprint(found)}).data)


class Claims(DeskView):
    """Reading a case alone."""

    @extend_schema(request=None, responses={204: None, 409: CONFLICT}, operation_id="cases_claim")
    def post(self, request: Request, pk: int) -> Response:
        """Take it for ten minutes."""
        reading.claim(self.find(pk), by=request.user, at=timezone.now())
        return Response(status=204)

    @extend_schema(request=None, responses={204: None}, operation_id="cases_release")
    def delete(self, request: Request, pk: int) -> Response:
        """Give it back."""
        reading.release(self.find(pk), by=request.user, at=timezone.now())
        return Response(status=204)


class Decisions(DeskView):
    """Deciding."""

    @extend_schema(request=DecisionIn, responses={201: DecisionOut, 409: CONFLICT}, operation_id="cases_decide")
    def post(self, request: Request, pk: int) -> Response:
        """Leave up, veil or remove; take or decline an edit. Once."""
        found = self.find(pk)
        said = read(DecisionIn, request)
        said["reason"] = fitting(said["reason"], verb=said["verb"], rule=said["rule"], language=language_of(found))
        made = actions.decide(found, by=request.user, at=timezone.now(), **said)
        return Response(DecisionOut(made).data, status=201)


class Reviews(DeskView):
    """Answering an appeal."""

    @extend_schema(request=ReviewIn, responses={200: AppealOut, 409: CONFLICT}, operation_id="cases_review")
    def post(self, request: Request, pk: int) -> Response:
        """Uphold it, and the thing is back as it was; or say why the decision stands."""
        found = self.appealed(pk)
        said = actions.review(found, by=request.user, at=timezone.now(), **read(ReviewIn, request))
        return Response(AppealOut(said).data)

    @extend_schema(request=None, responses={204: None, 409: CONFLICT}, operation_id="cases_review_undo")
    def delete(self, request: Request, pk: int) -> Response:
        """Take your own answer back before its author is told; the appeal waits again."""
        take_answer_back(self.appealed(pk).appeal, by=request.user, at=timezone.now())
        return Response(status=204)

    def appealed(self, pk: int) -> Case:
        """The case of an appeal."""
        found = self.find(pk)
        if found.origin != Case.Origin.APPEAL:
            raise Http404
        return found


class OneDecision(ApiView):
    """One decision, for its author and for moderators."""

    @extend_schema(responses=DecisionOut, operation_id="decisions_read")
    def get(self, request: Request, public_id: str) -> Response:
        """The statement of reasons."""
        found = find_decision(request, public_id)
        return Response(DecisionOut(found, context={"moderates": author_id(found.case) != request.user.pk}).data)


class MyAppeal(ApiView):
    """The author's word against it."""

    @extend_schema(request=AppealIn, responses={201: AppealOut, 409: CONFLICT}, operation_id="appeal")
    def post(self, request: Request, public_id: str) -> Response:
        """Appeal it, once; another moderator reads it."""
        found = find_decision(request, public_id)
        made = actions.appeal(found, by=request.user, at=timezone.now(), **read(AppealIn, request))
        return Response(AppealOut(made).data, status=201)


def find_decision(request: Request, public_id: str) -> Decision:
    """A decision this member may read.

    Raises:
        Refused: to guests.
        Http404: to other members, as if there were none.
    """
    rows = Decision.objects.select_related("rule", "case__contribution", "case__member", "undoes", "sanction")
    found: Decision = get_object_or_404(rows, public_id=public_id)
    verdict = can_see_decision(request.user, found)
    if not verdict and verdict.code != "sign_in_first":
        raise Http404
    require(verdict)
    return found
