"""The page on which a post is written: afresh, from a draft, or once more with what was typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from portal.contributions.writing import beginning
from portal.lib.text import clean_line
from portal.posts.forms import PostForm
from portal.posts.models import Draft, Hand

MOST_DIGITS = re.compile(r"[0-9]{1,9}")


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
    context |= {"form": form, "offered": form.offered(), "section": "home"}
    context |= {"draft": draft, "draft_version": draft.version if draft else hand.version}
    return render(request, "posts/write.html", context, status=status)


def hand_in(sent: Mapping[str, Any]) -> Hand:
    """Which version of a draft a form was typed on, as it says."""
    version = str(sent.get("draft_version", ""))
    writer = clean_line(str(sent.get("draft_writer", "")))[:32]
    return Hand(int(version) if MOST_DIGITS.fullmatch(version) else 0, writer)


def begun(request: HttpRequest) -> tuple[dict[str, Any], Draft | None]:
    """What a form begins with: the draft that `?draft=` names, the reader's own, else what is known anyway."""
    if "draft" not in request.GET:
        return beginning(request, "reveals"), None
    draft = get_object_or_404(Draft.objects.of(request.user), key=clean_line(request.GET["draft"]))
    if clock := request.viewpoint.called(draft.words["show"]):
        request.show_in_view = clock.pk
    return draft.words | {"idempotency_key": draft.key}, draft
