"""One graph of one character, as of an episode: everything that is drawn, listed and exported of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portal.cast.graphs.series import Counts, Point, Stretch, change_around, points_of, width_of
from portal.cast.graphs.story import Happening, Spell, last_recast, spells, stretches
from portal.cast.graphs.strip import Strip, read_strip
from portal.cast.models import Beat, Character, Tally
from portal.cast.tenures import Tenure, tenures_of
from shows.models import in_language
from shows.spoilers import Viewpoint

ALL, RECAST, LATEST = "", "recast", "last-100"
A_HUNDRED = 100
MOST_HAPPENINGS = 40
HAPPENED = (Beat.Status.AIRED, Beat.Status.CONFIRMED)
COLUMNS = ("episode", "minus_two", "minus_one", "zero", "plus_one", "plus_two")

Runs = list[tuple[Stretch, list[Point]]]


@dataclass(frozen=True)
class Window:
    """Which episodes are drawn.

    Args:
        choice: `ALL`, `RECAST` or `LATEST`; those that fit this reader stand in `choices`.
        first, last: the episodes; `last` is the horizon of the graph, 0 for a reader who has not begun.
        you: how far the reader has watched; before `last` only once the cloth is lifted.
    """

    choice: str
    choices: tuple[str, ...]
    first: int
    last: int
    you: int


@dataclass(frozen=True)
class Graph:
    """What is known of how the audience felt, and what happened on the way.

    Args:
        window: the episodes.
        runs: the points, stretch by stretch.
        counts: every vote in the window.
        width: episodes in a point.
        spells, gaps: who held the part, and the runs in which nobody did.
        happenings: the last ones, numbered; `left_out` says whether there are earlier ones.
        strip: TRP.
    """

    character: Character
    window: Window
    runs: Runs
    counts: Counts
    width: int
    spells: list[Spell]
    gaps: list[Stretch]
    happenings: list[Happening]
    left_out: bool
    strip: Strip

    @property
    def points(self) -> list[Point]:
        """All points in order; at most 300."""
        return [point for _stretch, points in self.runs for point in points]

    @property
    def lifted(self) -> bool:
        """Whether it goes on past what its reader has watched."""
        return self.window.last > self.window.you

    def coarser(self, most: int) -> Runs:
        """The same with fewer points, for a narrow screen."""
        parts = [stretch for stretch, _points in self.runs]
        width = width_of(parts, self.counts, most)
        return [(part, points_of(part, self.counts, width)) for part in parts]


def window_of(
    character: Character, tenures: Sequence[Tenure], viewpoint: Viewpoint, choice: str, you: int
) -> Window:  # fmt: skip
    """The episodes a reader asks for; whatever is no choice of theirs is all of them.

    Args:
        character: the character.
        tenures: those the viewpoint knows.
        viewpoint: as of which it is drawn.
        choice: `?range=`.
        you: how far the reader has watched.
    """
    last = viewpoint.horizon(character.show_id)
    first = character.first_episode if character.first_episode <= last else 1
    starts = {ALL: first}
    recast = last_recast(tenures)
    if recast is not None and first < recast <= last:
        starts[RECAST] = recast
    if last - first >= A_HUNDRED:
        starts[LATEST] = last - A_HUNDRED + 1
    chosen = choice if choice in starts else ALL
    return Window(chosen, tuple(starts), starts[chosen], last, you)


def read_graph(character: Character, tenures: Sequence[Tenure], viewpoint: Viewpoint, window: Window) -> Graph:
    """The graph of a window; four queries at most, none of which makes objects.

    Args:
        character: with its show.
        tenures: those the viewpoint knows.
        viewpoint: as of which it is drawn; nothing past its horizon is read.
        window: of `window_of` for the same viewpoint.
    """
    first, last = window.first, window.last
    rows: Any = Tally.objects.filter(character=character, episode__range=(first, last)).order_by("episode")
    counts = Counts(rows.values_list(*COLUMNS), first, last)
    held = spells(tenures, first, last)
    parts = stretches(held, first, last)
    width = width_of(parts, counts)
    happenings = happened(character, held, counts, beats_of(character, viewpoint, window))
    return Graph(
        character=character,
        window=window,
        runs=[(part, points_of(part, counts, width)) for part in parts],
        counts=counts,
        width=width,
        spells=held,
        gaps=[part for part in parts if part.actor is None] if held else [],
        happenings=happenings[-MOST_HAPPENINGS:],
        left_out=len(happenings) > MOST_HAPPENINGS,
        strip=read_strip(character.show, first, last) if last else Strip("", ""),
    )


def graph_of(character: Character, viewpoint: Viewpoint, choice: str) -> Graph:
    """The graph at a viewpoint's horizon, of a choice of its episodes (`?range=`)."""
    tenures = tenures_of(character, viewpoint)
    window = window_of(character, tenures, viewpoint, choice, viewpoint.horizon(character.show_id))
    return read_graph(character, tenures, viewpoint, window)


def beats_of(character: Character, viewpoint: Viewpoint, window: Window) -> list[tuple[Any, ...]]:
    """The last beats of the window that the viewpoint knows, in order; rumours are nobody's graph."""
    known: Any = Beat.objects.known_to(viewpoint)  # type: ignore[attr-defined]
    rows = known.filter(
        show=character.show_id,
        characters=character,
        status__in=HAPPENED,
        episode__range=(window.first, window.last),
    ).order_by("-episode", "-pk")
    names = ("episode", "public_id", "headline", "headline_hi", "text", "text_hi")
    return list(rows.values_list(*names)[: MOST_HAPPENINGS + 1])[::-1]


def happened(
    character: Character, held: Sequence[Spell], counts: Counts, beats: Sequence[tuple[Any, ...]]
) -> list[Happening]:
    """Beats and recasts in one order, numbered from 1."""
    told = [
        (episode, 1, key, in_language(headline, headline_hi), "", in_language(text, text_hi))
        for episode, key, headline, headline_hi, text, text_hi in beats
    ]
    for spell in held:
        if spell.took_over and spell.first == spell.began:
            who = {"name": spell.person.called}
            told.append(
                (spell.first, 0, "", _("Recast: %(name)s takes the part") % who, _("Recast: %(name)s") % who, "")
            )
    told.sort(key=lambda one: one[:2])
    offset = max(0, len(told) - MOST_HAPPENINGS)
    return [
        Happening(
            number=place - offset,
            episode=episode,
            headline=headline,
            label=label or headline,
            text=text,
            key=key,
            actor=next((spell.actor for spell in held if spell.first <= episode <= spell.last), None),
            change=change_around(counts, episode),
        )
        for place, (episode, _order, key, headline, label, text) in enumerate(told, start=1)
    ]
