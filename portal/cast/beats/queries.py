"""Which beats a reader sees: those behind them; of rumours only a line that tells nothing, unless they asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from portal.cast.models import Beat, BeatStep, Character
from portal.lib.addresses import is_public_id
from portal.lib.keyset import Page
from shows.changes import changed_page
from shows.models import Show
from shows.spoilers import Viewpoint

BEATS_A_PAGE = 50


@dataclass(frozen=True)
class Rumour:
    """What stands in the place of a rumour: its episode and its address, and nothing else."""

    public_id: str
    episode: int
    reveals: int | None

    is_rumour = True


def hears(viewpoint: Viewpoint, show_id: int) -> bool:
    """Whether a reader asked for the rumours of a show."""
    return show_id in viewpoint.rumours


def read_beat(beat: Beat, viewpoint: Viewpoint) -> Beat | Rumour:
    """A beat the reader is past, or what stands in a rumour's place."""
    if beat.status != Beat.Status.RUMOURED or hears(viewpoint, beat.show_id):
        return beat
    return Rumour(beat.public_id, beat.episode, beat.reveals)


def told(show: Show, viewpoint: Viewpoint) -> QuerySet[Beat]:
    """The beats of a show that a reader may read in full, in the order of the story."""
    rows = Beat.objects.filter(viewpoint.known(show), show=show)
    if not hears(viewpoint, show.pk):
        rows = rows.exclude(status=Beat.Status.RUMOURED)
    return rows.order_by("episode", "pk")


def with_people(rows: QuerySet[Beat], show: Show, viewpoint: Viewpoint) -> QuerySet[Beat]:
    """The same with those of their characters whom the reader may know, as `known_people`; one query more."""
    people = Character.objects.filter(viewpoint.known(show)).order_by("billing", "pk")
    return rows.prefetch_related(Prefetch("characters", people, to_attr="known_people"))


def beat_page(
    show: Show, viewpoint: Viewpoint, after: str = "", *, kind: str = "", begin: int = 0, character: str = ""
) -> Page:
    """One page by episode, rumours in their place; a list of one kind or one character has none, for it would tell.

    Args:
        show: the show.
        viewpoint: of the reader.
        after: the public id of the last beat on the page before; anything else begins anew.
        kind: only beats of this kind.
        begin: only from this episode on.
        character: only beats with this character, by slug.
    """
    rows: QuerySet[Any] = Beat.objects.filter(viewpoint.known(show), show=show).order_by("episode", "pk")
    if kind in Beat.Kind.values or character:
        rows = told(show, viewpoint)
    if kind in Beat.Kind.values:
        rows = rows.filter(kind=kind)
    if character:
        seen = Character.objects.filter(viewpoint.known(show), show=show, slug=character)
        rows = rows.filter(characters__in=seen)
    if begin:
        rows = rows.filter(episode__gte=begin)
    if is_public_id(after) and (place := rows.filter(public_id=after).values_list("episode", "pk").first()):
        rows = rows.filter(episode__gte=place[0]).exclude(Q(episode=place[0]) & Q(pk__lte=place[1]))
    found = list(with_people(rows, show, viewpoint)[: BEATS_A_PAGE + 1])
    more = found[BEATS_A_PAGE - 1].public_id if len(found) > BEATS_A_PAGE else ""
    return Page([read_beat(of_show(beat, show), viewpoint) for beat in found[:BEATS_A_PAGE]], more)


def changed_beats(show: Show, viewpoint: Viewpoint, since: datetime, cursor: str) -> Page:
    """A page of the beats of a show that have changed since a moment, and of those that are gone."""

    def load(keys: list[int]) -> dict[int, Beat | Rumour]:
        rows = with_people(Beat.objects.filter(viewpoint.known(show), show=show, pk__in=keys), show, viewpoint)
        return {beat.pk: read_beat(of_show(beat, show), viewpoint) for beat in rows}

    return changed_page("beat", viewpoint, since, cursor, load, show_id=show.pk)


def one_beat(show: Show, viewpoint: Viewpoint, public_id: str) -> Beat | Rumour:
    """One beat of a show, or what stands in a rumour's place.

    Raises:
        Http404: where there is none, or none the reader is past.
    """
    rows = with_people(Beat.objects.filter(viewpoint.known(show), show=show), show, viewpoint)
    return read_beat(of_show(get_object_or_404(rows, public_id=public_id), show), viewpoint)


def parted(
    rows: list[Beat | Rumour], viewpoint: Viewpoint, show_id: int
) -> tuple[list[Beat | Rumour], list[Beat | Rumour]]:  # fmt: skip
    """Those a reader is past, and those past the reader; each in the order of the story."""
    known = [row for row in rows if viewpoint.knows(show_id, row.reveals)]
    return known, [row for row in rows if not viewpoint.knows(show_id, row.reveals)]


def of_show(beat: Beat, show: Show) -> Beat:
    """A beat that knows its show without asking."""
    beat.show = show
    return beat


def beats_between(show: Show, one: int, other: int, viewpoint: Viewpoint) -> list[Beat]:
    """The beats in which two characters are, as far as a reader may read them; one query."""
    rows = told(show, viewpoint).filter(characters=one).filter(characters=other)
    return [of_show(beat, show) for beat in rows[:BEATS_A_PAGE]]


def steps_of(beat: Beat) -> list[BeatStep]:
    """How a beat's standing changed, the oldest step first."""
    return list(beat.steps.order_by("at", "pk")[:100])
