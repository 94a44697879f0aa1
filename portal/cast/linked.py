"""A show, its episodes, characters and people as JSON-LD in schema.org's words: data in the head of their pages.

What machines take from a page they show to people of whom nobody knows how far they are. So for whoever never said how
far they have watched it is made at horizon 0; a reader who said gets it at their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from portal.cast.models import Casting, Character, Person
from portal.cast.tenures import Tenure
from portal.lib.kept import Stamps, kept
from shows.almanac import Run, read_seasons, season_at
from shows.models import Episode, Show
from shows.spoilers import Viewpoint

CONTEXT = "https://schema.org"
ELSEWHERE = {
    "tvmaze": "https://www.tvmaze.com/{kind}/{id}",
    "imdb": "https://www.imdb.com/{imdb}/{id}/",
    "wikidata": "https://www.wikidata.org/wiki/{id}",
}
Linked = dict[str, Any]


@dataclass(frozen=True)
class AirDates:
    """What the dates of a show's facts are looked up in; the same for every reader.

    Args:
        seasons: by first episode.
        days: when the episodes aired at which a part or a season begins or ends, in the show's time zone.
    """

    seasons: tuple[Run, ...]
    days: dict[int, date]

    def day(self, number: int | None) -> str | None:
        """The day of an episode, as machines read it."""
        day = self.days.get(number) if number else None
        return day.isoformat() if day else None

    def season_of(self, number: int) -> Run | None:
        """The season that an episode is in, as in the guide."""
        return season_at(self.seasons, number)


def air_dates(show: Show, stamps: Stamps | None = None) -> AirDates:
    """The dates of a show, read once for everybody until something in the catalogue changes."""
    return kept(("air dates", show.pk), lambda: read_air_dates(show), stamps=stamps or Stamps())


def read_air_dates(show: Show) -> AirDates:
    """The same from the database; three queries."""
    seasons = read_seasons(show.pk)
    parts = Casting.objects.filter(character__show=show).values_list("from_episode", "until_episode")
    ends = {*chain.from_iterable(parts), *(end for one in seasons for end in (one.first, one.last)), 1}
    zone = ZoneInfo(show.time_zone)
    dated = Episode.objects.filter(show=show, aired_at__isnull=False, number__in={end for end in ends if end})
    days = {number: at.astimezone(zone).date() for number, at in dated.values_list("number", "aired_at") if at}
    if show.first_aired_on:
        days.setdefault(1, show.first_aired_on)
    return AirDates(seasons, days)


def for_machines(viewpoint: Viewpoint) -> Viewpoint:
    """The viewpoint of what machines take along: a show of which the reader never said anything is not begun."""
    said = {show_id: viewpoint.through.get(show_id, 0) for show_id in viewpoint.clocks}
    return replace(viewpoint.itself, through=said, lifted={})


def filled(**facts: Any) -> Linked:
    """Facts without the empty ones."""
    return {name.replace("at_", "@"): value for name, value in facts.items() if value not in (None, "", [])}


def here(path: str) -> str:
    """An address as others have to write it."""
    return f"{settings.SITE_URL}{path}"


def same_as(row: Any, kind: str, imdb: str = "") -> list[str]:
    """The pages about the same thing elsewhere, of systems whose addresses are known."""
    ids = row.external_ids.items()
    return [
        ELSEWHERE[system].format(kind=kind, imdb=imdb, id=name)
        for system, name in sorted(ids)
        if system in ELSEWHERE and (system != "imdb" or imdb)
    ]


def series_stub(show: Show) -> Linked:
    """A show as far as others point to it."""
    return filled(at_type="TVSeries", name=show.title, url=here(show.get_absolute_url()))


def role(tenure: Tenure, viewpoint: Viewpoint, dates: AirDates) -> Linked:
    """One person in one part; its end only once that is no secret."""
    ended = tenure.last is not None and viewpoint.knows(tenure.character.show_id, tenure.last)
    person = filled(at_type="Person", name=tenure.person.name, url=here(tenure.person.get_absolute_url()))
    return filled(
        at_type="PerformanceRole",
        actor=person,
        characterName=tenure.character.name,
        startDate=dates.day(tenure.first),
        endDate=dates.day(tenure.last) if ended else None,
    )


def roles(tenures: Iterable[Tenure], viewpoint: Viewpoint, dates: AirDates) -> list[Linked]:
    """Those of some tenures that a viewpoint may know."""
    known = (one for one in tenures if viewpoint.knows(one.character.show_id, one.reveals))
    return [role(one, viewpoint, dates) for one in known]


def season(run: Run, show_id: int, viewpoint: Viewpoint, dates: AirDates) -> Linked:
    """A season; when it ended once that is known."""
    ended = dates.day(run.last) if viewpoint.knows(show_id, run.last) else None
    begun = dates.day(run.first)
    return filled(at_type="TVSeason", seasonNumber=run.number, name=run.title, startDate=begun, endDate=ended)


def linked_show(show: Show, tenures: Iterable[Tenure], viewpoint: Viewpoint, dates: AirDates) -> Linked:
    """A show with its seasons and who plays whom."""
    machines = for_machines(viewpoint)
    network = filled(at_type="Organization", name=show.network) if show.network else None
    return filled(
        at_context=CONTEXT,
        **{name.replace("@", "at_"): value for name, value in series_stub(show).items()},
        alternateName=show.title_hi,
        description=show.tagline,
        inLanguage=show.language,
        startDate=show.first_aired_on.isoformat() if show.first_aired_on else None,
        publisher=network,
        sameAs=same_as(show, "shows", "title"),
        containsSeason=[season(one, show.pk, machines, dates) for one in dates.seasons],
        actor=roles(tenures, machines, dates),
    )


def linked_episode(episode: Episode, viewpoint: Viewpoint, dates: AirDates) -> Linked:
    """An episode; what happens in it only once it was watched."""
    show = episode.show
    machines = for_machines(viewpoint)
    watched = machines.knows(show.pk, episode.number)
    zone = ZoneInfo(show.time_zone)
    run = dates.season_of(episode.number)
    return filled(
        at_context=CONTEXT,
        at_type="TVEpisode",
        url=here(episode.get_absolute_url()),
        name=(episode.full_title if watched else "") or episode.safe_title,
        description=episode.summary if watched else "",
        episodeNumber=episode.number,
        datePublished=episode.aired_at.astimezone(zone).date().isoformat() if episode.aired_at else None,
        inLanguage=show.language,
        partOfSeries=series_stub(show),
        partOfSeason=season(run, show.pk, machines, dates) if run else None,
    )


def linked_character(
    character: Character, tenures: Iterable[Tenure], viewpoint: Viewpoint, dates: AirDates
) -> Linked | None:  # fmt: skip
    """A character as a person of the story, in the show, with everybody who may be known to play them."""
    machines = for_machines(viewpoint)
    if not machines.knows(character.show_id, character.reveals):
        return None
    person = filled(
        at_type="Person",
        name=character.name,
        alternateName=character.name_hi,
        description=character.line,
        url=here(character.get_absolute_url()),
    )
    return {
        "@context": CONTEXT,
        **series_stub(character.show),
        "character": person,
        "actor": roles(tenures, machines, dates),
    }


def linked_person(
    person: Person, parts: list[Tenure], viewpoint: Viewpoint, dates: dict[int, AirDates]
) -> Linked | None:  # fmt: skip
    """Somebody real, and in each show the parts that may be known."""
    machines = for_machines(viewpoint)
    known = [one for one in parts if machines.knows(one.character.show_id, one.reveals)]
    if parts and not known:
        return None
    address = here(person.get_absolute_url())
    told = filled(
        at_type="Person", at_id=address, name=person.name, alternateName=person.name_hi, url=address,
        sameAs=same_as(person, "people", "name"),
    )  # fmt: skip
    shows = {one.character.show_id: one.character.show for one in known}
    series = [
        {**series_stub(show), "actor": roles((p for p in known if p.character.show_id == pk), machines, dates[pk])}
        for pk, show in shows.items()
    ]
    return {"@context": CONTEXT, "@graph": [told, *series]}
