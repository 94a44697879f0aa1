"""What the desk's templates say: the keys, and what is drawn once and filled many times."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context, RequestContext
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.lib.moulds import cast
from portal.moderation import drawing
from portal.moderation.forms import BulkForm
from portal.moderation.keyboard import QUEUE_KEYS, VERB_KEYS, KeyMap

register = template.Library()
NO_KEYS = KeyMap(on=False)
MOVES = {"next": "data-forth", "before": "data-back", "choose": "data-choose"}


@register.simple_tag(takes_context=True)
def presses(context: Context, name: str) -> SafeString:
    """Say which key presses this element; nothing while keys are off, and on pages without them."""
    key = context.get("keys", NO_KEYS).pressed(str(name))
    return format_html(' data-key="{}"', key) if key else SafeString("")


@register.simple_tag(takes_context=True)
def key(context: Context, name: str) -> SafeString:
    """Draw that key."""
    pressed = context.get("keys", NO_KEYS).pressed(str(name))
    if not pressed:
        return SafeString("")
    return format_html('<kbd class="key">{}</kbd>', pressed.upper())


@register.simple_tag(takes_context=True)
def moves(context: Context) -> SafeString:
    """Say by which keys one moves along the rows and chooses among them."""
    keys = context["keys"]
    return format_html_join("", ' {}="{}"', ((MOVES[name], keys.of(name)) for name in MOVES if keys.on))


@register.simple_tag(takes_context=True)
def keys_box(context: Context) -> SafeString:
    """Draw what the keys do."""
    return cast("moderation/_keys.html", {"keys": context["keys"]}, {}, context=_with_words)


def _with_words(names: dict[str, Any]) -> dict[str, Any]:
    return names | {"verbs": [(name, words) for name, (_usual, words) in VERB_KEYS.items()], "places": list(QUEUE_KEYS)}


@register.simple_tag(takes_context=True)
def queue_rows(context: RequestContext) -> SafeString:
    """Draw the rows of `page`; of `file` (the open case) the current one, with boxes to choose them where `bulk` is."""
    file = context.get("file")
    return drawing.rows(
        context["page"].rows,
        context["choice"],
        viewer=context["request"].user.handle,
        current=file.case.pk if file else None,
        boxes="bulk" in context,
    )


@register.simple_tag(takes_context=True)
def queues_pane(context: RequestContext) -> SafeString:
    """Draw the pane of queues, shows and what narrows them."""
    return drawing.queues(
        context["load"],
        context["choice"],
        context["shows"],
        context["rules"],
        context["keys"],
        beside="file" in context,
    )


@register.simple_tag(takes_context=True)
def bulk_box(context: RequestContext) -> SafeString:
    """Draw the form that decides many alike; what it sends stands in the form around the rows."""
    offered = tuple((rule.slug, f"{rule.number}. {rule.name}") for rule in context["rules"])
    return cast("moderation/_bulk.html", {"offered": offered}, {}, context=_with_bulk_form)


def _with_bulk_form(names: dict[str, Any]) -> dict[str, Any]:
    form = BulkForm()
    form.fields["rule"].offer(names["offered"])
    return {"form": form}


@register.simple_tag(takes_context=True)
def desk_head(context: RequestContext) -> SafeString:
    """Draw the head line of the desk."""
    return drawing.head(context["load"], context["cleared"], context["signed_in"], context["keys"])
