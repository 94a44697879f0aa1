"""Who is seen, and who dies, in which episode of a folder of scenes."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.text import slugify

from portal.cast.exchange.lines import Path
from portal.cast.exchange.reading import Unreadable

NEVER: Final = "no scene names them, so they stay secret until the last episode"
FIRST: Final = "first seen in the first scene that names them"
NOT_LISTED: Final = "dies in episodes.json and is absent from characters.json; first seen in the first scene"


@dataclass(frozen=True)
class Listed:
    """A character, where they are listed and under which slug."""

    row: dict[str, Any]
    slug: str
    path: Path


@dataclass
class Death:
    """How somebody died, as far as the scenes say.

    Args:
        episode, path: of the first scene in which they are dead.
        last: of the last one in which they are dead again.
        killers: everybody named beside any of their deaths, by the first episode that does.
    """

    name: str
    episode: int
    path: Path
    last: int
    manner: str = ""
    killers: list[str] = field(default_factory=list)
    killed_in: dict[str, int] = field(default_factory=dict)


class Story:
    """The two files, indexed: everything a rule may ask."""

    def __init__(self, characters: list[dict[str, Any]], episodes: list[dict[str, Any]]) -> None:
        self.episodes, self.rows = episodes, characters
        self.last = len(episodes)
        self.scenes: dict[str, set[tuple[int, int]]] = defaultdict(set)
        self.deaths: dict[str, Death] = {}
        self.marks: dict[tuple[str, str], int] = {}
        self.seasons: dict[int, list[int]] = defaultdict(list)
        self.taken: set[tuple[str, str]] = set()
        try:
            self._read()
        except (KeyError, TypeError, AttributeError) as error:
            raise Unreadable(f"These are no scenes as they are read here: {error!r}.") from error
        names = {row["characterName"] for row in characters}
        absent = [death for name, death in self.deaths.items() if name not in names]
        listed: list[tuple[dict[str, Any], Path]] = [
            (row, ("characters", index)) for index, row in enumerate(characters)
        ]
        listed += [({"characterName": death.name}, death.path[:2]) for death in absent]
        self.absent = {death.name for death in absent}
        self.links = Counter(str(row.get("characterLink", "")).strip("/").split("/")[-1] for row in characters)
        self.slugs: dict[str, str] = {}
        self.characters = [Listed(row, self._slug(row["characterName"]), path) for row, path in listed]

    def _read(self) -> None:
        self.days = [row["episodeAirDate"] for row in self.episodes]
        for number, episode in enumerate(self.episodes, start=1):
            self.seasons[episode["seasonNum"]].append(number)
            for place, scene in enumerate(episode["scenes"]):
                for index, one in enumerate(scene["characters"]):
                    self.scenes[one["name"]].add((number, place))
                    self._read_fate(one, number, ("episodes", number - 1, "scenes", place, "characters", index))

    def _read_fate(self, one: dict[str, Any], number: int, path: Path) -> None:
        name = one["name"]
        if married := one.get("married"):
            self.marks.setdefault((name, married["to"]), number)
        if one.get("alive") is not False:
            return
        death = self.deaths.setdefault(name, Death(name, number, path, number))
        death.last = number
        for killer in one.get("killedBy") or ():
            death.killed_in.setdefault(killer, number)
        if number == death.episode:
            death.manner = death.manner or one.get("mannerOfDeath") or ""
            death.killers = death.killers or list(one.get("killedBy") or ())

    def _slug(self, name: str) -> str:
        """The slug of a character; of several with one name the first has it plain, and is the one scenes name."""
        plain = slugify(name)[:70] or "character"
        slug, count = plain, 1
        while ("character", slug) in self.taken:
            count += 1
            slug = f"{plain}-{count}"
        self.taken.add(("character", slug))
        self.slugs.setdefault(name, slug)
        return slug

    def first_seen(self, name: str) -> tuple[int, str]:
        """The first episode of a character, and the rule by which it is that."""
        if name not in self.scenes:
            return self.last, NEVER
        return min(self.scenes[name])[0], NOT_LISTED if name in self.absent else FIRST

    def first_in_season(self, name: str, season: int) -> int | None:
        """The first episode of a season with a scene of a character."""
        seen = [number for number, _place in self.scenes.get(name, ()) if number in self.seasons[season]]
        return min(seen, default=None)

    def by_scenes(self) -> dict[str, int]:
        """The rank of each character, 1 for whoever is in most scenes; of equals the first seen."""
        names = {listed.row["characterName"] for listed in self.characters}
        order = sorted(names, key=lambda name: (-len(self.scenes.get(name, ())), self.first_seen(name)[0], name))
        return {name: rank for rank, name in enumerate(order, start=1)}

    def together(self, one: str, other: str) -> int | None:
        """The first episode with a scene that two are both in."""
        shared = self.scenes.get(one, set()) & self.scenes.get(other, set())
        return min(shared)[0] if shared else None

    def place(self, name: str) -> Path:
        """Where a character is listed."""
        return next(listed.path for listed in self.characters if listed.row["characterName"] == name)
