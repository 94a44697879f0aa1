"""The lines of a thread, each filled into the mould of its shape."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from django import template
from django.middleware.csrf import get_token
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.comments.forms import CommentForm
from portal.comments.models import Comment
from portal.comments.queries import Line, Thread, usual_reveals
from portal.contributions.forms import new_key
from portal.contributions.models import Contribution
from portal.lib.moulds import cast
from portal.lib.templatetags.adda import ago, grouped, rosette
from shows.spoilers import Viewpoint

register = template.Library()
TEMPLATE = "comments/_line.html"


@register.simple_tag(takes_context=True)
def lines(context: RequestContext) -> SafeString:
    """Every line of `thread`, as `comments/_line.html` draws it."""
    thread: Thread = context["thread"]
    return SafeString("".join(_drawn(context, thread, line) for line in thread.lines))


@register.simple_tag(takes_context=True)
def blank_composer(context: RequestContext) -> SafeString:
    """The empty form below a subject, as `comments/_composer.html` draws it."""
    subject: Contribution = context["thread"].subject
    shape = {"gated": subject.show_id is not None, "usual": usual_reveals(subject, None, context["viewpoint"])}
    values = {"public_id": subject.public_id, "key": new_key(), "csrf_token": get_token(context["request"])}
    return cast("comments/_composer.html", shape, values, context=_with_blank_form)


def _with_blank_form(names: dict[str, Any]) -> dict[str, Any]:
    show = 1 if names["gated"] else None
    subject = Contribution(public_id=names["public_id"], show_id=show, effective_reveals=names["usual"] or 0)
    form = CommentForm(subject=subject, viewpoint=Viewpoint({}), initial={"idempotency_key": names["key"]})
    return {"form": form, "csrf_token": names["csrf_token"]}


def _drawn(context: RequestContext, thread: Thread, line: Line) -> SafeString:
    shape: dict[str, Hashable] = {"depth": line.depth, "focus": line.focus, "goes_on": bool(line.goes_on)}
    values: dict[str, Any] = {"public_id": line.public_id, "more": line.goes_on}
    if line.gone:
        shape["gone"] = str(line.gone)
    elif line.veil is not None:
        handle = line.veil.author_handle
        shape |= {"veiled": True, "signed": bool(handle)}
        values |= {
            "rosette": rosette(handle),
            "handle": handle,
            "age": ago(line.veil.created_at),
            "reveals": grouped(line.veil.reveals),
            "here": context["request"].get_full_path(),
        }
        if horizon := context.get("horizon"):
            values["horizon"] = grouped(horizon)
    elif line.comment is not None:
        _add_words(context, thread, line, line.comment, shape, values)
    return cast(TEMPLATE, shape, values, context=_as_templates_ask)


def _as_templates_ask(names: dict[str, Any]) -> dict[str, Any]:
    """The names of a line as the fragments in it know them."""
    veil = {"public_id": names["public_id"], "reveals": names.get("reveals")}
    return names | {"veil": veil, "thing": {"state": names.get("state")}}


def _add_words(
    context: RequestContext,
    thread: Thread,
    line: Line,
    comment: Comment,
    shape: dict[str, Hashable],
    values: dict[str, Any],
) -> None:
    """What is drawn of a comment the reader may read."""
    viewpoint, author = context["viewpoint"], comment.author
    lifted = viewpoint.has_lifted(comment)
    may_answer = bool(context["may_comment"]) and comment.is_public
    shape |= {
        "state": comment.state,
        "signed": author is not None,
        "badge": _badge(thread, comment),
        "edited": comment.edited_at is not None,
        "language": comment.language,
        "lifted": lifted,
        "may_answer": may_answer,
        "mine": line.mine,
        "answered": context.get("reply_form") is not None and context.get("reply_to") == line.public_id,
    }
    values |= {
        "rosette": rosette(author.handle if author else None),
        "handle": author.handle if author else "",
        "age": ago(comment.created_at),
        "words": SafeString("" if viewpoint.covers(comment) else viewpoint.segments(comment)),
    }
    if lifted:
        values |= {"reveals": grouped(comment.effective_reveals), "here": context["request"].get_full_path()}
    if may_answer:
        values["stay"] = f"{thread.here}&" if thread.here else ""
    if shape["answered"]:
        form = {"form": context["reply_form"]}
        values["answering"] = render_to_string("comments/_composer.html", form, context["request"])
    if line.mine:
        values["csrf_token"] = get_token(context["request"])


def _badge(thread: Thread, comment: Comment) -> str:
    if comment.author is None:
        return ""
    if comment.author_id == thread.subject.author_id:
        return thread.subject.kind
    return "moderator" if comment.author.moderates else ""
