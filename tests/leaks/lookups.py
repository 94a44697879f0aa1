"""What the leak test looks for: words that stand beside secrets, slips of them, and the secrets themselves."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from tests.leaks.world import LAST, MIDDLE, World

PLAIN = ("title", "body", "said", "hero", "tame", "really", '"said"', "author", "from:author", "show:markers", "titel")
NARROWED = ("q=title&kind=post", "q=said&language=en", "q=markers&photo=1", "q=safe&kind=episode", "show=markers")


def secrets(world: World) -> list[str]:
    """Words of things and names that come late."""
    things = [world.things[f"{kind} {level}"] for kind in ("post", "comment", "photo") for level in (MIDDLE, LAST)]
    names = [world.rows[f"{kind} {LAST}"].name for kind in ("character", "person")]
    return [(thing.title or thing.body).split()[-1] for thing in things] + names


def looked_up(path: str) -> Callable[[World], list[str]]:
    """The page of hits for each of them."""

    def find(world: World) -> list[str]:
        asked = [f"q={quote(word)}" for word in (*PLAIN, *secrets(world))]
        return [f"{path}?{query}" for query in ("", *asked, *NARROWED)]

    return find
