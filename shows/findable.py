"""Shows and episodes, as they can be found."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.lib.text import grouped
from portal.search.places import known
from portal.search.sources import Found, Piece, Source, register
from shows.models import Episode, Show, in_language
from shows.spoilers import Viewpoint


def show_texts(show: Show) -> tuple[str, ...]:
    """Nothing of a show is a secret."""
    return (show.title, show.title_hi, show.tagline, show.tagline_hi, show.network, show.network_hi)


def shows(keys: list[int]) -> Iterator[Piece]:
    """The entries of some shows."""
    for show in Show.objects.filter(pk__in=keys):
        yield Piece(known("show", show.pk), show.pk, show_texts(show), "show", show_id=show.pk)


def show_keys(after: int, most: int) -> list[int]:
    """The next so many."""
    return list(Show.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:most])


def load_shows(keys: list[int], viewpoint: Viewpoint) -> dict[int, Found]:
    """Shows by id; one query."""
    return {
        show.pk: Found(
            kind="show",
            url=show.get_absolute_url(),
            title=show.name,
            other=show.other_name,
            texts=(show.line, show.tagline, show.tagline_hi, show.network, show.network_hi),
            note=show.channel,
            thing=show,
        )
        for show in Show.objects.filter(pk__in=keys)
    }


def episodes(keys: list[int]) -> Iterator[Piece]:
    """The entries of some episodes: by its number and safe title for everybody, by what happens for those past it."""
    for episode in Episode.objects.filter(pk__in=keys):
        safe = (str(episode.number), episode.safe_title)
        told = (episode.full_title, episode.summary, episode.leap, episode.leap_hi)
        yield Piece(known("episode", episode.pk), episode.pk, safe, "episode", show_id=episode.show_id)
        if any(told):
            yield Piece(
                known("episode", episode.pk, 1),
                episode.pk,
                (*safe, *told),
                "episode",
                part=1,
                show_id=episode.show_id,
                reveals=episode.number,
            )


def episode_keys(after: int, most: int) -> list[int]:
    """The next so many."""
    return list(Episode.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:most])


def load_episodes(keys: list[int], viewpoint: Viewpoint) -> dict[int, Found]:
    """Episodes by id, with what happens in those the reader has watched; one query."""
    found = {}
    for episode in Episode.objects.filter(pk__in=keys).select_related("show"):
        watched = viewpoint.knows(episode.show_id, episode.number)
        told = (episode.summary, episode.full_title, episode.leap, episode.leap_hi) if watched else ()
        number = _("Episode %s") % grouped(episode.number)
        found[episode.pk] = Found(
            kind="episode",
            url=episode.get_absolute_url(),
            title=(episode.full_title if watched else "") or episode.safe_title or number,
            texts=(*told, episode.safe_title, str(episode.number)),
            note=number,
            show=in_language(episode.show.title, episode.show.title_hi),
            thing=episode,
        )
    return found


SHOWS = Source("show", shows, show_keys, load_shows)
EPISODES = Source("episode", episodes, episode_keys, load_episodes)
register(SHOWS)
register(EPISODES)
