"""The page on which a post is written: afresh, from a draft, or once more with what was typed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from portal.contributions.typed import Hand, hand_in
from portal.contributions.writing import beginning
from portal.lib.text import clean_line
from portal.posts.along import AlongForm
from portal.posts.forms import PostForm
from portal.posts.models import Draft
from portal.posts.pictures import own_photos


def write_page(
    request: HttpRequest,
    form: PostForm,
    *,
    status: int = 200,
    draft: Draft | None = None,
    anew: bool = False,
    **context: Any,
) -> HttpResponse:
    """The form with all that was typed; `draft` is what it resumes, `anew` says that it is a draft of its own now."""
    hand = Hand() if anew else hand_in(request.POST)
    chosen = form.chosen()
    own = own_photos(form.viewpoint, context.pop("older", ""), but=[photo.public_id for photo in chosen])
    context |= {"form": form, "offered": form.offered(), "chosen": chosen, "own": own, "section": "home"}
    context["along"] = context.get("along") or AlongForm(viewpoint=form.viewpoint)
    context |= {"draft": draft, "draft_version": draft.version if draft else hand.version}
    return render(request, "posts/write.html", context, status=status)


def begun(request: HttpRequest) -> tuple[dict[str, Any], Draft | None]:
    """What a form begins with: the draft that `?draft=` names, the reader's own, else what is known anyway."""
    if "draft" not in request.GET:
        return beginning(request, "reveals"), None
    draft = get_object_or_404(Draft.objects.of(request.user), key=clean_line(request.GET["draft"]))
    if clock := request.viewpoint.called(draft.words["show"]):
        request.show_in_view = clock.pk
    return draft.words | {"idempotency_key": draft.key}, draft
