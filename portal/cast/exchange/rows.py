"""The rows of a show, part by part, in the order of the file; all of them, or what one reader may know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.db.models import Prefetch, Q, QuerySet

from portal.cast.exchange.shape import Part
from portal.cast.models import Alias, Beat, BeatStep, Casting, Character, House, Person, Relationship
from shows.models import Episode, Hiatus, Rating, Season, Show
from shows.spoilers import Viewpoint

CHUNK: Final = 500

Rows = QuerySet[Any]


def rows_of(part: Part, show: Show, viewpoint: Viewpoint | None = None) -> Iterator[Any]:
    """The rows of one part, in the order of the file, a few hundred at a time.

    Args:
        part: of the file.
        show: whose.
        viewpoint: of a reader past whose horizon nothing is told; None for everything.
    """
    chosen = chosen_rows(part, show, viewpoint)
    related = _related(part, viewpoint)
    keys = list(chosen.values_list("pk", flat=True))
    for first in range(0, len(keys), CHUNK):
        some = keys[first : first + CHUNK]
        found = {row.pk: row for row in related.filter(pk__in=some)}
        yield from (found[key] for key in some if key in found)


def chosen_rows(part: Part, show: Show, viewpoint: Viewpoint | None) -> Rows:
    """Which rows, and in which order; where nothing else orders them, as they were entered."""
    choose, *order = CHOSEN[part.name]
    rows: Rows = choose(show, viewpoint)
    return rows.order_by(*order)


def _known(model: Any, viewpoint: Viewpoint | None) -> Rows:
    rows: Rows = model.objects.all() if viewpoint is None else model.objects.known_to(viewpoint)
    return rows


def people_of(show: Show, viewpoint: Viewpoint | None) -> Rows:
    """Everybody with a part in the show; for a reader, with a part that they may know."""
    chosen = Q(pk__in=_known(Casting, viewpoint).filter(character__show=show).values("person"))
    if viewpoint is None:
        chosen |= Q(pk__in=Alias.objects.filter(show=show, person__isnull=False).values("person"))
    return Person.objects.filter(chosen)


def houses_of(show: Show, viewpoint: Viewpoint | None) -> Rows:
    """The houses; for a reader those of somebody they may know, because an empty one would tell of its people."""
    houses = House.objects.filter(show=show)
    if viewpoint is None:
        return houses
    return houses.filter(pk__in=_known(Character, viewpoint).filter(show=show, house__isnull=False).values("house"))


def aliases_of(show: Show, viewpoint: Viewpoint | None) -> Rows:
    """Other names of the show's characters, and of its people as far as they belong to no other show."""
    people = people_of(show, viewpoint)
    own = Q(character__show=show) | Q(Q(show=show) | Q(show__isnull=True), person__in=people)
    return _known(Alias, viewpoint).filter(own)


def beats_of(show: Show, viewpoint: Viewpoint | None) -> Rows:
    """What happens; a rumour is nobody's fact, so no reader is handed one."""
    beats = _known(Beat, viewpoint).filter(show=show)
    return beats if viewpoint is None else beats.exclude(status=Beat.Status.RUMOURED)


CHOSEN: Final[dict[str, tuple[Any, ...]]] = {
    "seasons": (lambda show, viewpoint: Season.objects.filter(show=show), "number"),
    "breaks": (lambda show, viewpoint: Hiatus.objects.filter(show=show), "after_episode"),
    "episodes": (lambda show, viewpoint: Episode.objects.filter(show=show), "number"),
    "people": (people_of, "slug"),
    "houses": (houses_of, "slug"),
    "characters": (lambda show, viewpoint: _known(Character, viewpoint).filter(show=show), "billing", "pk"),
    "aliases": (aliases_of, "character__slug", "person__slug", "name"),
    "castings": (lambda show, viewpoint: _known(Casting, viewpoint).filter(character__show=show), "from_episode", "pk"),
    "ties": (lambda show, viewpoint: _known(Relationship, viewpoint).filter(show=show), "from_episode", "pk"),
    "beats": (beats_of, "episode", "pk"),
    "ratings": (lambda show, viewpoint: Rating.objects.filter(show=show), "week", "market", "unit", "source"),
}


def _related(part: Part, viewpoint: Viewpoint | None) -> Rows:
    """The same rows with what stands in them of other rows."""
    rows: Rows = part.entry.model._default_manager.all()
    match part.name:
        case "characters":
            return rows.select_related("house")
        case "aliases":
            return rows.select_related("character", "person", "show")
        case "castings":
            return rows.select_related("character", "person")
        case "ties":
            return rows.select_related("subject", "object")
        case "beats":
            in_them = Prefetch("characters", _known(Character, viewpoint).order_by("slug"))
            return rows.prefetch_related(in_them, Prefetch("steps", BeatStep.objects.order_by("at", "pk")))
    return rows
