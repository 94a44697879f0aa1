"""Posts by API: the same policies, actions and words as the pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portal.contributions.actions import withdraw
from portal.contributions.changes import changed_page
from portal.contributions.marks import marks_on
from portal.contributions.policies import can_contribute, can_edit
from portal.contributions.serializers import VeilOut, check_words, gated, present
from portal.lib.api.schema import AFTER, KEY, THROUGH
from portal.lib.api.since import SINCE, asked_since, changes_response, changing_page
from portal.lib.api.views import ApiView, idempotency_key, page_response
from portal.lib.keyset import Page, newest_first
from portal.lib.verdicts import require
from portal.posts import actions
from portal.posts.chips import chips_on
from portal.posts.models import Post
from portal.posts.naming import whom
from portal.posts.pictures import photos_of, photos_on
from portal.posts.queries import about, somebody
from portal.posts.serializers import EditIn, PostIn, PostOut, brought, named, talked_about
from portal.posts.wanted import PARTS, wanted
from shows.spoilers import Viewpoint

POSTS_A_PAGE = 20
SHOW = OpenApiParameter("show", str, description="Only about this show")
CHARACTER = OpenApiParameter(
    "character", str, description="Only about this character of the show; not with `updated_since`"
)
PERSON = OpenApiParameter("person", str, description="Only about this person; not with `updated_since`")
WITH = OpenApiParameter("with", str, description="Beside `character`: about this character of the show as well")
OF = OpenApiParameter(
    "of",
    str,
    enum=list(PARTS),
    description="One kind of talk, of what you may read, or what you follow; not with `updated_since`",
)
FILTERS = [AFTER, THROUGH, SINCE, SHOW, CHARACTER, PERSON, WITH, OF]


class Posts(ApiView):
    """Every post."""

    @extend_schema(parameters=FILTERS, responses=changing_page("Post", PostOut, VeilOut), operation_id="posts_list")
    def get(self, request: Request) -> Response:
        """The posts, newest first; past your horizon stands a veil. About somebody, those only that you may read."""
        viewpoint, since = request.viewpoint, asked_since(request, but=("character", "person", "with", "of"))
        if since is not None:
            page = changed_posts(request, since)
            return changes_response(page, self.presented(page.rows, viewpoint))
        rows = of_show(request, Post.objects.feed_for(viewpoint))
        page = self.page(request, rows.filter(wanted(request.query_params.get("of", ""), viewpoint, "topic")))
        return page_response(page, self.presented([viewpoint.read(row) for row in page.rows], viewpoint))

    def presented(self, read: list[Any], viewpoint: Viewpoint) -> list[Any]:
        """Posts, veils and what is gone, as the gate answered them."""
        told = [row for row in read if isinstance(row, Post)]
        context = {
            "viewpoint": viewpoint,
            "marks": marks_on(read, viewpoint),
            "chips": chips_on(told, viewpoint),
            "photos": photos_on(told, viewpoint),
        }
        return [present(row, PostOut, context) for row in read]

    def page(self, request: Request, rows: Any) -> Page:
        """All of them, or those about a character or a person you may know."""
        asked, viewpoint = request.query_params, request.viewpoint
        after = asked.get("after", "")
        if not asked.get("character") and not asked.get("person"):
            return newest_first(rows, after, size=POSTS_A_PAGE)
        found, other = somebody(viewpoint, asked), None
        if found and (slug := asked.get("with", "")):
            other = somebody(viewpoint, {"show": asked.get("show", ""), "character": slug})
            found = found if other else None
        return about(rows, found, viewpoint, after, size=POSTS_A_PAGE, other=other) if found else Page([], "")

    @extend_schema(parameters=[KEY], request=PostIn, responses={201: PostOut}, operation_id="posts_create")
    def post(self, request: Request) -> Response:
        """Begin to talk about something; a newcomer's first posts wait for a moderator."""
        require(can_contribute(request.user))
        key = idempotency_key(request)
        form = PostIn(data=request.data)
        form.is_valid(raise_exception=True)
        said = dict(form.validated_data)
        said["reveals"] = talked_about(said, said["show"], request.viewpoint)
        said["who"] = named(said, said["show"], request.viewpoint)
        said["photos"] = brought(said, request.viewpoint) or ()
        check_words(said, said["show"].pk if said["show"] else None, request.viewpoint, "title", "body")
        post = actions.publish(by=request.user, at=timezone.now(), key=key, **said)
        return Response(PostOut(post, context={"viewpoint": request.viewpoint}).data, status=201)


def of_show(request: Request, rows: Any) -> Any:
    """All of them, or those of the show that was asked for."""
    rows, slug = rows.select_related("show"), request.query_params.get("show", "")
    shows = [pk for pk, clock in request.viewpoint.clocks.items() if clock.slug == slug]
    return rows.filter(show__in=shows) if slug else rows


def changed_posts(request: Request, since: datetime) -> Page:
    """A page of the posts that have changed since a moment."""
    viewpoint, after = request.viewpoint, request.query_params.get("after", "")
    rows = of_show(request, Post.objects.changed_for(viewpoint).filter(kind="post"))
    return changed_page(rows, viewpoint, since, after, size=POSTS_A_PAGE)


class OnePost(ApiView):
    """One post."""

    @extend_schema(parameters=[THROUGH], responses=gated(PostOut), operation_id="posts_read")
    def get(self, request: Request, public_id: str) -> Response:
        """A post, or the veil over it."""
        viewpoint = request.viewpoint
        return Response(present(viewpoint.read(self.find(request, public_id)), PostOut, {"viewpoint": viewpoint}))

    @extend_schema(request=EditIn, responses={200: PostOut, 202: PostOut}, operation_id="posts_edit")
    def put(self, request: Request, public_id: str) -> Response:
        """New words; 202 where they wait for a moderator and the earlier ones stand."""
        post = self.find(request, public_id)
        require(can_edit(request.user, post))
        form = EditIn(data=request.data)
        form.is_valid(raise_exception=True)
        said = dict(form.validated_data)
        said["reveals"] = talked_about(said, post.show, request.viewpoint)
        said["who"] = named(said, post.show, request.viewpoint, whom(post))
        said["photos"] = brought(said, request.viewpoint, photos_of(post))
        check_words(said, post.show_id, request.viewpoint, "title", "body")
        waiting = actions.edit(post, by=request.user, at=timezone.now(), **said)
        data = PostOut(post, context={"viewpoint": request.viewpoint}).data
        return Response(data, status=202 if waiting else 200)

    @extend_schema(request=None, responses={204: None}, operation_id="posts_withdraw")
    def delete(self, request: Request, public_id: str) -> Response:
        """Take your own post back."""
        withdraw(self.find(request, public_id), by=request.user, at=timezone.now())
        return Response(status=204)

    def find(self, request: Request, public_id: str) -> Post:
        """A post the reader may reach."""
        rows = Post.objects.visible_to(request.viewpoint).select_related("author", "show")
        found: Post = get_object_or_404(rows, public_id=public_id)
        return found
