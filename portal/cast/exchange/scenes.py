"""A folder of scenes as the catalogue format: `characters.json` and `episodes.json` after the Game of Thrones data of
github.com/jeffreylancaster/game-of-thrones. It says who is in which scene, and of most facts not when they come out;
the rule by which each got its episode stands in its source.
"""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Any, Final

from django.utils import timezone
from django.utils.text import slugify

from portal.cast.exchange.castings import castings_of
from portal.cast.exchange.given import Catalogue, Given
from portal.cast.exchange.lines import Path
from portal.cast.exchange.reading import Source, Unreadable
from portal.cast.exchange.shape import SHOW
from portal.cast.exchange.story import Story
from portal.cast.exchange.ties import ties_of
from portal.cast.models.character import DRAWINGS

NAME: Final = "jeffreylancaster/game-of-thrones"
LINK: Final = "https://github.com/jeffreylancaster/game-of-thrones"
LICENCE: Final = "free use, cite the repository"
SMALL: Final = ("a", "and", "of", "the")


def catalogue_of_scenes(characters: Source, episodes: Source) -> Catalogue:
    """Both files as one show, which is called as their folder.

    Raises:
        Unreadable: when they are not what their names say.
    """
    people, shown = _list(characters, "characters"), _list(episodes, "episodes")
    return Scenes(characters, episodes, Story(people, shown)).catalogue


