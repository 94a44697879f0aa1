"""Say something in a thread, change it, take it back."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.comments import actions
from portal.comments.answering import find_subject
from portal.comments.forms import CommentForm
from portal.comments.kept import ROOTS
from portal.comments.models import FIRST_REPLIES, Comment
from portal.comments.policies import can_comment
from portal.comments.rows import NEW
from portal.contributions.forms import as_typed
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution
from portal.contributions.policies import can_edit
from portal.contributions.queries import words_in_hand
from portal.contributions.typed import hand_in
from portal.contributions.writing import changed, seated, taken_back
from portal.lib.keys import KeyReused
from portal.lib.verdicts import Refused, require


@require_POST
def comments(request: HttpRequest, public_id: str) -> HttpResponse:
    """A new comment on a post or photo."""
    viewpoint = request.viewpoint
    subject = find_subject(request.viewpoint, public_id)
    form = CommentForm(request.POST, subject=subject, viewpoint=viewpoint)
    verdict = can_comment(request.user, subject)
    if not verdict:
        return _composer(request, form, status=403, sentence=verdict.reason)
    if not form.is_valid():
        return _composer(request, form, status=422)
    said = form.cleaned_data
    try:
        comment = actions.post(
            subject,
            by=request.user,
            at=timezone.now(),
            body=said["body"],
            reveals=said["reveals"],
            parent=said["parent"],
            key=form.key_for(request),
            drafted=hand_in(request.POST) if "draft_version" in request.POST else None,
        )
    except KeyReused:
        form.begin_anew()
        return _composer(request, form, status=422)
    except Refused as refusal:
        return _composer(request, form, status=refusal.status, sentence=refusal.verdict.reason)
    return _said(request, place_of(comment, subject))


def _said(request: HttpRequest, place: str) -> HttpResponse:
    """On to the new comment: a redirect, or for htmx the word to fetch the thread around it into the page."""
    if not request.htmx:
        return HttpResponseRedirect(place)
    answer = HttpResponse(status=204)
    if urlsplit(place).path != urlsplit(request.htmx.current_url_abs_path or "").path:
        answer["HX-Redirect"] = place  # the form stood on a page without the thread
        return answer
    where = {"path": place, "target": "#comments", "select": "#comments", "swap": "outerHTML", "push": "false"}
    answer["HX-Location"] = json.dumps(where)
    return answer


def place_of(comment: Comment, subject: Contribution) -> str:
    """Where its author finds a comment: on the thread's first page while that shows it, else on the one that begins
    with the newest; a reply, or what waits, with what stands around it."""
    if subject.comment_count < ROOTS and comment.arrival <= FIRST_REPLIES:
        return f"{kind_of(subject).safe_url(subject)}#c-{comment.public_id}"
    if comment.parent_id is None and comment.is_public:
        return f"{kind_of(subject).safe_url(subject)}?sort={NEW}#c-{comment.public_id}"
    return kind_of(comment).url(comment)


def _composer(request: HttpRequest, form: CommentForm, *, status: int, sentence: Any = "") -> HttpResponse:
    """The form by itself, with all that was typed, and why it was not taken; a page of its own where htmx is not."""
    subject = form.subject
    request.show_in_view = subject.show_id
    context = {"form": form, "subject": subject, "sentence": sentence, "back": kind_of(subject).safe_url(subject)}
    template = "comments/_composer.html" if request.htmx else "comments/composer.html"
    return render(request, template, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change one's own comment."""
    viewpoint = request.viewpoint
    comment = find(request, public_id)
    require(can_edit(request.user, comment))
    words = words_in_hand(comment) | {"parent": ""}
    form = CommentForm(
        request.POST or None,
        subject=comment.subject,
        viewpoint=viewpoint,
        initial=words | {"reveals": as_typed(words["reveals"])},
    )
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "comment": comment, "back": kind_of(comment).url(comment)}
        return render(request, "comments/edit.html", context, status=422 if form.is_bound else 200)
    said = {name: form.cleaned_data[name] for name in ("body", "reveals", "language")}
    return changed(request, comment, actions.edit(comment, by=request.user, at=timezone.now(), **said))


@require_POST
def withdrawal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take one's own comment back; its place in the thread stays."""
    return taken_back(request, find(request, public_id), _("Your comment is withdrawn."))


def find(request: HttpRequest, public_id: str) -> Comment:
    """A comment the reader may reach."""
    rows = Comment.objects.visible_to(request.viewpoint).select_related("author", "subject")
    found: Comment = get_object_or_404(rows, public_id=public_id)
    return found
