"""TVmaze's JSON as the catalogue format: `shows/:id?embed[]=episodes&embed[]=cast`, or a bare list of episodes.

Its titles and summaries may tell, so they become what is seen once an episode was watched. Its cast is a union over all
seasons and says not when somebody came, so everybody of it stays secret until the last episode in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from typing import Any, Final

from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import slugify

from portal.cast.exchange.given import Catalogue, Given
from portal.cast.exchange.lines import Path
from portal.cast.exchange.reading import Source, Unreadable
from portal.cast.exchange.shape import SHOW
from portal.cast.models.character import DRAWINGS

NAME: Final = "TVmaze"
LICENCE: Final = "CC BY-SA"
CAST_RULE: Final = "TVmaze names the cast of all seasons together: secret until the last episode of the file"
STATUS: Final = {"Running": "running", "Ended": "ended", "To Be Determined": "paused", "In Development": "paused"}
LANGUAGES: Final = {"Hindi": "hi", "English": "en", "Gujarati": "gu", "Marathi": "mr", "Tamil": "ta", "Telugu": "te"}
DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
IN_LINK: Final = re.compile(r"/episodes/\d+/(.+)-\d+x\d+")


def catalogue_of_show(source: Source) -> Catalogue:
    """A show with what is embedded in it.

    Raises:
        Unreadable: when what is embedded are no lists.
    """
    data = source.data
    embedded = data.get("_embedded") or {}
    found = Catalogue(show=Given(SHOW, show_row(data), source, ()))
    episodes = _list(source, embedded, "episodes")
    count = add_episodes(found, source, episodes, ("_embedded", "episodes"))
    add_cast(found, source, _list(source, embedded, "cast"), max(count, 1))
    return found


def catalogue_of_episodes(source: Source) -> Catalogue:
    """A bare list; the show is guessed from the links in it, and made where nobody names one that is here."""
    found = Catalogue()
    linked = next((IN_LINK.search(str(row.get("url", ""))) for row in source.data), None)
    if linked is not None:
        slug = linked[1]
        data = {"slug": slug, "title": slug.replace("-", " ").title(), "language": "en", "source": NAME}
        found.show = Given(SHOW, {**data, **provenance({"title": data["title"], "source": NAME}, "")}, source, ())
    add_episodes(found, source, source.data, ())
    return found


def _list(source: Source, embedded: Any, name: str) -> list[Any]:
    rows = embedded.get(name, []) if isinstance(embedded, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Unreadable(f"{source.name}, line {source.line(('_embedded', name))}: “{name}” has to be a list of rows.")
    return rows


def show_row(data: dict[str, Any]) -> dict[str, Any]:
    """The show; its summary is left alone, because nobody says that it is safe."""
    schedule = data.get("schedule") or {}
    channel = data.get("network") or data.get("webChannel") or {}
    country = channel.get("country") or {}
    days = [str(DAYS.index(day) + 1) for day in schedule.get("days") or () if day in DAYS]
    others = {name: str(value) for name, value in (data.get("externals") or {}).items() if value}
    facts = {
        "title": str(data["name"]),
        "slug": slugify(data["name"])[:60],
        "network": str(channel.get("name") or ""),
        "language": LANGUAGES.get(data.get("language") or "", "en"),
        "time_zone": country.get("timezone") or "Asia/Kolkata",
        "status": STATUS.get(data.get("status") or "", "running"),
        "first_aired_on": data.get("premiered"),
        "airs_on": "".join(sorted(days)),
        "airs_at": schedule.get("time") or None,
        "minutes": data.get("averageRuntime") or data.get("runtime") or 30,
    }
    about = {"source": NAME, "external_ids": {"tvmaze": str(data["id"]), **others}}
    return {**facts, **about, **provenance({**facts, "source": NAME}, str(data.get("url") or ""))}


def provenance(facts: dict[str, Any], url: str) -> dict[str, Any]:
    """Where each fact came from."""
    origin = {"source": NAME, "licence": LICENCE, "seen_on": timezone.localdate().isoformat()}
    if url.startswith(("http://", "https://")):
        origin["url"] = url
    return {"provenance": {name: origin for name, value in facts.items() if value not in (None, "") and name != "slug"}}


def add_episodes(found: Catalogue, source: Source, rows: Iterable[dict[str, Any]], path: Path) -> int:
    """Episodes and seasons; TVmaze counts in each season, the catalogue from 1 over all of them.

    Returns:
        the last number.
    """
    numbered = [(row, place) for place, row in enumerate(rows) if _counts(row)]
    numbered.sort(key=lambda one: (one[0]["season"], one[0]["number"]))
    if specials := sum(1 for row in rows if not _counts(row)):
        found.notes.append(f"{specials} specials have no number at TVmaze and were left out.")
    seasons: dict[int, list[int]] = {}
    for number, (row, place) in enumerate(numbered, start=1):
        seasons.setdefault(row["season"], []).append(number)
        found.add("episodes", episode_row(row, number), source, (*path, place))
    for season, numbers in seasons.items():
        data = {"number": season, "first_episode": numbers[0], "last_episode": numbers[-1]}
        place = next(place for row, place in numbered if row["season"] == season)
        found.add("seasons", {**data, **provenance(data, "")}, source, (*path, place))
    return len(numbered)


def _counts(row: Any) -> bool:
    return all(isinstance(row.get(name), int) for name in ("season", "number"))


def episode_row(row: dict[str, Any], number: int) -> dict[str, Any]:
    """One episode."""
    facts = {
        "aired_at": row.get("airstamp"),
        "full_title": plain(row.get("name")),
        "summary": plain(row.get("summary")),
    }
    about = {"number": number, "source": NAME, "external_ids": {"tvmaze": str(row["id"])}}
    return {**about, **facts, **provenance({**facts, "source": NAME}, str(row.get("url") or ""))}


def plain(text: Any) -> str:
    """TVmaze's HTML as text."""
    return unescape(strip_tags(str(text or ""))).strip()


