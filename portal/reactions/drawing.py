"""How reactions are drawn: chips below a post or photo, one button in a thread, a few discs on a card.

Whatever is drawn here is drawn of things that have passed the gate; a veil has no feelings.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext

from portal.contributions.marks import SAVED, Marks, feeling_about
from portal.contributions.models import FEELINGS, Contribution
from portal.lib.moulds import cast
from portal.lib.text import grouped
from shows.spoilers import Viewpoint

BAR, LINE = "reactions/_bar.html", "reactions/_line.html"
NAMES = dict(zip(FEELINGS, map(gettext_lazy, ("Dil", "Wah", "Aansu", "Haha", "Gussa")), strict=True))
ON_A_CARD = 3

Counts = tuple[int, ...]
Outline = tuple[dict[str, Hashable], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Chip:
    """One feeling as it is drawn."""

    word: str
    pressed: bool
    counted: bool
    name: str
    count: str
    label: str


def own_feeling(thing_id: int, viewpoint: Viewpoint, marks: Marks) -> str | None:
    """The word of what a reader feels about something, empty for nothing yet; None for a guest, who has no buttons."""
    if viewpoint.member_id is None:
        return None
    return feeling_about(thing_id, marks)


def bar(
    thing: Contribution, viewpoint: Viewpoint, marks: Marks, *, report: bool = False, apart: bool = False
) -> SafeString:
    """The chips of something the reader may read, and what else they can do with it.

    Args:
        thing: a contribution; nothing is drawn of one that is veiled or not published.
        viewpoint: the reader's.
        marks: theirs, of this thing among others.
        report: whether a link to report it belongs there.
        apart: whether the form of the page (`marks_form`) is another thing's.
    """
    if not thing.is_public or viewpoint.covers(thing):
        return SafeString("")
    mine = viewpoint.member_id is not None and thing.author_id == viewpoint.member_id
    felt = None if mine else own_feeling(thing.pk, viewpoint, marks)
    counts = dict(zip(FEELINGS, thing.feelings, strict=True))
    if felt:
        counts[felt] = max(counts[felt], 1)  # one's own is never missed by a count that is kept
    shown = FEELINGS if felt is not None else tuple(word for word in FEELINGS if counts[word])
    saved = felt is not None and thing.pk in marks.get(SAVED, {})
    none = tuple(word for word in shown if not counts[word])
    shape = {"shown": shown, "none": none, "felt": felt, "apart": apart, "saved": saved, "report": report and not mine}
    values: dict[str, Any] = {"public_id": thing.public_id}
    for word in filter(counts.get, shown):
        values[f"{word}_count"] = grouped(counts[word])
        values[f"{word}_label"] = in_words(word, counts[word], get_language())
    return cast(BAR, shape, values, context=_as_chips)


def _as_chips(names: dict[str, Any]) -> dict[str, Any]:
    """The names of a bar as its template knows them."""
    chips = [
        Chip(
            word,
            word == names["felt"],
            word not in names["none"],
            str(NAMES[word]),
            names.get(f"{word}_count", ""),
            names.get(f"{word}_label", ""),
        )
        for word in names["shown"]
    ]
    return names | {"chips": chips, "seated": names["felt"] is not None}


def on_a_line(counts: Counts, felt: str | None) -> Outline:
    """Shape and values for a comment's feet: the reader's own feeling, else Dil; for others how many feel anything.

    Args:
        counts: as in `FEELINGS`.
        felt: as `own_feeling` says; None where the reader can only look.
    """
    language = get_language()
    if felt is None:
        total = sum(counts)
        word = FEELINGS[counts.index(max(counts))] if total else ""
        values = {"felt_count": grouped(total), "felt_label": all_in_words(total, language)}
        return {"seated": False, "feeling": word, "pressed": False}, values
    word = felt or FEELINGS[0]
    count = max(counts[FEELINGS.index(word)], int(bool(felt)))
    values = {"felt_count": grouped(count) if count else str(NAMES[word])}
    if count:
        values["felt_label"] = in_words(word, count, language)
    return {"seated": True, "feeling": word, "pressed": bool(felt), "counted": bool(count)}, values


def line(thing: Contribution, viewpoint: Viewpoint, marks: Marks) -> SafeString:
    """The same by itself, for a page that has the rest of the comment already."""
    shape, values = on_a_line(thing.feelings, own_feeling(thing.pk, viewpoint, marks))
    return cast(LINE, shape | {"focus": True}, values | {"public_id": thing.public_id})


def discs(counts: Counts) -> list[str]:
    """The words of the feelings most have, for a card."""
    ranked = sorted(range(len(FEELINGS)), key=lambda place: -counts[place])
    return [FEELINGS[place] for place in ranked[:ON_A_CARD] if counts[place]]


@lru_cache(maxsize=2048)
def in_words(word: str, count: int, language: str | None) -> str:
    """A feeling and how many have it, for who cannot see a chip."""
    told = ngettext("%(feeling)s, %(number)s fan", "%(feeling)s, %(number)s fans", count)
    return told % {"feeling": NAMES[word], "number": grouped(count)}


@lru_cache(maxsize=1024)
def all_in_words(count: int, language: str | None) -> str:
    """How many feel anything."""
    return ngettext("%(number)s reaction", "%(number)s reactions", count) % {"number": grouped(count)}
