"""The lines of a thread, each filled into the mould of its shape; those that are the same for many are filled once."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime
from functools import lru_cache
from typing import Any

from django import template
from django.middleware.csrf import get_token
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.comments.forms import CommentForm
from portal.comments.models import Comment, Row
from portal.comments.queries import Line, Thread, usual_reveals
from portal.contributions.covers import covers_in, drawn
from portal.contributions.forms import new_key
from portal.contributions.models import Contribution
from portal.lib.moulds import cast
from portal.lib.templatetags.adda import age_of, ago, dated, grouped, rosette
from portal.reactions.drawing import on_a_line, own_feeling
from shows.spoilers import Viewpoint

register = template.Library()
TEMPLATE = "comments/_line.html"
MOST = 2048


@register.simple_tag(takes_context=True)
def lines(context: RequestContext) -> SafeString:
    """Every line of `thread`, as `comments/_line.html` draws it."""
    thread: Thread = context["thread"]
    now, language = timezone.now(), get_language()
    return SafeString("".join(_drawn(context, thread, line, now, language) for line in thread.lines))


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


def _drawn(context: RequestContext, thread: Thread, line: Line, now: datetime, language: str | None) -> SafeString:
    """One line. What most readers meet in the same words is filled once for all of them."""
    row, viewpoint = line.comment, context["viewpoint"]
    # Only rows are values; two states of one model instance would be equal.
    its_own = line.mine or not isinstance(row, Row) or context.get("reply_to") == line.public_id
    if row is None or its_own or viewpoint.covers(row) or viewpoint.has_lifted(row) or covers_in(row, viewpoint):
        return _filled(context, thread, line)
    age, words = age_of(row.created_at, now, language), viewpoint.segments(row)
    felt = own_feeling(row.pk, viewpoint, context["marks"])
    return _usual(line, age, words, _badge(thread, row), _stay(context, thread, row), felt, language)


@lru_cache(maxsize=MOST)
def _usual(
    line: Line, age: str, words: str, badge: str, stay: str | None, felt: str | None, language: str | None
) -> SafeString:
    """A comment as most readers meet it. Everything it depends on is an argument, and none of them is a reader."""
    shape, values = _outline(line)
    _add_words(line.comment, age, words, badge, stay, shape, values)
    _add_feelings(line.comment, felt, shape, values)
    return cast(TEMPLATE, shape, values, context=_as_templates_ask)


def _filled(context: RequestContext, thread: Thread, line: Line) -> SafeString:
    """A line that is its reader's alone: a tombstone, a veil, a lifted one, their own, or one they are answering."""
    shape, values = _outline(line)
    if line.gone:
        shape |= {"gone": str(line.gone), "muted": line.muted}
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
        _add_own(context, thread, line, line.comment, shape, values)
    return cast(TEMPLATE, shape, values, context=_as_templates_ask)


def _outline(line: Line) -> tuple[dict[str, Hashable], dict[str, Any]]:
    """Shape and values of any line."""
    shape: dict[str, Hashable] = {"depth": line.depth, "focus": line.focus, "goes_on": bool(line.goes_on)}
    return shape, {"public_id": line.public_id, "more": line.goes_on}


def _as_templates_ask(names: dict[str, Any]) -> dict[str, Any]:
    """The names of a line as the fragments in it know them."""
    veil = {"public_id": names["public_id"], "reveals": names.get("reveals")}
    return names | {"veil": veil, "thing": {"state": names.get("state")}}


def _add_words(
    comment: Any,
    age: str,
    words: str,
    badge: str,
    stay: str | None,
    shape: dict[str, Hashable],
    values: dict[str, Any],
) -> None:
    """What is drawn of a comment whoever reads it; `stay` keeps a reply on this part of the thread, None: no reply."""
    author = comment.author
    shape |= {
        "state": comment.state,
        "signed": author is not None,
        "badge": badge,
        "edited": comment.edited_at is not None,
        "language": comment.language,
        "may_answer": stay is not None,
    }
    values |= {
        "rosette": rosette(author.handle if author else None),
        "handle": author.handle if author else "",
        "age": dated(comment.created_at, age, get_language()),
        "words": SafeString(words),
    }
    if stay is not None:
        values["stay"] = stay


def _add_feelings(comment: Any, felt: str | None, shape: dict[str, Hashable], values: dict[str, Any]) -> None:
    """How fans feel about a comment, where it is published."""
    if comment.is_public:
        outline, filling = on_a_line(comment.feelings, felt)
        shape |= outline
        values |= filling


def _add_own(
    context: RequestContext,
    thread: Thread,
    line: Line,
    comment: Comment | Row,
    shape: dict[str, Hashable],
    values: dict[str, Any],
) -> None:
    """What is drawn of a comment, and of the reader's part in it."""
    viewpoint = context["viewpoint"]
    words = "" if viewpoint.covers(comment) else drawn(comment, viewpoint, context["request"].get_full_path())
    age = age_of(comment.created_at, timezone.now(), get_language())
    _add_words(comment, age, words, _badge(thread, comment), _stay(context, thread, comment), shape, values)
    _add_feelings(comment, None if line.mine else own_feeling(comment.pk, viewpoint, context["marks"]), shape, values)
    shape |= {
        "lifted": viewpoint.has_lifted(comment),
        "mine": line.mine,
        "answered": context.get("reply_form") is not None and context.get("reply_to") == line.public_id,
    }
    if shape["lifted"]:
        values |= {"reveals": grouped(comment.effective_reveals), "here": context["request"].get_full_path()}
    if shape["answered"]:
        form = {"form": context["reply_form"]}
        values["answering"] = render_to_string("comments/_composer.html", form, context["request"])
    if line.mine:
        values["csrf_token"] = get_token(context["request"])


def _stay(context: RequestContext, thread: Thread, comment: Comment | Row) -> str | None:
    """How the address of a reply begins; None where this reader may not reply."""
    if not context["may_comment"] or not comment.is_public:
        return None
    return f"{thread.here}&" if thread.here else ""


def _badge(thread: Thread, comment: Comment | Row) -> str:
    if comment.author is None:
        return ""
    if comment.author_id == thread.subject.author_id:
        return thread.subject.kind
    return "moderator" if comment.author.moderates else ""
