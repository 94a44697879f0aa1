"""How the panes of the desk are drawn: thirty rows differ in a few words, so each shape is cast once and filled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.lib.languages import NAMES
from portal.lib.moulds import cast
from portal.lib.templatetags.adda import age_of, dated, grouped, rosette
from portal.moderation.choosing import AGES, Choice
from portal.moderation.keyboard import KeyMap
from portal.moderation.models import Rule
from portal.moderation.queueing import CAP, Load, Row

MOST_SHOWS = 6

Named = list[tuple[int, str, str]]  # number, slug and name of a show


def rows(found: Iterable[Row], choice: Choice, *, viewer: str, current: int | None, boxes: bool) -> SafeString:
    """The rows of the queue.

    Args:
        found: what `queueing.queue` answers.
        choice: what they were chosen by; their links lead on in it.
        viewer: the handle of who looks; what they read themselves is not taken from them.
        current: the case that is open beside them.
        boxes: whether each can be chosen, to decide many alike.
    """
    now, language, query = timezone.now(), get_language(), f"?{choice.query}" if choice.query else ""
    drawn = []
    for one in found:
        shape = {
            "kind": one.badge_kind,
            "left": not one.author,
            "taken": bool(one.taken_by) and one.taken_by != viewer,
            "is_member": one.is_member,
            "asked": one.asked,
            "current": one.pk == current,
            "boxes": boxes,
        }
        age = age_of(one.opened_at, now, language)
        values = {
            "pk": one.pk,
            "query": query,
            "face": rosette(one.author),
            "author": one.author,
            "badge": one.badge,
            "since": dated(one.opened_at, age, language),
            "line": one.line,
            "reader": one.taken_by,
        }
        drawn.append(cast("moderation/_row.html", shape, values))
    return SafeString("".join(drawn))


def queues(
    load: Load, choice: Choice, shows: Named, rules: list[Rule], keys: KeyMap, *, beside: bool
) -> SafeString:  # fmt: skip
    """The queues with what waits in each, the shows with theirs, and the form that narrows them.

    Args:
        load: how much waits.
        choice: what was chosen.
        shows: all there are.
        rules: those in force.
        keys: of the moderator.
        beside: whether a case stands open beside it.
    """
    waiting = sorted((one for one in shows if load.shows[one[0]]), key=lambda one: -load.shows[one[0]])[:MOST_SHOWS]
    shape = {
        "choice": choice,
        "keys": keys,
        "beside": beside,
        "names": tuple((key, str(name)) for key, name, _count in load.queues),
        "waiting": tuple((slug, name) for _pk, slug, name in waiting),
        "shows": tuple((slug, name) for _pk, slug, name in shows),
        "rules": tuple((rule.slug, f"{rule.number}. {rule.short}") for rule in rules),
    }
    capped = any(count > CAP for _key, _name, count in load.queues)
    counts = {f"count{place}": short(count) for place, (_key, _name, count) in enumerate(load.queues)}
    counts |= {
        f"show{place}": f"{load.shows[pk]}+" if capped else str(load.shows[pk])
        for place, (pk, _slug, _name) in enumerate(waiting)
    }
    return cast("moderation/_queues.html", shape, counts, context=_with_counts)


def _with_counts(names: dict[str, Any]) -> dict[str, Any]:
    queues = [
        (key, name, names[f"count{place}"], f"queue{place + 1}") for place, (key, name) in enumerate(names["names"])
    ]
    waiting = [(slug, name, names[f"show{place}"]) for place, (slug, name) in enumerate(names["waiting"])]
    ages = [(key, words) for key, (words, _since) in AGES.items()]
    return names | {"queues": queues, "waiting": waiting, "ages": ages, "languages": NAMES.items()}


def head(load: Load, done: int, seated: Any, keys: KeyMap) -> SafeString:
    """The head line: what waits, since when, what its moderator did today."""
    shape = {"user": seated, "keys": keys}
    values = {"waits": waits(load), "cleared": cleared(done)}
    return cast("moderation/_masthead.html", shape, values)


def waits(load: Load) -> str:
    """How many wait, and for how long the first of them."""
    count = load.queues[0][2]
    if not count or load.oldest is None:
        return _("Nothing waits.")
    age = age_of(load.oldest, timezone.now(), get_language()) or grouped((timezone.now() - load.oldest).days)
    words = ngettext("%(count)s waiting, the oldest for %(age)s.", "%(count)s waiting, the oldest for %(age)s.", count)
    return words % {"count": short(count), "age": age}


def cleared(done: int) -> SafeString:
    """How many somebody decided today."""
    words = ngettext("You cleared %(count)s today.", "You cleared %(count)s today.", done)
    return format_html(words.replace("%(count)s", "{}"), SafeString(f"<strong>{grouped(done)}</strong>"))


def short(count: int) -> str:
    """A number of a queue, told no further than the cap."""
    return f"{CAP}+" if count > CAP else grouped(count)