def add_cast(found: Catalogue, source: Source, rows: list[dict[str, Any]], last: int) -> None:
    """People and characters; of several people in one part only the first, because nobody says who came when."""
    people, parts = Slugs(), Slugs()
    for index, row in enumerate(rows):
        person, character = row.get("person") or {}, row.get("character") or {}
        if not {"id", "name"} <= person.keys() or not {"id", "name"} <= character.keys():
            raise Unreadable(f"{source.name}: row {index + 1} of the cast names no person or no character.")
        path: Path = ("_embedded", "cast", index)
        actor, fresh = people.slug(person)
        if fresh:
            found.add("people", named(person, actor), source, path)
        part, fresh = parts.slug(character)
        if not fresh:
            found.notes.append(
                f"TVmaze gives {character['name']} to more than one person and says not when: the first is taken."
            )
            continue
        when = {"billing": index + 1, "reveals": last}
        drawn = {"first_episode": 1, "portrait": index % DRAWINGS + 1}
        found.add("characters", {**named(character, part), **when, **drawn}, source, path)
        link = str(row.get("url") or person.get("url") or "")
        vouch = {"label": f"{NAME}: {CAST_RULE}", "url": link, "seen_on": timezone.localdate().isoformat()}
        casting = {"character": part, "person": actor, "from_episode": 1, **when, "sources": [vouch]}
        found.add("castings", {**casting, **provenance({"reveals": last}, "")}, source, path)


def named(row: dict[str, Any], slug: str) -> dict[str, Any]:
    """A person or a character."""
    facts = {"name": str(row["name"])}
    about = {"slug": slug, "source": NAME, "external_ids": {"tvmaze": str(row["id"])}}
    return {**facts, **about, **provenance({**facts, "source": NAME}, str(row.get("url") or ""))}


class Slugs:
    """A slug for each row of TVmaze; two of one name get a number."""

    def __init__(self) -> None:
        self.by_id: dict[Any, str] = {}

    def slug(self, row: dict[str, Any]) -> tuple[str, bool]:
        """The slug, and whether it is the first time this row is seen."""
        if row["id"] in self.by_id:
            return self.by_id[row["id"]], False
        plain_one = slugify(row["name"])[:70] or f"tvmaze-{row['id']}"
        taken = set(self.by_id.values())
        self.by_id[row["id"]] = plain_one if plain_one not in taken else f"{plain_one}-{row['id']}"
        return self.by_id[row["id"]], True
