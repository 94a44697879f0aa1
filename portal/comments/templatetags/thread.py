"""The lines of a thread, each filled into the mould of its shape; those that are the same for many are filled once."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django import template
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, npgettext, pgettext
from django.utils.translation import gettext as _

from portal.comments.forms import CommentForm
from portal.comments.fresh import MOST as MOST_NEW
from portal.comments.fresh import Fresh
from portal.comments.models import Comment
from portal.comments.queries import Line, Thread, folded, usual_reveals
from portal.comments.rows import BEST, NEW, OLD, Row
from portal.contributions.covers import covers_in, drawn
from portal.contributions.forms import new_key
from portal.contributions.models import Contribution
from portal.contributions.templatetags.contributions import thread_feed
from portal.lib.csrf import token_of
from portal.lib.moulds import cast
from portal.lib.templatetags.adda import age_of, ago, dated, fan, grouped, picture, rosette
from portal.reactions.drawing import on_a_line, own_feeling
from shows.spoilers import Viewpoint

register = template.Library()
TEMPLATE = "comments/_line.html"
MOST = 2048


@register.simple_tag(takes_context=True)
def lines(context: RequestContext) -> SafeString:
    """Every line of `thread`, as `comments/_line.html` draws it, and the replies below each in a fold.

    A fold is open until its reader closes it: no link leads to something that is not to be seen. An `li` needs no end.
    """
    thread: Thread = context["thread"]
    now, language = timezone.now(), get_language()
    parts: list[str] = []
    folds: list[int] = []
    for place, line in enumerate(thread.lines):
        while folds and line.depth <= folds[-1]:
            folds.pop()
            parts.append("</ol></details>")
        parts += "<li>", _drawn(context, thread, line, now, language)
        if held := folded(thread.lines, place):
            folds.append(line.depth)
            parts.append(f"<details open><summary>{_held(held, language)}</summary><ol>")
    return SafeString("".join(parts) + "</ol></details>" * len(folds))


def _held(held: list[Line], language: str | None) -> str:
    """What a fold holds: the replies its reader may read, and how many are under a veil; of those shown so far."""
    replies, veiled = (sum(bool(getattr(line, kind)) for line in held) for kind in ("comment", "veil"))
    return _held_in_words(replies, veiled, any(line.goes_on for line in held), language)


@lru_cache(maxsize=MOST)
def _held_in_words(replies: int, veiled: int, goes_on: bool, language: str | None) -> str:
    number = f"{grouped(replies)}+" if goes_on else grouped(replies)
    said = npgettext("thread", "%(number)s reply", "%(number)s replies", replies + goes_on) % {"number": number}
    if not veiled:
        return said if replies else pgettext("thread", "Replies")
    under = npgettext("thread", "%(number)s veiled reply", "%(number)s veiled replies", veiled)
    under = under % {"number": grouped(veiled)}
    return f"{said}, {under}" if replies else under


@register.simple_tag(takes_context=True)
def first_new(context: RequestContext) -> str:
    """Where the first new comment stands: on this page, else by itself."""
    first = context["fresh"].first
    here = any(line.public_id == first for line in context["thread"].lines)
    return f"#c-{first}" if here else f"?comment={first}#c-{first}"


@register.filter
def said_of(fresh: Fresh) -> str:
    """How many are new, and since when."""
    count = len(fresh.rows)
    since, today = timezone.localtime(fresh.since), timezone.localdate()
    names = {"number": grouped(count) if count < MOST_NEW else f"{MOST_NEW - 1}+"}
    if since.date() == today - timedelta(days=1):
        return npgettext("comments", "%(number)s new since yesterday", "%(number)s new since yesterday", count) % names
    names["moment"] = date_format(since, "H:i" if since.date() == today else "j M Y")
    return npgettext("comments", "%(number)s new since %(moment)s", "%(number)s new since %(moment)s", count) % names


@register.simple_tag(takes_context=True)
def head(context: RequestContext, follow: SafeString) -> SafeString:
    """The headline of a thread, and the ways that end it: to the whole of it, to its feed, and `follow`."""
    thread: Thread = context["thread"]
    count, feed = thread.subject.comment_count, thread_feed(context, thread.subject)
    said = ngettext("%(number)s comment", "%(number)s comments", count) % {"number": grouped(count)}
    values = {"said": said if count else _("Comments"), "path": context["request"].path, "feed": feed, "follow": follow}
    return cast("comments/_head.html", {"part": thread.part, "order": thread.order, "feeds": bool(feed)}, values)


@register.simple_tag(takes_context=True)
def orders(context: RequestContext) -> SafeString:
    """The orders a reader can choose from."""
    thread: Thread = context["thread"]
    shape = {"order": thread.order, "orders": thread.orders, "unfelt": context["unfelt"]}
    return cast("comments/_orders.html", shape, {"path": context["request"].path}, context=_with_order_names)


def _with_order_names(names: dict[str, Any]) -> dict[str, Any]:
    called = {
        OLD: pgettext("thread", "Oldest first"),
        NEW: pgettext("thread", "Newest first"),
        BEST: pgettext("thread", "Best first"),
    }
    return names | {"names": [(order, called[order]) for order in names["orders"]]}


@register.simple_tag(takes_context=True)
def blank_composer(context: RequestContext) -> SafeString:
    """The empty form below a subject, as `comments/_composer.html` draws it."""
    subject: Contribution = context["thread"].subject
    shape = {"gated": subject.show_id is not None, "usual": usual_reveals(subject, None, context["viewpoint"])}
    values = {"public_id": subject.public_id, "key": new_key(), "csrf_token": token_of(context["request"])}
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
    new = context["fresh"].has(row, viewpoint)
    face, badge = fan(row.author, viewpoint.member_id), _badge(thread, row)
    return _usual(line, age, words, badge, _stay(context, thread, row), face, felt, language, new=new)


@lru_cache(maxsize=MOST)
def _usual(
    line: Line,
    age: str,
    words: str,
    badge: str,
    stay: str | None,
    face: SafeString,
    felt: str | None,
    language: str | None,
    *,
    new: bool,
) -> SafeString:
    """A comment as most readers meet it. Everything it depends on is an argument, and none of them is a reader."""
    shape, values = _outline(line)
    shape["new"] = new
    _add_words(line.comment, age, words, badge, stay, face, shape, values)
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
            "rosette": picture(shown) if (shown := line.veil.author_picture) else rosette(handle),
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
    shape: dict[str, Hashable] = {"focus": line.focus, "goes_on": bool(line.goes_on)}
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
    face: SafeString,
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
        "rosette": face,
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
    face, badge = fan(comment.author, viewpoint.member_id), _badge(thread, comment)
    _add_words(comment, age, words, badge, _stay(context, thread, comment), face, shape, values)
    _add_feelings(comment, None if line.mine else own_feeling(comment.pk, viewpoint, context["marks"]), shape, values)
    shape |= {
        "lifted": viewpoint.has_lifted(comment),
        "new": context["fresh"].has(comment, viewpoint) and not viewpoint.covers(comment),
        "mine": line.mine,
        "answered": context.get("reply_form") is not None and context.get("reply_to") == line.public_id,
    }
    if shape["lifted"]:
        values |= {"reveals": grouped(comment.effective_reveals), "here": context["request"].get_full_path()}
    if shape["answered"]:
        form = {"form": context["reply_form"]}
        values["answering"] = render_to_string("comments/_composer.html", form, context["request"])
    if line.mine:
        values["csrf_token"] = token_of(context["request"])


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