def _list(source: Source, name: str) -> list[dict[str, Any]]:
    rows = source.data.get(name) if isinstance(source.data, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Unreadable(f"{source.name} is no list of {name}.")
    return rows


def vouch(rule: str) -> dict[str, Any]:
    """The sources of a row: the data, and the rule by which it got its episode."""
    seen = timezone.localdate().isoformat()
    return {"sources": [{"label": f"{NAME}: {rule}", "url": LINK, "seen_on": seen}]}


def provenance(*names: str) -> dict[str, Any]:
    """Where these fields came from."""
    origin = {"source": NAME, "url": LINK, "licence": LICENCE, "seen_on": timezone.localdate().isoformat()}
    return {"provenance": dict.fromkeys(names, origin)}


def secret_until(episode: int) -> int | None:
    """What is there from the first episode is no secret."""
    return episode if episode > 1 else None


class Scenes:
    """The two files on their way into one catalogue."""

    def __init__(self, characters: Source, episodes: Source, story: Story) -> None:
        self.characters, self.episodes, self.story = characters, episodes, story
        self.catalogue = Catalogue()
        self.people: dict[str, str] = {}
        self.ranks = story.by_scenes()
        self.add_show()
        self.add_episodes()
        for character in story.characters:
            self.add_character(character.row, character.slug, character.path)
        self.add_ties()
        self.add_deaths()

    def add_show(self) -> None:
        """The show, called after the folder."""
        slug = slugify(FilePath(self.episodes.folder).name)[:60] or "scenes"
        words = [word if word in SMALL else word.capitalize() for word in slug.split("-")]
        title = " ".join(words)
        facts = {
            "title": title[:1].upper() + title[1:], "language": "en", "time_zone": "America/New_York",
            "status": "ended", "first_aired_on": self.story.days[0],
        }  # fmt: skip
        about = {"slug": slug, "external_ids": {"scenes": slug}, "source": NAME}
        self.catalogue.show = Given(
            SHOW, {**facts, **about, **provenance(*facts, "source")}, self.episodes, ("episodes", 0)
        )

    def add_episodes(self) -> None:
        """Episodes and the seasons above them; of the moment the data knows the day, so noon stands for it."""
        for number, row in enumerate(self.story.episodes, start=1):
            facts = {
                "aired_at": f"{row['episodeAirDate']}T12:00:00+00:00",
                "full_title": row["episodeTitle"],
                "summary": row.get("episodeDescription", ""),
            }
            about = {"number": number, "source": NAME, "external_ids": {"imdb": last_word(row["episodeLink"])}}
            self.add(
                "episodes", {**about, **facts, **provenance(*facts, "source")}, self.episodes, ("episodes", number - 1)
            )
        for season, numbers in self.story.seasons.items():
            data = {"number": season, "first_episode": numbers[0], "last_episode": numbers[-1]}
            self.add("seasons", {**data, **provenance(*data)}, self.episodes, ("episodes", numbers[0] - 1))

    def add(self, part: str, data: dict[str, Any], source: Source, path: Path) -> None:
        """One row."""
        self.catalogue.add(part, data, source, path)

    def add_character(self, row: dict[str, Any], slug: str, path: Path) -> None:
        """A character with their house, other name and actors."""
        source = self.characters if path[0] == "characters" else self.episodes
        first, rule = self.story.first_seen(row["characterName"])
        rank = self.ranks[row["characterName"]]
        facts = {
            "name": row["characterName"], "house": self.house(row, source, path), "first_episode": first,
            "billing": rank, "portrait": rank % DRAWINGS + 1,
        }  # fmt: skip
        link = last_word(row.get("characterLink", ""))
        ids = {"external_ids": {"imdb": link}} if link and self.story.links[link] == 1 else {}
        about = {"slug": slug, "reveals": secret_until(first), "source": f"{NAME}: {rule}", **ids}
        self.add("characters", {**facts, **about, **provenance(*facts, "source")}, source, path)
        if nickname := row.get("nickname"):
            alias = {"character": slug, "name": nickname, "language": "en", "kind": "nickname"}
            self.add("aliases", {**alias, **provenance("name")}, source, path)
        for casting in castings_of(row, self.story):
            actor = self.person(casting.actor, casting.link, source, path)
            told = {"character": slug, "person": actor, "kind": casting.kind, "from_episode": casting.first}
            ends = {"until_episode": casting.last, "reveals": secret_until(casting.first)}
            self.add("castings", {**told, **ends, **vouch(casting.rule), **provenance(*told)}, source, path)

    def house(self, row: dict[str, Any], source: Source, path: Path) -> str | None:
        """The slug of the first house that is named: the one everybody believes in."""
        named = row.get("houseName") or ""
        name = named[0] if isinstance(named, list) else named
        if not name:
            return None
        slug = slugify(name)
        if ("house", slug) not in self.story.taken:
            self.story.taken.add(("house", slug))
            self.add("houses", {"slug": slug, "name": name, **provenance("name")}, source, path)
        return slug

    def person(self, name: str, link: str, source: Source, path: Path) -> str:
        """The slug of an actor, who is added when they are named for the first time."""
        known_by = last_word(link) or name
        if known_by not in self.people:
            slug = slugify(name)[:70]
            self.people[known_by] = slug if slug not in self.people.values() else f"{slug}-{last_word(link)}"
            ids = {"external_ids": {"imdb": last_word(link)}} if link else {}
            about = {"slug": self.people[known_by], "source": NAME, **ids}
            self.add("people", {"name": name, **about, **provenance("name", "source")}, source, path)
        return self.people[known_by]

    def add_ties(self) -> None:
        """Kin, marriages, masters, guardians and killers."""
        slugs = self.story.slugs
        for tie in ties_of(self.story):
            told = {
                "subject": slugs[tie.subject], "kind": tie.kind, "object": slugs[tie.object],
                "from_episode": tie.episode, "reveals": tie.episode,
            }  # fmt: skip
            place = self.story.place(tie.named_by)
            self.add("ties", {**told, **vouch(tie.rule), **provenance("kind")}, self.characters, place)

    def add_deaths(self) -> None:
        """One beat for everybody who dies, at the first scene in which they are dead."""
        rule = "a death is told at the first scene whose data says alive: false"
        for death in self.story.deaths.values():
            manner = " ".join(filter(None, (death.manner, by_whom(death.killers))))
            told = {
                "episode": death.episode, "kind": "death", "headline": f"{death.name} dies",
                "text": f"{death.name} dies: {manner}." if manner else "", "status": "aired",
                "characters": [self.story.slugs[death.name]], "reveals": death.episode,
            }  # fmt: skip
            ids = {"external_ids": {"scenes": f"death of {self.story.slugs[death.name]}"}}
            self.add(
                "beats", {**told, **ids, **vouch(rule), **provenance("headline", "text")}, self.episodes, death.path
            )


def by_whom(killers: list[str]) -> str:
    """The killers as part of a sentence."""
    return f"by {', '.join(killers)}" if killers else ""


def last_word(link: str) -> str:
    """`/name/nm0389698/` as `nm0389698`."""
    return link.strip("/").split("/")[-1]
